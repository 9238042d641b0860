// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.SettingsCheck;
import io.tracklayer.spi.TrackLayerPlugin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every destination must do, whatever its platform. Extend it, give id and settings, and add
 * tests of your own for exact requests and answers.
 */
public abstract class DestinationContract {

    /** Id of the destination under test, as its descriptor gives it. */
    protected abstract String id();

    /** Working settings of an instance, as texts per name; secrets included, no defaults. */
    protected abstract Map<String, String> settings();

    /** Events the destination must send (not skip) when everything is known and granted. */
    protected abstract List<EventName> sent();

    /**
     * Further events to try, for what only special fields show, such as cookies of the platform;
     * none by default. Give each an id of its own. The first must be sent when nothing is named in
     * {@link #sent()}.
     */
    protected List<Event> events() {
        return List.of();
    }

    /** The destination, loaded the way the host loads it. */
    protected final Destination destination() {
        return ServiceLoader.load(TrackLayerPlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(plugin -> plugin.destinations().stream())
                .filter(found -> found.descriptor().id().equals(id()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "no plugin on the class path provides destination \""
                                                + id()
                                                + "\"; "
                                                + "is META-INF/services/io.tracklayer.spi.TrackLayerPlugin there?"));
    }

    /** The settings with the given names changed; {@code changes} alternates names and values. */
    protected final Settings settingsWith(String... changes) {
        Map<String, List<String>> values =
                settings().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], List.of(changes[i + 1]));
        }
        return Settings.of(destination().descriptor().settings(), values);
    }

    /** The context of the host, one second after the events. */
    protected HostContext context() {
        return HostContext.at(GivenEvents.TIME.plusSeconds(2));
    }

    /** The record of an event that must be sent. */
    protected final PlatformRecord recordOf(Event event, String... settingChanges) {
        Mapping mapping = destination().map(event, settingsWith(settingChanges), context());
        if (mapping instanceof Mapping.Send send) {
            return send.platformRecord();
        }
        throw new AssertionError("expected a record for " + event + " but got " + mapping);
    }

    /** The skip of an event that must not be sent. */
    protected final Mapping.Skip skipOf(Event event, String... settingChanges) {
        Mapping mapping = destination().map(event, settingsWith(settingChanges), context());
        if (mapping instanceof Mapping.Skip skip) {
            return skip;
        }
        throw new AssertionError("expected a skip for " + event + " but got " + mapping);
    }

    @Test
    void settingsAreDocumentedAndTheGivenOnesAreAccepted() {
        for (Setting setting : destination().descriptor().settings()) {
            assertTrue(setting.name().matches("[a-z][a-z0-9-]*"), setting.name());
            assertTrue(
                    setting.doc().length() > 20,
                    setting.name() + " needs a sentence of documentation");
        }
        assertTrue(
                destination().descriptor().settings().stream()
                        .anyMatch(s -> s.name().equals("endpoint") || s.name().equals("url")),
                "an endpoint setting lets people point the destination at the sandbox");
        assertNotNull(settingsWith());
    }

    @Test
    void leavingOutARequiredSettingIsNamed() {
        List<String> problems =
                SettingsCheck.check(destination().descriptor().settings(), Map.of()).problems();
        for (Setting setting : destination().descriptor().settings()) {
            if (setting.required()) {
                assertTrue(
                        problems.stream().anyMatch(p -> p.contains("\"" + setting.name() + "\"")),
                        "nothing says that " + setting.name() + " is missing");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void everyEventIsSentOrSkippedWithAReason(EventName name) {
        List<Event> events = new ArrayList<>(events());
        events.removeIf(event -> event.name() != name);
        events.addAll(List.of(GivenEvents.rich(name), GivenEvents.bare(name)));
        for (Event event : events) {
            Mapping mapping = destination().map(event, settingsWith(), context());
            if (mapping instanceof Mapping.Skip skip) {
                assertTrue(skip.code().matches("[a-z][a-z0-9_:]*"), skip.code());
                assertTrue(skip.sentence().length() > 15, "skip of " + name + " needs a sentence");
            } else {
                PlatformRecord mapped = ((Mapping.Send) mapping).platformRecord();
                assertEquals(event.eventId(), mapped.eventId());
                assertFalse(mapped.name().isBlank());
                assertNoEmptiness(mapped.body(), mapped.name());
            }
        }
    }

    @Test
    void theNamedEventsAreSent() {
        assertAll(sent().stream().map(name -> () -> recordOf(GivenEvents.rich(name))));
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void mappingTwiceGivesTheSameAndChangesNothing(EventName name) {
        Event event = GivenEvents.rich(name);
        Map<?, ?> before = Map.copyOf(event.fields());
        Mapping first = destination().map(event, settingsWith(), context());
        Mapping second = destination().map(event, settingsWith(), context());
        assertEquals(first, second);
        assertEquals(before, event.fields());
    }

    @Test
    void aRequestGoesToTheConfiguredAddressAndHidesItsSecrets() {
        Settings settings = settingsWith();
        PlatformRecord mapped = recordOf(sample());
        PlatformRequest request = destination().pack(List.of(mapped), settings, context());
        String base =
                settings.find(settings().containsKey("url") ? "url" : "endpoint").orElseThrow();
        assertTrue(request.url().startsWith(base), request.url());
        for (String secret : settings.secrets()) {
            assertFalse(request.url().contains(secret), "a secret stands in the address");
            request.query().stream()
                    .filter(f -> f.value().contains(secret))
                    .forEach(f -> assertTrue(f.secret(), f.name()));
            request.headers().stream()
                    .filter(f -> f.value().contains(secret))
                    .forEach(f -> assertTrue(f.secret(), f.name()));
        }
    }

    @Test
    void aRequestIsTheSameEveryTime() {
        PlatformRecord mapped = recordOf(sample());
        byte[] first = destination().pack(List.of(mapped), settingsWith(), context()).body();
        byte[] second = destination().pack(List.of(mapped), settingsWith(), context()).body();
        assertTrue(Arrays.equals(first, second));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                200, 204, 301, 400, 401, 403, 404, 408, 409, 410, 413, 418, 422, 429, 500, 502, 503,
                504, 599
            })
    void anyAnswerHasOneOutcomePerRecord(int status) {
        Destination destination = destination();
        int batch = Math.min(2, destination.descriptor().limits().maxRecords());
        List<PlatformRecord> records = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            records.add(recordOf(sample()));
        }
        for (String body :
                List.of(
                        "",
                        "{}",
                        "[]",
                        "null",
                        "\"x\"",
                        "12",
                        "<html>busy</html>",
                        "{\"error\":",
                        "{\"error\":{\"code\":\"NaN\"}}",
                        "{\"error\":[]}",
                        "{\"events_received\":{}}")) {
            List<Outcome> outcomes =
                    assertDoesNotThrow(
                            () ->
                                    destination.interpret(
                                            Answers.of(status, body), records, settingsWith()),
                            status + " " + body);
            assertEquals(records.size(), outcomes.size(), status + " " + body);
        }
    }

    @Test
    void aServerErrorIsTriedAgain() {
        PlatformRecord mapped = recordOf(sample());
        Outcome outcome =
                destination()
                        .interpret(Answers.of(503, "busy"), List.of(mapped), settingsWith())
                        .get(0);
        assertTrue(
                outcome instanceof Outcome.Retry || outcome instanceof Outcome.Throttled,
                outcome.toString());
    }

    @Test
    void theClockIsTheHosts() {
        Event event = sample();
        HostContext later = HostContext.at(Instant.parse("2031-01-01T00:00:00Z"));
        assertDoesNotThrow(() -> destination().map(event, settingsWith(), later));
    }

    /** An event that is sent. */
    private Event sample() {
        return sent().isEmpty() ? events().get(0) : GivenEvents.rich(sent().get(0));
    }

    private static void assertNoEmptiness(Object node, String where) {
        assertNotNull(node, where + " is null");
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> assertNoEmptiness(value, where + "." + key));
        } else if (node instanceof List<?> list) {
            if (!where.endsWith("data_processing_options")) {
                assertFalse(list.isEmpty(), where + " is an empty list");
            }
            list.forEach(value -> assertNoEmptiness(value, where + "[]"));
        } else if (node instanceof String text) {
            assertFalse(text.isEmpty(), where + " is empty text");
        } else {
            assertFalse(
                    node instanceof Double || node instanceof Float,
                    where + " went through floating point");
        }
    }
}
