// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import static io.tracklayer.destination.criteo.Given.CRITEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Limits;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.testkit.DestinationContract;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CriteoDestinationTest extends DestinationContract {
    private static final Event SALE = GivenEvents.rich(EventName.PURCHASE_PLACED);
    private static final Event VIEW = GivenEvents.rich(EventName.PRODUCT_VIEWED);

    @Override
    protected String id() {
        return "criteo";
    }

    @Override
    protected Map<String, String> settings() {
        return new HashMap<>(
                Map.of(
                        "account", "12345",
                        "onetag", "none",
                        "endpoint", "https://widget.sandbox.example/"));
    }

    @Override
    protected List<EventName> sent() {
        return List.of(
                EventName.PURCHASE_PLACED,
                EventName.PAGE_VIEWED,
                EventName.PRODUCT_VIEWED,
                EventName.COLLECTION_VIEWED,
                EventName.SEARCH_SUBMITTED,
                EventName.PRODUCT_ADDED_TO_CART,
                EventName.CART_VIEWED,
                EventName.CHECKOUT_STARTED,
                EventName.PAYMENT_INFO_SUBMITTED,
                EventName.ACCOUNT_REGISTERED,
                EventName.LOGGED_IN);
    }

    @Test
    void aRequestIsAPostToTheVersionOfTheGlobalHost() {
        PlatformRequest request = CRITEO.packed(CRITEO.record(SALE));

        assertEquals("POST", request.method());
        assertEquals("https://widget.criteo.com/m/event", request.url());
        assertEquals(List.of(Field.open("version", "s2s_v0")), request.query());
        assertEquals(List.of(Field.open("Content-Type", "application/json")), request.headers());
    }

    @Test
    void aRegionalHostCanBeNamed() {
        PlatformRequest request =
                CRITEO.packed(
                        CRITEO.settings("endpoint", "https://widget.eu.criteo.com/"),
                        CRITEO.record(SALE));
        assertEquals("https://widget.eu.criteo.com/m/event", request.url());
    }

    @Test
    void visitorsNeverShareARequest() {
        assertEquals(1, destination().descriptor().limits().maxRecords());
        assertNotEquals(CRITEO.record(SALE).batchKey(), CRITEO.record(VIEW).batchKey());
        assertNotEquals(
                CRITEO.record(SALE).batchKey(), CRITEO.record(SALE, "account", "999").batchKey());
    }

    @Test
    void limitsLeaveTheAgeToTheSetting() {
        assertEquals(
                new Limits(1, 250_000, Duration.ofHours(24), Duration.ofMinutes(5)),
                destination().descriptor().limits());
    }

    @Test
    void anEventIsSentForAQuarterOfAnHour() {
        assertEquals("trackTransaction", after(Duration.ofMinutes(15)).name());
        assertEquals(
                "too_late", CRITEO.skip(SALE, at(Duration.ofMinutes(15).plusSeconds(1))).code());
        assertEquals(
                "too_late", CRITEO.skip(SALE, at(Duration.ofSeconds(61)), "max-age", "1m").code());
    }

    @Test
    void anOperatorCanAllowLateEventsAndIsWarned() {
        assertEquals(
                List.of("the event is older than max-age; Criteo may refuse it"),
                CRITEO.recordAfter(Duration.ofHours(2), SALE, "allow-late", "true").warnings());
        assertEquals(List.of(), CRITEO.record(SALE, "allow-late", "true").warnings());
    }

    @Test
    void anEventOfTheFutureIsNotSent() {
        assertEquals("trackTransaction", after(Duration.ofMinutes(-5)).name());
        assertEquals(
                "in_the_future",
                CRITEO.skip(SALE, at(Duration.ofMinutes(-5).minusNanos(1))).code());
    }

    @Test
    void onlyASaleIsRepeatedWhenNoAnswerCameAndOnlyWhileCriteoKnowsIt() {
        assertTrue(CRITEO.record(SALE).resendSafe());
        assertFalse(CRITEO.record(VIEW).resendSafe());
        assertFalse(
                CRITEO.record(
                                VIEW.toBuilder()
                                        .set(EventField.PROPERTIES, Map.of("page_view_id", "pv_1"))
                                        .build())
                        .resendSafe());
        assertFalse(CRITEO.record(SALE, "deduplicated-for", "1s").resendSafe());
        Duration hour = Duration.ofHours(1);
        assertFalse(CRITEO.recordAfter(hour, SALE, "allow-late", "true").resendSafe());
        assertTrue(
                CRITEO.recordAfter(hour, SALE, "allow-late", "true", "deduplicated-for", "2h")
                        .resendSafe());
    }

    @Test
    void redeliveryBeginsAfterHalfAMinuteAndWaitsFiveAtMost() {
        var policy = destination().descriptor().redelivery();
        assertEquals(Duration.ofSeconds(30), policy.firstDelay());
        assertEquals(Duration.ofMinutes(5), policy.maxDelay());
        assertEquals(Duration.ofHours(24), policy.giveUpAfter());
    }

    @Test
    void testEventsAreNotSentForCriteoWouldCountThem() {
        assertEquals("test_not_supported", CRITEO.skip(SALE.toBuilder().test(true).build()).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "12345678901", "-123"})
    void anAccountThatCannotBeOneIsSaid(String account) {
        assertEquals("account_invalid", CRITEO.skip(SALE, "account", account).code());
    }

    @ParameterizedTest
    @EnumSource(
            value = ActionSource.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"WEBSITE"})
    void whatDoesNotHappenOnTheWebIsNotSent(ActionSource place) {
        Event elsewhere = SALE.toBuilder().actionSource(place).build();
        assertEquals("not_on_the_web", CRITEO.skip(elsewhere).code());
    }

    private static PlatformRecord after(Duration delay) {
        return CRITEO.recordAfter(delay, SALE);
    }

    private static HostContext at(Duration delay) {
        return HostContext.at(GivenEvents.TIME.plus(delay));
    }
}
