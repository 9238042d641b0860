// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import static io.tracklayer.destination.pinterest.Given.PINTEREST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Limits;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.RateWindow;
import io.tracklayer.testkit.DestinationContract;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Requests;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PinterestDestinationTest extends DestinationContract {

    @Override
    protected String id() {
        return "pinterest";
    }

    @Override
    protected Map<String, String> settings() {
        return new HashMap<>(
                Map.of(
                        "ad-account",
                        "549755885175",
                        "token",
                        Given.TOKEN,
                        "endpoint",
                        "https://api.sandbox.example/pinterest/"));
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
                EventName.WISHLIST_ADDED,
                EventName.CHECKOUT_STARTED,
                EventName.PAYMENT_INFO_SUBMITTED,
                EventName.SUBSCRIPTION_STARTED,
                EventName.TRIAL_STARTED,
                EventName.LEAD_SUBMITTED,
                EventName.ACCOUNT_REGISTERED,
                EventName.FORM_SUBMITTED,
                EventName.QUOTE_REQUESTED,
                EventName.APPOINTMENT_BOOKED,
                EventName.CUSTOM);
    }

    @Test
    void aRequestNamesTheAdAccountAndCarriesTheTokenInAHeader() {
        PlatformRequest request = PINTEREST.packed(PINTEREST.settings(), purchase());

        assertEquals("POST", request.method());
        assertEquals("https://api.pinterest.com/v5/ad_accounts/549755885175/events", request.url());
        assertEquals(List.of(), request.query());
        assertEquals(
                List.of(
                        Field.open("Content-Type", "application/json"),
                        Field.secret("Authorization", "Bearer " + Given.TOKEN)),
                request.headers());
    }

    @Test
    void theEndpointCanBeChanged() {
        assertEquals(
                "http://localhost:9000/pinterest/v5/ad_accounts/549755885175/events",
                PINTEREST
                        .packed(
                                PINTEREST.settings("endpoint", "http://localhost:9000/pinterest/"),
                                purchase())
                        .url());
    }

    @Test
    void severalEventsStandInOneRequestInOrderAndNothingStandsBesideThem() {
        String body =
                Requests.body(
                        PINTEREST.packed(
                                PINTEREST.settings(),
                                PINTEREST.record(GivenEvents.rich(EventName.CHECKOUT_STARTED)),
                                purchase()));
        assertTrue(body.startsWith("{\"data\":[{\"event_name\":\"initiate_checkout\""), body);
        assertTrue(body.indexOf("initiate_checkout") < body.indexOf("\"checkout\""), body);
        assertTrue(body.endsWith("}]}"), body);
    }

    @Test
    void testTrafficIsMarkedInTheQueryAndNeverSharesARequestWithLiveTraffic() {
        PlatformRecord live = purchase();
        PlatformRecord test =
                PINTEREST.record(GivenEvents.rich(EventName.PURCHASE_PLACED), "test", "true");

        assertEquals("549755885175/live", live.batchKey());
        assertEquals("549755885175/test", test.batchKey());
        assertEquals(
                List.of(Field.open("test", "true")),
                PINTEREST.packed(PINTEREST.settings("test", "true"), test).query());
        assertEquals(
                List.of("sent as a test: Pinterest checks it and records nothing"),
                test.warnings());
    }

    @Test
    void aTestEventOfTheSourceIsATestWhateverTheSettingSays() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().test(true).build();
        PlatformRecord record = PINTEREST.record(event);

        assertEquals("549755885175/test", record.batchKey());
        assertEquals(
                List.of(Field.open("test", "true")),
                PINTEREST.packed(PINTEREST.settings(), record).query());
    }

    @Test
    void accountsNeverShareARequest() {
        assertEquals(
                "7/live",
                PINTEREST
                        .record(GivenEvents.rich(EventName.PURCHASE_PLACED), "ad-account", "7")
                        .batchKey());
    }

    @Test
    void resendingIsHarmlessUntilPinterestWouldFileTheEventAsOffline() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        Duration recognised = Duration.ofMinutes(50);

        assertTrue(PINTEREST.recordAfter(recognised.minusSeconds(1), event).resendSafe());
        assertFalse(PINTEREST.recordAfter(recognised, event).resendSafe());
        assertEquals(recognised, destination().descriptor().resendWindow());
    }

    @Test
    void anOfflineEventIsNeverSafeToResend() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                        .actionSource(ActionSource.PHYSICAL_STORE)
                        .build();
        assertFalse(PINTEREST.record(event).resendSafe());
    }

    @Test
    void limitsAreThoseOfPinterestAndOfOtherSenders() {
        assertEquals(
                new Limits(
                        100,
                        1_000_000,
                        Duration.ofDays(7),
                        Duration.ofMinutes(5),
                        List.of(RateWindow.requests(5_000, Duration.ofMinutes(1)))),
                destination().descriptor().limits());
    }

    @Test
    void redeliveryBeginsAfterTenSecondsAndEndsWithinADay() {
        var policy = destination().descriptor().redelivery();
        assertEquals(Duration.ofSeconds(10), policy.firstDelay());
        assertEquals(Duration.ofHours(1), policy.maxDelay());
        assertEquals(Duration.ofHours(24), policy.giveUpAfter());
        assertTrue(policy.jitter() > 0);
    }

    @Test
    void nothingIsSentWithoutMarketingAndAdUserData() {
        assertEquals(
                Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA),
                destination().purposes(PINTEREST.settings()));
    }

    private static PlatformRecord purchase() {
        return PINTEREST.record(GivenEvents.rich(EventName.PURCHASE_PLACED));
    }
}
