// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.sandbox.Sandbox;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.TrackLayerPlugin;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the destination packs, the strict sandbox takes. */
class PinterestSandboxTest {
    private static final String ACCOUNT = "549755885175";
    private static final Instant NOW = GivenEvents.TIME.plusSeconds(2);
    private static final HostContext CONTEXT = HostContext.at(NOW);
    private static final Destination PINTEREST =
            ServiceLoader.load(TrackLayerPlugin.class).stream()
                    .flatMap(plugin -> plugin.get().destinations().stream())
                    .filter(found -> found.descriptor().id().equals("pinterest"))
                    .findFirst()
                    .orElseThrow();

    private final HttpClient client = HttpClient.newHttpClient();
    private Sandbox sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(0, Clock.fixed(NOW, ZoneOffset.UTC));
        String account =
                """
                {"platform":"pinterest","account":"%s","token":"T","mode":"strict",
                 "event_names":["Size Guide Opened"]}
                """
                        .formatted(ACCOUNT);
        HttpRequest register =
                HttpRequest.newBuilder(URI.create(sandbox.base() + "/control/accounts"))
                        .POST(BodyPublishers.ofString(account))
                        .build();
        assertEquals(200, client.send(register, BodyHandlers.discarding()).statusCode());
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void allEventsOfAShopAreAcceptedAsOneBatch() throws Exception {
        List<PlatformRecord> records = records(everyEvent().toList());

        assertEquals(17, records.size());
        assertAccepted(records);
    }

    @Test
    void allEventsAreAcceptedWithEveryOptionalEventAndDetail() throws Exception {
        String[] everything = {
            "renewals", "offline-checkout",
            "newsletter", "signup",
            "custom-events", "*",
            "content-details", "true",
            "value-basis", "subtotal"
        };
        List<PlatformRecord> records = records(everyEvent().toList(), everything);

        assertEquals(19, records.size());
        assertAccepted(records);
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void everyConsentIsAccepted(Purpose purpose) throws Exception {
        for (ConsentState state : ConsentState.values()) {
            Consent consent = GivenEvents.consent(ConsentState.GRANTED).with(purpose, state);
            assertAccepted(records(everyEvent().map(event -> with(event, consent)).toList()));
        }
        assertAccepted(
                records(
                        everyEvent()
                                .map(event -> with(event, Consent.notGiven()))
                                .map(event -> event.toBuilder().limitedUse(true).build())
                                .toList()));
    }

    @Test
    void aVisitorWhoIsKnownByAddressAndAgentOnlyIsAccepted() throws Exception {
        assertAccepted(
                records(
                        Arrays.stream(EventName.values())
                                .map(GivenEvents::bare)
                                .map(
                                        event ->
                                                event.toBuilder()
                                                        .set(EventField.CLIENT_IP, "2001:db8::42")
                                                        .set(EventField.USER_AGENT, "Mozilla/5.0")
                                                        .build())
                                .toList()));
    }

    @Test
    void everyPlaceAndTimeIsAccepted() throws Exception {
        Event order = GivenEvents.rich(EventName.PURCHASE_PLACED);
        List<Event> events =
                Stream.concat(
                                Arrays.stream(ActionSource.values())
                                        .map(place -> order.toBuilder().actionSource(place)),
                                Stream.of(Duration.ofMinutes(5), Duration.ofDays(-7))
                                        .map(NOW::plus)
                                        .map(time -> order.toBuilder().eventTime(time)))
                        .map(Event.Builder::build)
                        .toList();
        List<PlatformRecord> records = records(events);

        assertEquals(events.size(), records.size());
        assertAccepted(records);
    }

    @Test
    void unusualInputIsAccepted() throws Exception {
        assertAccepted(
                records(
                        List.of(
                                unusual(),
                                GivenEvents.purchase("5000", "JPY"),
                                GivenEvents.purchase("12.345", "KWD"),
                                GivenEvents.purchase("0.00", "USD"),
                                GivenEvents.purchaseOfLines(100))));
    }

    @Test
    void theConnectionCheckWorksAndLeavesNothingBehind() throws Exception {
        PlatformRequest probe = PINTEREST.probe(settings(), CONTEXT).orElseThrow();

        assertEquals(
                ProbeResult.Verdict.WORKS,
                PINTEREST.interpretProbe(send(probe), settings()).verdict());
        HttpRequest inspect =
                HttpRequest.newBuilder(URI.create(sandbox.base() + "/inspect/pinterest")).build();
        String seen = client.send(inspect, BodyHandlers.ofString()).body();
        assertTrue(seen.contains("\"stored\":0"), seen);
    }

    @Test
    void aWrongTokenIsNoticedByTheConnectionCheck() throws Exception {
        Settings wrong = settings("token", "WRONG");
        PlatformRequest probe = PINTEREST.probe(wrong, CONTEXT).orElseThrow();

        assertEquals(
                ProbeResult.Verdict.REFUSED,
                PINTEREST.interpretProbe(send(probe), wrong).verdict());
    }

    private void assertAccepted(List<PlatformRecord> records) throws Exception {
        Map<String, List<PlatformRecord>> batches =
                records.stream().collect(Collectors.groupingBy(PlatformRecord::batchKey));
        for (List<PlatformRecord> batch : batches.values()) {
            PlatformAnswer answer = send(PINTEREST.pack(batch, settings(), CONTEXT));
            List<Outcome> outcomes = PINTEREST.interpret(answer, batch, settings());
            assertEquals(batch.size(), outcomes.size());
            outcomes.forEach(
                    outcome -> {
                        var delivered =
                                assertInstanceOf(Outcome.Delivered.class, outcome, answer.text());
                        assertEquals(List.of(), delivered.warnings());
                    });
        }
    }

    private List<PlatformRecord> records(List<Event> events, String... changes) {
        List<PlatformRecord> records = new ArrayList<>();
        for (Event event : events) {
            if (PINTEREST.map(event, settings(changes), CONTEXT) instanceof Mapping.Send send) {
                records.add(send.platformRecord());
            }
        }
        return records;
    }

    private PlatformAnswer send(PlatformRequest request) throws Exception {
        String query =
                request.query().stream()
                        .map(field -> field.name() + "=" + encoded(field.value()))
                        .collect(Collectors.joining("&"));
        HttpRequest.Builder call =
                HttpRequest.newBuilder(URI.create(request.url() + "?" + query))
                        .POST(BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(field -> call.header(field.name(), field.value()));
        HttpResponse<String> answer = client.send(call.build(), BodyHandlers.ofString());
        return Answers.of(answer.statusCode(), answer.body());
    }

    private Settings settings(String... changes) {
        Map<String, List<String>> values = new HashMap<>();
        values.put("ad-account", List.of(ACCOUNT));
        values.put("token", List.of("T"));
        values.put("endpoint", List.of(sandbox.base() + "/pinterest"));
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], List.of(changes[i + 1]));
        }
        return Settings.of(PINTEREST.descriptor().settings(), values);
    }

    private static Stream<Event> everyEvent() {
        return Arrays.stream(EventName.values()).map(GivenEvents::rich);
    }

    private static Event with(Event event, Consent consent) {
        return event.toBuilder().consent(consent).build();
    }

    private static Event unusual() {
        return GivenEvents.rich(EventName.LEAD_SUBMITTED).toBuilder()
                .test(true)
                .set(EventField.EMAIL, "A".repeat(64))
                .set(EventField.FIRST_NAME, "정")
                .set(EventField.LAST_NAME, "O'Brien-Şahin")
                .set(EventField.CITY, "北京")
                .set(EventField.STATE, "California")
                .set(EventField.COUNTRY, "US")
                .set(EventField.POSTAL_CODE, "SW1A 1AA")
                .set(EventField.BIRTH_DATE, "1990-05-17")
                .set(EventField.GENDER, "Female")
                .set(EventField.LOCALE, "de_DE")
                .set(EventField.PAGE_URL, "https://shop.example/ö?mail=a@b.example&x=1")
                .set(EventField.EPIK, new ClickId("dj0yJnU9RXhhbXBsZQ", null, null))
                .build();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
