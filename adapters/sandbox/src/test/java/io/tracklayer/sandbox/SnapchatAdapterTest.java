// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.TrackLayerPlugin;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the Snapchat adapter sends, judged in strict mode. */
class SnapchatAdapterTest {
    private static final HostContext HOST = HostContext.at(GivenEvents.TIME.plusSeconds(2));

    private final Destination snapchat = load();
    private SandboxRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new SandboxRig();
        rig.clock.set(HOST.now());
        rig.account(
                "{'platform':'snapchat','account':'" + SnapchatEvents.PIXEL + "','token':'T&1'}");
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void everyEventIsTakenUnderEveryConsentWithLittleAndWithAllSettings() throws Exception {
        int sent = 0;
        for (Settings settings : List.of(settings(), everything())) {
            for (Event event : allEvents()) {
                sent += deliver(event, settings);
            }
        }
        assertEquals(sent, rig.inspect("snapchat").get("received").asInt());
        assertEquals(0, rig.inspect("snapchat").get("rejected").asInt());
    }

    @Test
    void aBatchOfAllEventsIsTaken() throws Exception {
        List<PlatformRecord> records = new ArrayList<>();
        for (EventName name : EventName.values()) {
            if (map(GivenEvents.rich(name), settings()) instanceof Mapping.Send send) {
                records.add(send.platformRecord());
            }
        }
        assertEquals(15, records.size());
        assertEquals(1, records.stream().map(PlatformRecord::batchKey).distinct().count());
        assertAccepted(records, settings());
        assertEquals(15, rig.inspect("snapchat").get("stored").asInt());
    }

    @Test
    void repeatingAPurchaseCountsItOnce() throws Exception {
        deliver(GivenEvents.rich(EventName.PURCHASE_PLACED), settings());
        deliver(GivenEvents.rich(EventName.PURCHASE_PLACED), settings());
        assertEquals(1, rig.inspect("snapchat").get("stored").asInt());
        assertEquals(1, rig.inspect("snapchat").get("deduplicated").asInt());
    }

    @Test
    void testEventsAreTakenAsTests() throws Exception {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().test(true).build();
        deliver(event, settings());
        assertEquals("test", rig.inspect("snapchat").at("/events/0/verdict").asText());
    }

    @Test
    void inValidateModeEventsAreCheckedAndNotCounted() throws Exception {
        Settings settings = settings("test-mode", "validate");
        PlatformRecord record = record(GivenEvents.rich(EventName.PURCHASE_PLACED), settings);
        assertEquals(
                List.of(new Outcome.Delivered(false, List.of("checked by Snapchat, not counted"))),
                outcomes(List.of(record), settings));
        assertEquals(0, rig.inspect("snapchat").get("events").size());
    }

    @Test
    void theCheckOfTheConnectionTellsRightFromWrong() throws Exception {
        assertEquals(ProbeResult.Verdict.WORKS, probe(settings()));
        assertEquals(ProbeResult.Verdict.REFUSED, probe(settings("token", "wrong")));
        assertEquals(
                ProbeResult.Verdict.REFUSED,
                probe(settings("pixel", "00000000-0000-4000-8000-000000000001")));
    }

    private static List<Event> allEvents() {
        List<Event> events = new ArrayList<>();
        for (EventName name : EventName.values()) {
            Event rich = GivenEvents.rich(name);
            events.add(rich);
            events.add(GivenEvents.bare(name));
            events.add(rich.toBuilder().limitedUse(true).build());
            events.add(rich.toBuilder().consent(Consent.notGiven()).build());
            events.add(rich.toBuilder().actionSource(ActionSource.PHYSICAL_STORE).build());
            events.add(
                    rich.toBuilder()
                            .set(EventField.COUNTRY, "US")
                            .set(EventField.STATE, "California")
                            .set(EventField.FIRST_NAME, "정")
                            .set(EventField.CURRENCY, "RSD")
                            .build());
            for (Purpose purpose : Purpose.values()) {
                Consent consent = GivenEvents.consent(ConsentState.GRANTED);
                events.add(
                        rich.toBuilder()
                                .consent(consent.with(purpose, ConsentState.DENIED))
                                .build());
            }
        }
        return events;
    }

    private static Settings everything() {
        return settings(
                "auth-placement", "header",
                "birth-date", "true",
                "content-details", "true",
                "data-processing-location", "california",
                "renewals", "purchase",
                "leads", "custom-event-1",
                "custom-event-4", "Size Guide Opened",
                "optional-events",
                        "order_cancelled,order_refunded,logged_in,newsletter_subscribed,"
                                + "form_submitted,quote_requested");
    }

    private static Settings settings(String... changes) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("pixel", List.of(SnapchatEvents.PIXEL));
        values.put("token", List.of("T&1"));
        values.put("site-url", List.of("https://shop.example/"));
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], List.of(changes[i + 1].split(",")));
        }
        return Settings.of(load().descriptor().settings(), values);
    }

    private static Destination load() {
        return ServiceLoader.load(TrackLayerPlugin.class).stream()
                .flatMap(plugin -> plugin.get().destinations().stream())
                .filter(found -> found.descriptor().id().equals("snapchat"))
                .findFirst()
                .orElseThrow();
    }

    private Mapping map(Event event, Settings settings) {
        return snapchat.map(event, settings, HOST);
    }

    private PlatformRecord record(Event event, Settings settings) {
        return ((Mapping.Send) map(event, settings)).platformRecord();
    }

    /** Sends what is not skipped; how many events that were. */
    private int deliver(Event event, Settings settings) throws Exception {
        if (map(event, settings) instanceof Mapping.Send send) {
            assertAccepted(List.of(send.platformRecord()), settings);
            return 1;
        }
        return 0;
    }

    private void assertAccepted(List<PlatformRecord> records, Settings settings) throws Exception {
        List<Outcome> outcomes = outcomes(records, settings);
        outcomes.forEach(outcome -> assertEquals(Outcome.delivered(), outcome, records.toString()));
    }

    private List<Outcome> outcomes(List<PlatformRecord> records, Settings settings)
            throws Exception {
        HttpResponse<String> response = send(snapchat.pack(records, settings, HOST));
        return snapchat.interpret(
                Answers.of(response.statusCode(), response.body()), records, settings);
    }

    private ProbeResult.Verdict probe(Settings settings) throws Exception {
        HttpResponse<String> response = send(snapchat.probe(settings, HOST).orElseThrow());
        return snapchat.interpretProbe(Answers.of(response.statusCode(), response.body()), settings)
                .verdict();
    }

    /** Sends a request to the sandbox in place of Snapchat. */
    private HttpResponse<String> send(PlatformRequest request) throws Exception {
        String query =
                request.query().stream()
                        .map(field -> field.name() + "=" + encoded(field.value()))
                        .collect(Collectors.joining("&"));
        String path = request.url().replace("https://tr.snapchat.com", "/snapchat");
        var sent = rig.request(path + (query.isEmpty() ? "" : "?" + query));
        request.headers().forEach(header -> sent.header(header.name(), header.value()));
        return rig.send(sent.POST(BodyPublishers.ofByteArray(request.body())).build());
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
