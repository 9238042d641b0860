// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import static io.tracklayer.destination.klaviyo.Given.KLAVIYO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Limits;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.RateWindow;
import io.tracklayer.testkit.DestinationContract;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KlaviyoDestinationTest extends DestinationContract {

    @Override
    protected String id() {
        return "klaviyo";
    }

    @Override
    protected Map<String, String> settings() {
        return new HashMap<>(
                Map.of("api-key", Given.KEY, "endpoint", "https://a.sandbox.example/"));
    }

    @Override
    protected List<EventName> sent() {
        return List.of(
                EventName.PURCHASE_PLACED,
                EventName.PRODUCT_VIEWED,
                EventName.COLLECTION_VIEWED,
                EventName.SEARCH_SUBMITTED,
                EventName.PRODUCT_ADDED_TO_CART,
                EventName.WISHLIST_ADDED,
                EventName.CHECKOUT_STARTED,
                EventName.ORDER_FULFILLED,
                EventName.ORDER_CANCELLED,
                EventName.ORDER_REFUNDED,
                EventName.SUBSCRIPTION_STARTED,
                EventName.SUBSCRIPTION_RENEWED,
                EventName.SUBSCRIPTION_CANCELLED,
                EventName.SUBSCRIPTION_PAUSED,
                EventName.TRIAL_STARTED,
                EventName.LEAD_SUBMITTED,
                EventName.ACCOUNT_REGISTERED,
                EventName.FORM_SUBMITTED,
                EventName.QUOTE_REQUESTED,
                EventName.APPOINTMENT_BOOKED,
                EventName.REVIEW_SUBMITTED,
                EventName.CUSTOM);
    }

    @Test
    void aRequestNamesRevisionAndMediaTypeAndHidesTheKey() {
        PlatformRequest request = KLAVIYO.packed(purchase());

        assertEquals("POST", request.method());
        assertEquals("https://a.klaviyo.com/api/events", request.url());
        assertEquals(List.of(), request.query());
        assertEquals(
                List.of(
                        Field.open("Content-Type", "application/vnd.api+json"),
                        Field.secret("Authorization", "Klaviyo-API-Key " + Given.KEY),
                        Field.open("revision", "2026-07-15"),
                        Field.open("Accept", "application/vnd.api+json")),
                request.headers());
    }

    @Test
    void endpointAndRevisionCanBeChanged() {
        PlatformRequest request =
                KLAVIYO.packed(
                        KLAVIYO.settings(
                                "endpoint",
                                "http://localhost:9/klaviyo/",
                                "revision",
                                "2026-10-15"),
                        purchase());
        assertEquals("http://localhost:9/klaviyo/api/events", request.url());
        assertEquals(Field.open("revision", "2026-10-15"), request.headers().get(2));
    }

    @Test
    void aTestEventGoesToTheTestAccountOrNowhere() {
        Event test = GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().test(true).build();
        assertEquals("no_test_account", KLAVIYO.skip(test).code());

        String[] account = {"test-api-key", "pk_other"};
        PlatformRecord sent = KLAVIYO.record(test, account);
        assertNotEquals(sent.batchKey(), purchase().batchKey());
        assertEquals(
                Field.secret("Authorization", "Klaviyo-API-Key pk_other"),
                KLAVIYO.packed(KLAVIYO.settings(account), sent).headers().get(1));
        assertEquals(
                Field.secret("Authorization", "Klaviyo-API-Key " + Given.KEY),
                KLAVIYO.packed(KLAVIYO.settings(account), purchase()).headers().get(1));
    }

    @Test
    void whatHasWaitedSharesACallButNeverWithTests() {
        Event cart = GivenEvents.rich(EventName.PRODUCT_ADDED_TO_CART);
        String live = Given.waiting(cart).batchKey();
        assertEquals("live/events/", live);
        assertEquals(live, Given.waiting(GivenEvents.rich(EventName.PURCHASE_PLACED)).batchKey());
        assertEquals(
                "test/events/",
                Given.waiting(cart.toBuilder().test(true).build(), "test-api-key", "pk_other")
                        .batchKey());
    }

    @Test
    void whatIsFreshGoesAlone() {
        assertEquals("live/events/ord_548291_purchase_placed", purchase().batchKey());
        assertEquals(
                "live/events/ord_548291_purchase_placed",
                Given.waiting(GivenEvents.rich(EventName.PURCHASE_PLACED), "bulk", "never")
                        .batchKey());
    }

    @Test
    void ordersWithTheirProductsGoAlone() {
        assertEquals(
                "live/events/ord_548291_purchase_placed",
                Given.waiting(
                                GivenEvents.rich(EventName.PURCHASE_PLACED),
                                "ordered-product",
                                "true")
                        .batchKey());
    }

    @Test
    void eventsAreSafeToRepeatAndSubscriptionsAreNot() {
        assertTrue(purchase().resendSafe());
        assertFalse(KLAVIYO.record(KlaviyoSubscriptionTest.signUp()).resendSafe());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-15, 2028-05-15T23:00:00Z, 0",
        "2026-07-15, 2028-05-16T00:00:00Z, 1",
        "2026-07-15.pre, 2029-01-01T00:00:00Z, 1",
        "latest, 2029-01-01T00:00:00Z, 0"
    })
    void aRevisionThatEndsSoonIsWarnedAbout(String revision, Instant now, int warnings) {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().eventTime(now).build();
        List<String> said =
                KLAVIYO.record(event, HostContext.at(now), "revision", revision).warnings();
        assertEquals(warnings, said.size(), said.toString());
    }

    @Test
    void limitsAreThoseOfKlaviyo() {
        assertEquals(
                new Limits(
                        1_000,
                        5_000_000,
                        Duration.ofDays(9_700),
                        Duration.ofDays(365),
                        List.of(
                                RateWindow.requests(350, Duration.ofSeconds(1)),
                                RateWindow.requests(3_500, Duration.ofMinutes(1)))),
                destination().descriptor().limits());
    }

    @Test
    void redeliveryEndsWithinADayAndWaitsAtMostAnHour() {
        var policy = destination().descriptor().redelivery();
        assertEquals(Duration.ofSeconds(30), policy.firstDelay());
        assertEquals(Duration.ofHours(1), policy.maxDelay());
        assertEquals(Duration.ofHours(24), policy.giveUpAfter());
        assertTrue(policy.jitter() > 0);
    }

    private static PlatformRecord purchase() {
        return KLAVIYO.record(GivenEvents.rich(EventName.PURCHASE_PLACED));
    }
}
