// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import static io.tracklayer.destination.reddit.Given.REDDIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.DestinationDescriptor;
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

class RedditDestinationTest extends DestinationContract {

    @Override
    protected String id() {
        return "reddit";
    }

    @Override
    protected Map<String, String> settings() {
        return new HashMap<>(
                Map.of(
                        "pixel",
                        Given.PIXEL,
                        "token",
                        Given.TOKEN,
                        "endpoint",
                        "https://reddit.sandbox.example/"));
    }

    @Override
    protected List<EventName> sent() {
        return List.of(
                EventName.PURCHASE_PLACED,
                EventName.PAGE_VIEWED,
                EventName.PRODUCT_VIEWED,
                EventName.SEARCH_SUBMITTED,
                EventName.PRODUCT_ADDED_TO_CART,
                EventName.WISHLIST_ADDED,
                EventName.CHECKOUT_STARTED,
                EventName.SUBSCRIPTION_STARTED,
                EventName.SUBSCRIPTION_RENEWED,
                EventName.TRIAL_STARTED,
                EventName.LEAD_SUBMITTED,
                EventName.ACCOUNT_REGISTERED,
                EventName.NEWSLETTER_SUBSCRIBED,
                EventName.FORM_SUBMITTED,
                EventName.QUOTE_REQUESTED,
                EventName.APPOINTMENT_BOOKED);
    }

    @Test
    void aRequestNamesVersionAndPixelAndSaysWhoSendsIt() {
        PlatformRequest request = REDDIT.packed(purchase());

        assertEquals("POST", request.method());
        assertEquals(
                "https://ads-api.reddit.com/api/v3/pixels/a2_fx1k9z/conversion_events",
                request.url());
        assertEquals(List.of(), request.query());
        assertEquals(
                List.of(
                        Field.open("Content-Type", "application/json"),
                        Field.secret("Authorization", "Bearer " + Given.TOKEN),
                        Field.open("User-Agent", "TrackLayer/0.1.0 (server)")),
                request.headers());
    }

    @Test
    void theEndpointCanBeChanged() {
        PlatformRequest request =
                REDDIT.packed(
                        REDDIT.settings("endpoint", "http://localhost:9/reddit/"), purchase());
        assertEquals(
                "http://localhost:9/reddit/api/v3/pixels/a2_fx1k9z/conversion_events",
                request.url());
    }

    @Test
    void liveEventsCarryNoTestIdEvenWhenOneIsSet() {
        String[] id = {"test-id", "t2_test"};
        PlatformRecord record = REDDIT.record(GivenEvents.rich(EventName.PURCHASE_PLACED), id);
        assertFalse(Requests.body(REDDIT.packed(REDDIT.settings(id), record)).contains("test_id"));
        assertEquals(List.of(), record.warnings());
    }

    @Test
    void aTestEventGoesUnderTheTestIdInsideDataAndIsWarnedAbout() {
        String[] id = {"test-id", " t2_test "};
        PlatformRecord record = REDDIT.record(testPurchase(), id);
        String body = Requests.body(REDDIT.packed(REDDIT.settings(id), record));

        assertTrue(
                body.startsWith("{\"data\":{\"test_id\":\"t2_test\",\"partner\":\"TRACKLAYER\","),
                body);
        assertEquals(List.of("sent as a test: Reddit does not count it"), record.warnings());
        assertNotEquals(purchase().batchKey(), record.batchKey());
    }

    @Test
    void aTestEventIsNeverSentLive() {
        assertEquals("no_test_id", REDDIT.skip(testPurchase()).code());
    }

    @Test
    void inTestModeEveryEventIsATest() {
        Event live = GivenEvents.rich(EventName.PURCHASE_PLACED);
        String[] mode = {"test-mode", "all", "test-id", "t2_test"};
        PlatformRecord record = REDDIT.record(live, mode);

        assertTrue(Requests.body(REDDIT.packed(REDDIT.settings(mode), record)).contains("t2_test"));
        assertEquals("no_test_id", REDDIT.skip(live, "test-mode", "all").code());
    }

    @Test
    void pixelsNeverShareARequest() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        assertEquals("live/a2_fx1k9z", purchase().batchKey());
        assertEquals("live/t2_other", REDDIT.record(event, "pixel", " t2_other").batchKey());
    }

    @Test
    void severalRecordsStandInOneRequestInOrder() {
        PlatformRecord started = REDDIT.record(GivenEvents.rich(EventName.CHECKOUT_STARTED));
        String body = Requests.body(REDDIT.packed(started, purchase()));

        assertEquals(started.batchKey(), purchase().batchKey());
        assertTrue(body.indexOf("\"CheckoutStarted\"") < body.indexOf("\"PURCHASE\""), body);
    }

    @Test
    void limitsAreThoseOfReddit() {
        assertEquals(
                new Limits(
                        200,
                        1_000_000,
                        Duration.ofHours(168),
                        Duration.ofMinutes(5),
                        List.of(RateWindow.requests(10, Duration.ofSeconds(1)))),
                destination().descriptor().limits());
    }

    @Test
    void redeliveryBeginsWithTenSecondsAndWaitsAtMostFiveMinutesForADay() {
        var policy = destination().descriptor().redelivery();
        assertEquals(Duration.ofSeconds(10), policy.firstDelay());
        assertEquals(2, policy.multiplier());
        assertEquals(Duration.ofMinutes(5), policy.maxDelay());
        assertEquals(Duration.ofHours(24), policy.giveUpAfter());
        // The attempts must not end before the day does.
        assertTrue(policy.maxAttempts() * 5 > 24 * 60);
    }

    @Test
    void sendingAgainIsHarmlessAsLongAsEventsAreTaken() {
        assertTrue(purchase().resendSafe());
        assertEquals(Duration.ofHours(168), destination().descriptor().resendWindow());
        assertEquals(
                DestinationDescriptor.CorrectionMode.NONE,
                destination().descriptor().correctionMode());
    }

    @Test
    void marketingAndUserDataAreNeededUnlessTheOperatorSendsWithoutTheVisitor() {
        assertEquals(
                Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA),
                destination().purposes(REDDIT.settings()));
        assertEquals(Set.of(), destination().purposes(REDDIT.settings("marketing-denied", "ldu")));
    }

    private static Event testPurchase() {
        return GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().test(true).build();
    }

    private static PlatformRecord purchase() {
        return REDDIT.record(GivenEvents.rich(EventName.PURCHASE_PLACED));
    }
}
