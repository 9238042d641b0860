// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class Ga4PackTest extends Ga4Test {
    private static final Event LOGIN = GivenEvents.rich(EventName.LOGGED_IN);

    @Test
    void twentyFiveEventsOfOneClientShareABodyAndKeepTheirOwnTimes() {
        List<PlatformRecord> records =
                IntStream.range(0, 25)
                        .mapToObj(
                                i -> LOGIN.toBuilder().eventTime(GivenEvents.TIME.minusSeconds(i)))
                        .map(event -> sent(event.build()))
                        .toList();
        assertEquals(1, records.stream().map(PlatformRecord::batchKey).distinct().count());
        Map<String, Object> body =
                tree(
                        Json.read(
                                new String(
                                        ga4.pack(records, settings(), NOW).body(),
                                        StandardCharsets.UTF_8)));
        List<Object> times =
                ((List<?>) body.get("events"))
                        .stream().map(e -> tree(e).get("timestamp_micros")).toList();
        assertEquals(
                IntStream.range(0, 25)
                        .mapToObj(
                                i -> (Object) ((GivenEvents.TIME.getEpochSecond() - i) * 1_000_000))
                        .toList(),
                times);
        Map<String, Object> envelope = new LinkedHashMap<>(records.get(0).body());
        envelope.remove("events");
        body.remove("events");
        assertEquals(envelope, body);
    }

    @Test
    void differentEventsOfOneClientMayShareABody() {
        assertEquals(
                sent(LOGIN).batchKey(), sent(GivenEvents.rich(EventName.CART_VIEWED)).batchKey());
    }

    @ParameterizedTest
    @MethodSource("otherEnvelopes")
    void whatStandsBesideTheEventsIsNeverShared(Event other) {
        assertNotEquals(
                sent(LOGIN, "user-data", "true").batchKey(),
                sent(other, "user-data", "true").batchKey());
    }

    static Stream<Event> otherEnvelopes() {
        return Stream.of(
                with(EventField.GA_CLIENT_ID, "1183745921.1768470000"),
                with(EventField.EXTERNAL_ID, "cust_78"),
                with(EventField.CLIENT_IP, "203.0.113.8"),
                with(EventField.EMAIL, "other@example.com"),
                with(EventField.PHONE, "+4915123456780"),
                with(EventField.LAST_NAME, "Meier"),
                LOGIN.without(Set.of(EventField.EXTERNAL_ID)),
                LOGIN.toBuilder()
                        .consent(
                                GivenEvents.grantedBut(
                                        ConsentState.DENIED, Purpose.AD_PERSONALIZATION))
                        .build());
    }

    @Test
    void aCraftedUserIdCannotPassForAnotherEnvelope() {
        Map<String, Object> one = new LinkedHashMap<>(Map.of("client_id", "1"));
        one.put("user_id", "2user_id3");
        Map<String, Object> other = new LinkedHashMap<>(Map.of("client_id", "1user_id2"));
        other.put("user_id", "3");
        assertNotEquals(Ga4BatchKey.of(one), Ga4BatchKey.of(other));
    }

    @Test
    void theKeyHidesWhoItIsAbout() {
        assertFalse(sent(LOGIN).batchKey().contains("cust_77"));
        assertEquals(64, sent(LOGIN).batchKey().length());
    }

    @ParameterizedTest
    @CsvSource({
        "region, global, https://www.google-analytics.com/mp/collect",
        "region, eu, https://region1.google-analytics.com/mp/collect",
        "endpoint, http://sandbox.test/ga4, http://sandbox.test/ga4/mp/collect",
        "endpoint, http://sandbox.test/ga4/, http://sandbox.test/ga4/mp/collect",
    })
    void theRegionOrTheEndpointDecidesTheAddress(String name, String value, String url) {
        assertEquals(url, ga4.pack(List.of(sent(LOGIN)), settings(name, value), NOW).url());
    }

    @Test
    void anEndpointOfItsOwnWinsOverTheRegion() {
        assertEquals(
                "http://sandbox.test/mp/collect",
                ga4.pack(
                                List.of(sent(LOGIN)),
                                settings("region", "eu", "endpoint", "http://sandbox.test"),
                                NOW)
                        .url());
    }

    private static Event with(EventField field, Object value) {
        return LOGIN.toBuilder().set(field, value).build();
    }
}
