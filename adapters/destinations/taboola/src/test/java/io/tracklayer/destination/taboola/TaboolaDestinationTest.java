// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import static io.tracklayer.destination.taboola.Given.TABOOLA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Limits;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.DestinationContract;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import io.tracklayer.testkit.Requests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaboolaDestinationTest extends DestinationContract {
    private static final Event SALE = Given.clicked(EventName.PURCHASE_PLACED);
    private static final Event VIEW = Given.clicked(EventName.PRODUCT_VIEWED);

    @Override
    protected String id() {
        return "taboola";
    }

    /** With those under which each of the others matters to one of the events. */
    @Override
    protected Map<String, String> settings() {
        return new HashMap<>(
                Map.of(
                        "account", "1234567",
                        "endpoint", "https://trc.sandbox.example/",
                        "event-names", "custom=Size Guide Opened",
                        "unsupported-currency", "convert",
                        "exchange-rates", "SEK=0.095"));
    }

    /** None without a click id, which the usual events lack. */
    @Override
    protected List<EventName> sent() {
        return List.of();
    }

    @Override
    protected List<Event> events() {
        List<Event> events = new ArrayList<>();
        events.add(SALE);
        for (EventName name : EventName.values()) {
            events.add(Given.clicked(name));
        }
        events.add(Given.clicked(GivenEvents.purchase("1299.90", "SEK")));
        events.add(
                GivenEvents.rich(
                        EventName.PURCHASE_PLACED,
                        EventField.LANDING_URL,
                        "https://shop.example/?tblci=" + Given.CLICK_ID));
        return IntStream.range(0, events.size())
                .mapToObj(i -> events.get(i).toBuilder().eventId("clicked_" + i).build())
                .toList();
    }

    @Test
    void aSaleIsAGetToTheAddressOfPostbacks() {
        PlatformRequest request = TABOOLA.packed(TABOOLA.record(SALE));

        assertEquals("GET", request.method());
        assertEquals("https://trc.taboola.com/actions-handler/log/3/s2s-action", request.url());
        assertEquals(List.of(), request.headers());
        assertEquals(0, request.body().length);
    }

    @Test
    void otherConversionsShareAPostToTheBulkAddressOfTheAccount() {
        PlatformRecord cart = TABOOLA.record(Given.clicked(EventName.PRODUCT_ADDED_TO_CART));
        PlatformRequest request = TABOOLA.packed(TABOOLA.record(VIEW), cart);

        assertEquals("POST", request.method());
        assertEquals("https://trc.taboola.com/1234567/log/3/bulk-s2s-action", request.url());
        assertEquals(List.of(Field.open("Content-Type", "application/json")), request.headers());
        assertEquals(List.of(), request.query());
        assertEquals(TABOOLA.record(VIEW).batchKey(), cart.batchKey());
    }

    @ParameterizedTest
    @CsvSource({
        "auto, 1h, false",
        "auto, 59m, true",
        "postback, 59m, false",
        "bulk, 1h, true",
    })
    void aSaleGoesInBulkWhenItIsOldOrTheOperatorWantsIt(
            String transport, String within, boolean bulk) {
        String[] settings = {"transport", transport, "postback-within", within};
        PlatformRecord record = TABOOLA.recordAfter(Duration.ofHours(1), SALE, settings);
        assertEquals(bulk, record.body().containsKey("timestamp"));
        assertEquals(bulk ? "POST" : "GET", TABOOLA.packed(record).method());
    }

    @Test
    void aPostbackThatComesLateSaysThatItIsDatedWrong() {
        String[] settings = {"transport", "postback"};
        assertEquals(List.of(), TABOOLA.record(VIEW, settings).warnings());
        assertEquals(
                List.of("a postback has no time: Taboola dates the conversion to now"),
                TABOOLA.recordAfter(Duration.ofHours(2), VIEW, settings).warnings());
    }

    @Test
    void aPostbackIsAlone() {
        PlatformRecord one = TABOOLA.record(SALE);
        PlatformRecord other = TABOOLA.record(SALE.toBuilder().eventId("other").build());
        assertNotEquals(one.batchKey(), other.batchKey());
    }

    @Test
    void postbacksThatMeetAllTheSameGoInBulkWithTheirTime() {
        PlatformRecord one = TABOOLA.record(SALE);
        PlatformRequest request = TABOOLA.packed(one, one);
        assertEquals("https://trc.taboola.com/1234567/log/3/bulk-s2s-action", request.url());
        assertEquals(2, Requests.body(request).split("\"timestamp\":1768472430000", -1).length - 1);
        assertInstanceOf(
                Outcome.Split.class, TABOOLA.outcomes(Answers.of(400, ""), one, one).get(0));
    }

    @Test
    void accountsNeverShareABatch() {
        assertNotEquals(
                TABOOLA.record(VIEW).batchKey(), TABOOLA.record(VIEW, "account", "99").batchKey());
    }

    @Test
    void limitsAreThoseOfABulkCall() {
        assertEquals(
                new Limits(1_000, 1_000_000, Duration.ofDays(90), Duration.ofMinutes(5)),
                destination().descriptor().limits());
    }

    @Test
    void aThousandConversionsWithLongClickIdsFitIntoACall() {
        PlatformRecord record =
                TABOOLA.record(
                        VIEW.toBuilder()
                                .set(EventField.TBLCI, GivenEvents.click("x".repeat(600), null))
                                .build());
        PlatformRecord[] batch = new PlatformRecord[1_000];
        Arrays.fill(batch, record);
        assertTrue(TABOOLA.packed(batch).body().length < 1_000_000);
    }

    @Test
    void anEventIsSentForThirtyDaysOrAsLongAsTheOperatorSays() {
        Duration month = Duration.ofDays(30);
        assertEquals("make_purchase", TABOOLA.recordAfter(month, SALE).name());
        assertEquals("too_late", TABOOLA.skip(SALE, at(month.plusMillis(1))).code());
        assertEquals(
                "too_late", TABOOLA.skip(SALE, at(Duration.ofHours(25)), "max-age", "1d").code());
    }

    @Test
    void anEventOfTheFutureIsNotSent() {
        assertEquals("make_purchase", TABOOLA.recordAfter(Duration.ofMinutes(-5), SALE).name());
        assertEquals(
                "in_the_future",
                TABOOLA.skip(SALE, at(Duration.ofMinutes(-5).minusNanos(1))).code());
    }

    @Test
    void nothingIsRepeatedWithoutAnAnswerUnlessTheOperatorPrefersIt() {
        assertFalse(TABOOLA.record(SALE).resendSafe());
        assertFalse(TABOOLA.record(VIEW).resendSafe());
        assertTrue(TABOOLA.record(SALE, "repeat-unanswered", "true").resendSafe());
    }

    @Test
    void taboolaRecognisesNothingAndTakesNothingBack() {
        DestinationDescriptor descriptor = destination().descriptor();
        assertEquals(Duration.ZERO, descriptor.resendWindow());
        assertEquals(DestinationDescriptor.CorrectionMode.NONE, descriptor.correctionMode());
        assertEquals(Duration.ofSeconds(30), descriptor.redelivery().firstDelay());
        assertEquals(Duration.ofHours(48), descriptor.redelivery().giveUpAfter());
    }

    @Test
    void testEventsAreNotSentForTaboolaWouldCountThem() {
        assertEquals(
                "test_not_supported", TABOOLA.skip(SALE.toBuilder().test(true).build()).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-7", "007"})
    void anAccountThatCannotBeOneIsSaid(String account) {
        assertEquals("account_invalid", TABOOLA.skip(SALE, "account", account).code());
    }

    private static HostContext at(Duration delay) {
        return HostContext.at(GivenEvents.TIME.plus(delay));
    }
}
