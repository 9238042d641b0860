// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.InquiryResult;
import io.tracklayer.spi.Item;
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
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * An adapter whose requests are judged by the sandbox: they go over HTTP as the host would send
 * them, and the adapter reads the answers.
 */
public abstract class AdapterJudgement {
    /** The host's clock, two seconds after the given events happened; the sandbox has the same. */
    protected static final HostContext HOST = HostContext.at(GivenEvents.TIME.plusSeconds(2));

    private static final String HASH =
            "725A92A6B5D1D9A5A693E25987D86503AFED7571BBFE4CBB4D7B2B0BA6C59BE7";

    private static final Map<EventField, List<String>> STRANGE =
            Map.ofEntries(
                    Map.entry(EventField.EMAIL, List.of("nobody", "a@b", HASH, "ä@exämple.de")),
                    Map.entry(EventField.PHONE, List.of("0", "+1", HASH)),
                    Map.entry(EventField.FIRST_NAME, List.of("!!!", "D'Arcy-Zoë", "정", HASH)),
                    Map.entry(EventField.CITY, List.of("---", "Paris 16", "São Paulo", "İzmir")),
                    Map.entry(EventField.STATE, List.of("—", "Île-de-France", "US-CA", "NSW")),
                    Map.entry(EventField.POSTAL_CODE, List.of("-", "SW1A 1AA", "1000-205")),
                    Map.entry(EventField.COUNTRY, List.of("XX", "Germany")),
                    Map.entry(EventField.GENDER, List.of("diverse", "F")),
                    Map.entry(EventField.BIRTH_DATE, List.of("1990-02-31", "1990-05-17", "yes")),
                    Map.entry(EventField.LOCALE, List.of("zh_Hant_TW", "C", "de_DE.UTF-8")),
                    Map.entry(
                            EventField.EXTERNAL_ID,
                            List.of("jane@example.com", "+4915123456789", "7 8", "x".repeat(300))),
                    Map.entry(EventField.CLIENT_IP, List.of("10.0.0.1", "2001:db8::42", "nobody")),
                    Map.entry(EventField.USER_AGENT, List.of("x", "\"Mozilla\"", "😀".repeat(400))),
                    Map.entry(EventField.FBP, List.of("1019141", "fb.1.1768470000.1019141")),
                    Map.entry(EventField.FBC, List.of("fb.1.9999999999999.abc", "abc")),
                    Map.entry(EventField.TTP, List.of("x", HASH)),
                    Map.entry(EventField.GA_CLIENT_ID, List.of("jane@example.com", "1.2")),
                    Map.entry(EventField.GA_SESSION_ID, List.of("abc")),
                    Map.entry(
                            EventField.PAGE_URL,
                            List.of(
                                    "https://shop.example/?e=jane%40example.com&tel=%2B4915123456789",
                                    "https://shop.example/" + "x".repeat(3000),
                                    "https://shop.example/grün weiß?a=b c",
                                    "HTTPS://shop.example",
                                    "android-app://shop.example")),
                    Map.entry(
                            EventField.PAGE_REFERRER,
                            List.of("about:blank", "https://x.de/#a@b.de")),
                    Map.entry(EventField.PAGE_TITLE, List.of("jane@example.com", "x".repeat(400))),
                    Map.entry(
                            EventField.SEARCH_QUERY, List.of("jane@example.com", "x".repeat(400))),
                    Map.entry(EventField.FORM_NAME, List.of("jane@example.com", "x".repeat(400))),
                    Map.entry(EventField.COUPON, List.of("x".repeat(400))),
                    Map.entry(EventField.ORDER_ID, List.of(" 1 ", "#1001", "x".repeat(90))),
                    Map.entry(EventField.CUSTOMER_TYPE, List.of("gold")),
                    Map.entry(
                            EventField.CUSTOM_NAME,
                            List.of("___", "1 Größe", "Purchase", "firebase_x", "y".repeat(60))));

    private static final List<Item> STRANGE_ITEMS =
            List.of(
                    item(null, "Only a name", null),
                    item("7", "x".repeat(300), new BigDecimal("0.00")),
                    item("8", "😀", new BigDecimal("-3.00")),
                    item("jane@example.com", "for jane@example.com", new BigDecimal("1.00")));

    /** The adapter under judgement. */
    protected final Destination adapter;

    /** The running sandbox. */
    protected SandboxRig rig;

    private final Map<String, List<String>> base = new HashMap<>();

    /**
     * An adapter found as the host finds it.
     *
     * @param settings name, value, name, value; commas separate the values of a list
     */
    protected AdapterJudgement(String id, String... settings) {
        adapter =
                ServiceLoader.load(TrackLayerPlugin.class).stream()
                        .flatMap(plugin -> plugin.get().destinations().stream())
                        .filter(found -> found.descriptor().id().equals(id))
                        .findFirst()
                        .orElseThrow();
        put(base, settings);
    }

    /** The sandbox's account, as JSON in single quotes. */
    protected abstract String account();

    @BeforeEach
    void startSandbox() throws Exception {
        rig = new SandboxRig();
        rig.clock.set(HOST.now());
        rig.account(account());
        String id = adapter.descriptor().id();
        if (adapter.descriptor().settings().stream().anyMatch(s -> s.name().equals("endpoint"))) {
            base.put("endpoint", List.of(rig.sandbox.base() + "/" + id));
        }
    }

    @AfterEach
    void stopSandbox() {
        rig.close();
    }

    /** All events: rich, bare, of limited use, in a store, and each with every consent denied. */
    protected static List<Event> allEvents() {
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

    /** All events, each with one field holding what people, shops and bots put there. */
    protected static List<Event> strangeEvents() {
        List<Event> events = new ArrayList<>();
        for (EventName name : EventName.values()) {
            STRANGE.forEach(
                    (field, values) ->
                            values.forEach(
                                    value -> events.add(GivenEvents.rich(name, field, value))));
            events.add(GivenEvents.rich(name, EventField.ITEMS, STRANGE_ITEMS));
            events.add(GivenEvents.rich(name, EventField.VALUE, new BigDecimal("-5.00")));
            events.add(GivenEvents.rich(name, EventField.VALUE, new BigDecimal("0.00")));
        }
        return events;
    }

    /** The adapter's settings with changes, as in the constructor. */
    protected Settings settings(String... changes) {
        Map<String, List<String>> values = new HashMap<>(base);
        put(values, changes);
        return Settings.of(adapter.descriptor().settings(), values);
    }

    /** What the adapter makes of an event. */
    protected Mapping map(Event event, Settings settings) {
        return adapter.map(event, settings, HOST);
    }

    /** The record of an event that must not be skipped. */
    protected PlatformRecord record(Event event, Settings settings) {
        return ((Mapping.Send) map(event, settings)).platformRecord();
    }

    /** Sends each event that is not skipped and demands that it is taken; how many were sent. */
    protected int deliver(List<Event> events, Settings settings) throws Exception {
        int sent = 0;
        for (Event event : events) {
            if (map(event, settings) instanceof Mapping.Send send) {
                assertTaken(List.of(send.platformRecord()), settings);
                sent++;
            }
        }
        assertTrue(sent > 0, "every event was skipped");
        return sent;
    }

    /** Demands that a batch is taken. */
    protected void assertTaken(List<PlatformRecord> records, Settings settings) throws Exception {
        for (Outcome outcome : outcomes(records, settings)) {
            assertTrue(
                    outcome instanceof Outcome.Delivered
                            || outcome instanceof Outcome.AcceptedPending,
                    () -> outcome + " for " + records);
        }
    }

    /** What the adapter reads from the sandbox's answer to these records in one request. */
    protected List<Outcome> outcomes(List<PlatformRecord> records, Settings settings)
            throws Exception {
        HttpResponse<String> response = send(adapter.pack(records, settings, HOST), settings);
        return adapter.interpret(
                Answers.of(response.statusCode(), response.body()), records, settings);
    }

    /** What the adapter reads when it asks what became of so many records that were taken. */
    protected InquiryResult later(Outcome taken, int records, Settings settings) throws Exception {
        String receipt = ((Outcome.AcceptedPending) taken).receipt();
        HttpResponse<String> response =
                send(adapter.inquiry(receipt, settings, HOST).orElseThrow(), settings);
        return adapter.interpretInquiry(
                Answers.of(response.statusCode(), response.body()), records, settings);
    }

    /** What the adapter's check of the connection finds. */
    protected ProbeResult.Verdict probe(Settings settings) throws Exception {
        HttpResponse<String> response = send(adapter.probe(settings, HOST).orElseThrow(), settings);
        return adapter.interpretProbe(Answers.of(response.statusCode(), response.body()), settings)
                .verdict();
    }

    /** What the sandbox's inspection shows. */
    protected JsonNode inspection() throws Exception {
        return rig.inspect(adapter.descriptor().id());
    }

    /** The access token the host would add to each request; empty when it would add none. */
    protected Optional<String> accessToken(Settings settings) throws Exception {
        return Optional.empty();
    }

    private HttpResponse<String> send(PlatformRequest request, Settings settings) throws Exception {
        String query =
                request.query().stream()
                        .map(field -> field.name() + "=" + encoded(field.value()))
                        .collect(Collectors.joining("&"));
        String path = request.url().substring(rig.sandbox.base().toString().length());
        var sent = rig.request(path + (query.isEmpty() ? "" : "?" + query));
        request.headers().forEach(header -> sent.header(header.name(), header.value()));
        accessToken(settings).ifPresent(token -> sent.header("Authorization", "Bearer " + token));
        BodyPublisher body =
                request.body().length == 0
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(request.body());
        return rig.send(sent.method(request.method(), body).build());
    }

    private static Item item(String variantId, String name, BigDecimal price) {
        return new Item(
                variantId, null, null, name, null, null, " > ", price, 3, null, null, null, null,
                null);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void put(Map<String, List<String>> values, String... changes) {
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], List.of(changes[i + 1].split(",")));
        }
    }
}
