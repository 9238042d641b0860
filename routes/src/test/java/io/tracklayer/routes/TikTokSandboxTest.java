// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.HostPackContext;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.sandbox.Sandbox;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.TrackLayerPlugin;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the TikTok plugin packs is taken by the sandbox, and its answers are understood. */
class TikTokSandboxTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String PIXEL = "CABC1234EXAMPLE567";
    private static final String SET = "7300000000000000001";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Destination tikTok = plugin();
    private Sandbox sandbox;
    private Web platforms;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(0, Clock.fixed(NOW, ZoneOffset.UTC));
        platforms = new Web(sandbox.base());
        platforms.postJson(
                "/control/accounts",
                """
                [{"platform":"tiktok","account":"%s","token":"T"},
                 {"platform":"tiktok","account":"%s","token":"T","source":"offline"}]
                """
                        .formatted(PIXEL, SET));
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void everyEventIsTakenWithEverythingSwitchedOn() throws Exception {
        List<Event> events = Stream.of(EventName.values()).map(TikTokSandboxTest::rich).toList();
        Settings settings =
                settings(
                        "page-views=Pageview",
                        "renewals=purchase",
                        "newsletter=lead",
                        "optional-events=collection_viewed,order_refunded",
                        "custom-events=*",
                        "content-details=true",
                        "partner-name=true",
                        "page-url=https://shop.example/");
        assertTaken(events, settings, 20);
        assertEquals("{}", diagnostics());
    }

    @Test
    void everyEventIsTakenWithTheDefaultsAndLittleKnown() throws Exception {
        List<Event> events =
                Stream.of(EventName.values())
                        .map(
                                name ->
                                        bare(name)
                                                .set(EventField.EMAIL, "anna@example.com")
                                                .set(EventField.PAGE_URL, "https://shop.example/")
                                                .build())
                        .toList();
        assertTaken(events, settings(), 14);
        assertEquals("{}", diagnostics());
    }

    @Test
    void everyStateOfConsentAndLimitedUseIsTakenOrNotSent() throws Exception {
        List<Event> events = new ArrayList<>();
        for (Purpose purpose : Purpose.values()) {
            for (ConsentState state : ConsentState.values()) {
                for (ActionSource place : ActionSource.values()) {
                    Event event = rich(EventName.PURCHASE_PLACED);
                    events.add(
                            event.toBuilder()
                                    .eventId("e" + events.size())
                                    .actionSource(place)
                                    .limitedUse(state == ConsentState.UNKNOWN)
                                    .consent(event.consent().with(purpose, state))
                                    .build());
                }
            }
        }
        List<PlatformRecord> sent =
                assertTaken(
                        events,
                        settings("offline-set=" + SET, "page-url=https://shop.example/"),
                        // 15 states in 5 places of the web and 2 offline, none of the app; less
                        // both denials of a needed purpose everywhere, both opt-outs offline.
                        15 * 7 - 2 * 7 - 2 * 2);
        assertEquals(
                (2 + 5) * 5,
                sent.stream().filter(one -> one.body().containsKey("limited_data_use")).count());
    }

    @Test
    void aCartOfAHundredLinesInFourCurrenciesAndScriptsIsTaken() throws Exception {
        List<Event> events =
                Stream.of("EUR 129.95", "JPY 5000", "KWD 12.345", "USD 0.00")
                        .map(money -> money.split(" "))
                        .map(
                                money ->
                                        rich(EventName.PURCHASE_PLACED).toBuilder()
                                                .eventId("ord_" + money[0])
                                                .set(EventField.CURRENCY, money[0])
                                                .set(EventField.VALUE, new BigDecimal(money[1]))
                                                .set(EventField.FIRST_NAME, "정")
                                                .set(EventField.CITY, "Łódź 2")
                                                .set(EventField.STATE, "Île-de-France")
                                                .set(EventField.ITEMS, items(100))
                                                .build())
                        .toList();
        assertTaken(events, settings(), 4);
        assertEquals("{}", diagnostics());
    }

    @Test
    void testEventsAreSeenInTheTestViewAndRepeatsAreRecognised() throws Exception {
        List<Event> order = List.of(rich(EventName.PURCHASE_PLACED));
        assertTaken(order, settings("test-event-code=TEST123"), 1);
        assertTaken(order, settings(), 1);
        assertTaken(order, settings(), 1);
        assertEquals(
                List.of("deduplicated", "stored", "test"),
                ((List<?>) platforms.json("/inspect/tiktok").get("events"))
                        .stream().map(event -> ((Map<?, ?>) event).get("verdict")).toList());
    }

    @Test
    void theRefusedOneOfABatchIsFoundByItsPosition() throws Exception {
        List<PlatformRecord> records = new ArrayList<>();
        for (String id : List.of("a", "b", "c")) {
            Event event = rich(EventName.PURCHASE_PLACED).toBuilder().eventId(id).build();
            records.add(mapped(event, settings()).orElseThrow());
        }
        Map<String, Object> broken = new HashMap<>(records.get(1).body());
        broken.put("event_time", 5L);
        PlatformRecord old = records.get(1);
        records.set(
                1,
                new PlatformRecord(
                        old.name(),
                        old.eventId(),
                        old.eventTime(),
                        broken,
                        old.batchKey(),
                        true,
                        List.of()));

        List<Outcome> outcomes = delivered(records, settings());
        assertInstanceOf(Outcome.Split.class, outcomes.get(0));
        var refused = assertInstanceOf(Outcome.Permanent.class, outcomes.get(1));
        assertEquals("40002", refused.code());
        assertTrue(refused.text().startsWith("Batch.1.event_time:"), refused.text());
        assertInstanceOf(Outcome.Split.class, outcomes.get(2));
    }

    @Test
    void aWrongTokenOrPixelHoldsTheDestinationAndTheCheckSaysSo() throws Exception {
        List<PlatformRecord> one =
                List.of(mapped(rich(EventName.PURCHASE_PLACED), settings()).orElseThrow());
        assertInstanceOf(Outcome.AuthHold.class, delivered(one, settings("token=no")).get(0));
        assertInstanceOf(Outcome.ConfigHold.class, delivered(one, settings("pixel=NO")).get(0));

        assertEquals(ProbeResult.Verdict.WORKS, checked(settings()));
        assertEquals(ProbeResult.Verdict.REFUSED, checked(settings("token=no")));
        assertEquals(ProbeResult.Verdict.REFUSED, checked(settings("pixel=NO")));
        assertEquals(ProbeResult.Verdict.UNREACHABLE, checked(settings("api-version=v1.2")));
    }

    private List<PlatformRecord> assertTaken(
            Collection<Event> events, Settings settings, int expected) throws Exception {
        Map<String, List<PlatformRecord>> batches = new LinkedHashMap<>();
        for (Event event : events) {
            mapped(event, settings)
                    .ifPresent(
                            one ->
                                    batches.computeIfAbsent(
                                                    one.batchKey(), key -> new ArrayList<>())
                                            .add(one));
        }
        for (List<PlatformRecord> batch : batches.values()) {
            delivered(batch, settings)
                    .forEach(outcome -> assertEquals(Outcome.delivered(), outcome));
        }
        List<PlatformRecord> sent = batches.values().stream().flatMap(List::stream).toList();
        assertEquals(expected, sent.size());
        return sent;
    }

    private Optional<PlatformRecord> mapped(Event event, Settings settings) {
        Mapping mapping = tikTok.map(event, settings, new NothingAccepted());
        return mapping instanceof Mapping.Send send
                ? Optional.of(send.platformRecord())
                : Optional.empty();
    }

    private List<Outcome> delivered(List<PlatformRecord> records, Settings settings)
            throws Exception {
        PlatformRequest request = tikTok.pack(records, settings, new HostPackContext(NOW, "0.1.0"));
        return tikTok.interpret(answer(request), records, settings);
    }

    private ProbeResult.Verdict checked(Settings settings) throws Exception {
        PlatformRequest request =
                tikTok.probe(settings, new HostPackContext(NOW, "0.1.0")).orElseThrow();
        return tikTok.interpretProbe(answer(request), settings).verdict();
    }

    private PlatformAnswer answer(PlatformRequest request) throws Exception {
        HttpRequest.Builder http =
                HttpRequest.newBuilder(URI.create(request.url()))
                        .timeout(Duration.ofSeconds(20))
                        .POST(BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(field -> http.header(field.name(), field.value()));
        HttpResponse<byte[]> response = client.send(http.build(), BodyHandlers.ofByteArray());
        boolean json = response.headers().firstValue("content-type").orElse("").contains("json");
        return new PlatformAnswer(
                response.statusCode(),
                response.headers().map(),
                response.body(),
                json ? StrictJson.read(response.body()) : null);
    }

    private Settings settings(String... changes) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("pixel", List.of(PIXEL));
        values.put("token", List.of("T"));
        values.put("endpoint", List.of(sandbox.base() + "/tiktok"));
        for (String change : changes) {
            String[] parts = change.split("=", 2);
            values.put(parts[0], List.of(parts[1].split(",")));
        }
        return Settings.of(tikTok.descriptor().settings(), values);
    }

    private String diagnostics() {
        return platforms.json("/inspect/tiktok").get("diagnostics").toString();
    }

    private static Event.Builder bare(EventName name) {
        Map<Purpose, ConsentState> granted = new EnumMap<>(Purpose.class);
        Stream.of(Purpose.values()).forEach(p -> granted.put(p, ConsentState.GRANTED));
        return Event.named(name)
                .eventId("evt_" + name.wire())
                .eventTime(NOW.minusSeconds(60))
                .receivedAt(NOW.minusSeconds(59))
                .of("acme", "acme-eu")
                .consent(new Consent(granted, "api", "", NOW.minusSeconds(600)))
                .set(EventField.CUSTOM_NAME, "Size Guide Opened")
                .set(EventField.ORDER_ID, "10042")
                .set(EventField.VALUE, new BigDecimal("129.95"))
                .set(EventField.CURRENCY, "EUR");
    }

    private static Event rich(EventName name) {
        return bare(name)
                .set(EventField.ITEMS, items(3))
                .set(EventField.PREDICTED_LTV, new BigDecimal("480.00"))
                .set(EventField.SEARCH_QUERY, "linen")
                .set(EventField.PAGE_URL, "https://shop.example/p?e=anna@example.com&gclid=Cj0")
                .set(EventField.PAGE_REFERRER, "https://shop.example/")
                .set(EventField.EMAIL, "Anna.Muller@Example.COM")
                .set(EventField.PHONE, "+4915123456789")
                .set(EventField.FIRST_NAME, "Anna")
                .set(EventField.LAST_NAME, "Müller")
                .set(EventField.CITY, "Bad Tölz")
                .set(EventField.STATE, "Bayern")
                .set(EventField.POSTAL_CODE, "83646")
                .set(EventField.COUNTRY, "DE")
                .set(EventField.EXTERNAL_ID, "Cust_10042")
                .set(EventField.CLIENT_IP, "203.0.113.7")
                .set(EventField.USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64)")
                .set(EventField.LOCALE, "de_DE")
                .set(EventField.TTCLID, new ClickId("E.C.P.CtkBexampleclickid", null, null))
                .set(EventField.TTP, "2F7h37YkS1j57AYSKTI7IHhJPYH")
                .build();
    }

    private static List<Item> items(int lines) {
        return IntStream.range(0, lines)
                .mapToObj(
                        i ->
                                new Item(
                                        "4132714332171" + i,
                                        "p" + i,
                                        "SKU-" + i,
                                        "Shirt",
                                        null,
                                        "Linen & Co",
                                        "Shirts",
                                        new BigDecimal("12.99"),
                                        1,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null))
                .collect(Collectors.toList());
    }

    private static Destination plugin() {
        return ServiceLoader.load(TrackLayerPlugin.class).stream()
                .flatMap(provider -> provider.get().destinations().stream())
                .filter(destination -> destination.descriptor().id().equals("tiktok"))
                .findFirst()
                .orElseThrow();
    }

    /** A host whose ledger is empty. */
    private static final class NothingAccepted implements MapContext {
        @Override
        public List<Event> accepted(String orderId) {
            return List.of();
        }

        @Override
        public Instant now() {
            return NOW;
        }

        @Override
        public boolean accepted(EventName name, String orderId) {
            return false;
        }
    }
}
