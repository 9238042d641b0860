// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import static io.tracklayer.destination.tiktok.Given.TIKTOK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.DestinationDescriptor.CorrectionMode;
import io.tracklayer.spi.DestinationDescriptor.FailureMode;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Limits;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.RateWindow;
import io.tracklayer.testkit.DestinationContract;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import io.tracklayer.testkit.Requests;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TikTokDestinationTest extends DestinationContract {

    @Override
    protected String id() {
        return "tiktok";
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
                        "https://tiktok.sandbox.example/"));
    }

    @Override
    protected List<EventName> sent() {
        return List.of(
                EventName.PURCHASE_PLACED,
                EventName.PRODUCT_VIEWED,
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
                EventName.APPOINTMENT_BOOKED);
    }

    @Test
    void aRequestEndsInASlashAndCarriesTheTokenInItsOwnHeader() {
        PlatformRequest request = TIKTOK.packed(TIKTOK.settings(), purchase());

        assertEquals("POST", request.method());
        assertEquals("https://business-api.tiktok.com/open_api/v1.3/event/track/", request.url());
        assertEquals(List.of(), request.query());
        assertEquals(
                List.of(
                        Field.open("Content-Type", "application/json"),
                        Field.secret("Access-Token", Given.TOKEN)),
                request.headers());
    }

    @Test
    void versionAndEndpointCanBeChanged() {
        PlatformRequest request =
                TIKTOK.packed(
                        TIKTOK.settings(
                                "endpoint", "http://localhost:9000/tiktok/", "api-version", "v1.4"),
                        purchase());
        assertEquals("http://localhost:9000/tiktok/open_api/v1.4/event/track/", request.url());
    }

    @Test
    void aTokenReadFromAFileLosesItsLineBreak() {
        PlatformRequest request = TIKTOK.packed(TIKTOK.settings("token", "abc\n"), purchase());
        assertEquals("abc", request.headers().get(1).value());
    }

    @Test
    void severalRecordsStandInOneRequestInOrderBesideTheirSource() {
        String body =
                Requests.body(
                        TIKTOK.packed(
                                TIKTOK.settings(),
                                TIKTOK.record(GivenEvents.rich(EventName.CHECKOUT_STARTED)),
                                purchase()));
        assertTrue(
                body.startsWith(
                        "{\"event_source\":\"web\",\"event_source_id\":\"CABC1234EXAMPLE567\","
                                + "\"data\":[{\"event\":\"InitiateCheckout\""),
                body);
        assertTrue(body.indexOf("\"InitiateCheckout\"") < body.indexOf("\"Purchase\""), body);
    }

    @Test
    void theTestCodeStandsBesideTheEventsAndIsWarnedAbout() {
        String[] test = {"test-event-code", "TEST12345"};
        PlatformRecord record = TIKTOK.record(GivenEvents.rich(EventName.PRODUCT_VIEWED), test);
        String body = Requests.body(TIKTOK.packed(TIKTOK.settings(test), record));

        assertTrue(body.contains("\"test_event_code\":\"TEST12345\",\"data\":["), body);
        assertEquals(
                List.of("test-event-code is set; TikTok shows it in the test view only"),
                record.warnings());
        assertFalse(
                Requests.body(TIKTOK.packed(TIKTOK.settings(), purchase())).contains("test_event"));
    }

    @Test
    void whatMayNotShareARequestHasAKeyOfItsOwn() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        Event store = event.toBuilder().actionSource(ActionSource.PHYSICAL_STORE).build();
        List<String> keys =
                List.of(
                        TIKTOK.record(event).batchKey(),
                        TIKTOK.record(event, "test-event-code", "live").batchKey(),
                        TIKTOK.record(event, "test-event-code", "TEST1").batchKey(),
                        TIKTOK.record(event, "pixel", "OTHER").batchKey(),
                        TIKTOK.record(event, "partner-name", "true").batchKey(),
                        TIKTOK.record(store, "offline-set", Given.PIXEL).batchKey());
        assertEquals(keys.size(), new HashSet<>(keys).size(), keys.toString());
        assertEquals(
                keys.get(0), TIKTOK.record(GivenEvents.rich(EventName.LEAD_SUBMITTED)).batchKey());
    }

    @Test
    void resendingIsHarmlessWhileTikTokRecognisesTheEvent() {
        assertTrue(recordAfter(Duration.ofHours(48).minusSeconds(1)).resendSafe());
        assertFalse(recordAfter(Duration.ofHours(48)).resendSafe());
    }

    @Test
    void theDescriptorSaysWhatTikTokCan() {
        var descriptor = destination().descriptor();
        assertEquals(
                new Limits(
                        100,
                        1_000_000,
                        Duration.ofDays(28),
                        Duration.ofMinutes(5),
                        List.of(RateWindow.requests(1_000, Duration.ofSeconds(1)))),
                descriptor.limits());
        assertEquals(FailureMode.INDEXED, descriptor.failureMode());
        assertEquals(CorrectionMode.NONE, descriptor.correctionMode());
        assertEquals(Duration.ofHours(48), descriptor.resendWindow());
        assertEquals(
                Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA),
                destination().purposes(TIKTOK.settings()));
    }

    @Test
    void redeliveryEndsWithinADayAndWaitsAtMostAQuarterOfAnHour() {
        var policy = destination().descriptor().redelivery();
        assertEquals(Duration.ofSeconds(30), policy.firstDelay());
        assertEquals(Duration.ofMinutes(15), policy.maxDelay());
        assertEquals(Duration.ofHours(24), policy.giveUpAfter());
        assertTrue(policy.jitter() > 0);
    }

    private static PlatformRecord purchase() {
        return TIKTOK.record(GivenEvents.rich(EventName.PURCHASE_PLACED));
    }

    private static PlatformRecord recordAfter(Duration delay) {
        Mapping mapping =
                new TikTokDestination()
                        .map(
                                GivenEvents.rich(EventName.PURCHASE_PLACED),
                                TIKTOK.settings(),
                                HostContext.at(GivenEvents.TIME.plus(delay)));
        return ((Mapping.Send) mapping).platformRecord();
    }
}
