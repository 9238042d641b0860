// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One configured instance of a destination, and what it makes of events and answers. Immutable. Its
 * clock stands two seconds after the events of {@link GivenEvents}.
 *
 * <p>{@code changes} always alternates names of settings and their texts, e.g. {@code record(event,
 * "item-ids", "sku", "api-version", "v23.0")}; a text with commas gives several values for a list.
 */
public final class GivenDestination {
    /** The clock of the host: two seconds after the events. */
    public static final HostContext CONTEXT = HostContext.at(GivenEvents.TIME.plusSeconds(2));

    private final Destination destination;
    private final Map<String, String> settings;

    private GivenDestination(Destination destination, Map<String, String> settings) {
        this.destination = destination;
        this.settings = Map.copyOf(settings);
    }

    /**
     * An instance.
     *
     * @param settings text per setting, secrets included; names that are missing take their default
     */
    public static GivenDestination of(Destination destination, Map<String, String> settings) {
        return new GivenDestination(destination, settings);
    }

    /** The destination itself. */
    public Destination destination() {
        return destination;
    }

    /** The settings, changed. */
    public Settings settings(String... changes) {
        Map<String, String> texts = new HashMap<>(settings);
        for (int i = 0; i < changes.length; i += 2) {
            texts.put(changes[i], changes[i + 1]);
        }
        Map<String, List<String>> values = new HashMap<>();
        texts.forEach((name, text) -> values.put(name, values(name, text)));
        return Settings.of(destination.descriptor().settings(), values);
    }

    /** What it makes of the event. */
    public Mapping mapped(Event event, MapContext context, String... changes) {
        return destination.map(event, settings(changes), context);
    }

    /** The record of an event that must be sent. */
    public PlatformRecord record(Event event, String... changes) {
        return record(event, CONTEXT, changes);
    }

    /** The record of an event that must be sent so long after it happened. */
    public PlatformRecord recordAfter(Duration delay, Event event, String... changes) {
        return record(event, HostContext.at(GivenEvents.TIME.plus(delay)), changes);
    }

    /** The record of an event that must be sent, seen by that host. */
    public PlatformRecord record(Event event, MapContext context, String... changes) {
        Mapping mapping = mapped(event, context, changes);
        if (mapping instanceof Mapping.Send send) {
            return send.platformRecord();
        }
        throw new AssertionError("expected a record for " + event + " but got " + mapping);
    }

    /** The skip of an event that must not be sent. */
    public Mapping.Skip skip(Event event, String... changes) {
        return skip(event, CONTEXT, changes);
    }

    /** The skip of an event that must not be sent, seen by that host. */
    public Mapping.Skip skip(Event event, MapContext context, String... changes) {
        Mapping mapping = mapped(event, context, changes);
        if (mapping instanceof Mapping.Skip skip) {
            return skip;
        }
        throw new AssertionError("expected a skip for " + event + " but got " + mapping);
    }

    /** The member of that name in the record of an event that must be sent; null without one. */
    public Map<String, Object> block(String name, Event event, String... changes) {
        return block(record(event, changes), name);
    }

    /** The member of that name in a record, an object; null when the record has none. */
    @SuppressWarnings("unchecked") // trees only have text keys
    public static Map<String, Object> block(PlatformRecord mapped, String name) {
        return (Map<String, Object>) mapped.body().get(name);
    }

    /** The request of these records. */
    public PlatformRequest packed(Settings instance, PlatformRecord... records) {
        return destination.pack(List.of(records), instance, CONTEXT);
    }

    /** The request of these records under the unchanged settings. */
    public PlatformRequest packed(PlatformRecord... records) {
        return packed(settings(), records);
    }

    /** What an answer means for each of the records. */
    public List<Outcome> outcomes(PlatformAnswer answer, PlatformRecord... records) {
        return destination.interpret(answer, List.of(records), settings());
    }

    /** The request of the connection check, empty when there is none. */
    public Optional<PlatformRequest> probe(String... changes) {
        return destination.probe(settings(changes), CONTEXT);
    }

    /**
     * A JSON document as one line, as the host writes it, from {@code /expect/NAME} beside the
     * tests of the destination.
     */
    public String expected(String name) {
        return Requests.json(Json.read(resource("/expect/" + name)));
    }

    /** A text file from the class path of the tests, e.g. {@code /expect/purchase.http}. */
    public String resource(String path) {
        try (InputStream file = destination.getClass().getResourceAsStream(path)) {
            if (file == null) {
                throw new AssertionError("no resource " + path + " on the class path of the tests");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private List<String> values(String name, String text) {
        boolean list =
                destination.descriptor().settings().stream()
                        .anyMatch(s -> s.name().equals(name) && s.type() == Setting.Type.LIST);
        return list ? List.of(text.split(",")) : List.of(text);
    }
}
