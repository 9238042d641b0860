// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import static io.tracklayer.destination.snapchat.Given.SNAPCHAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapchatDestinationTest extends DestinationContract {

    @Override
    protected String id() {
        return "snapchat";
    }

    @Override
    protected Map<String, String> settings() {
        return new java.util.HashMap<>(
                Map.of(
                        "pixel",
                        Given.PIXEL,
                        "token",
                        Given.TOKEN,
                        "site-url",
                        "https://shop.example/",
                        "endpoint",
                        "https://tr.sandbox.example/"));
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
                EventName.APPOINTMENT_BOOKED,
                EventName.REVIEW_SUBMITTED);
    }

    @Test
    void aRequestNamesVersionAndPixelAndCarriesTheTokenAsASecretOfTheQuery() {
        PlatformRequest request = SNAPCHAT.packed(SNAPCHAT.settings(), purchase());

        assertEquals("POST", request.method());
        assertEquals("https://tr.snapchat.com/v3/" + Given.PIXEL + "/events", request.url());
        assertEquals(List.of(Field.secret("access_token", Given.TOKEN)), request.query());
        assertEquals(List.of(Field.open("Content-Type", "application/json")), request.headers());
    }

    @Test
    void theTokenCanTravelInAHeader() {
        PlatformRequest request =
                SNAPCHAT.packed(SNAPCHAT.settings("auth-placement", "header"), purchase());

        assertEquals(List.of(), request.query());
        assertEquals(
                Field.secret("Authorization", "Bearer " + Given.TOKEN), request.headers().get(1));
    }

    @Test
    void theEndpointCanBeChanged() {
        PlatformRequest request =
                SNAPCHAT.packed(
                        SNAPCHAT.settings("endpoint", "http://localhost:9/snapchat/"), purchase());
        assertEquals("http://localhost:9/snapchat/v3/" + Given.PIXEL + "/events", request.url());
    }

    @Test
    void liveEventsCarryNoTestCode() {
        assertFalse(
                Requests.body(SNAPCHAT.packed(SNAPCHAT.settings(), purchase())).contains("test"));
    }

    @Test
    void theTestCodeStandsBesideTheEventsAndIsWarnedAbout() {
        String[] code = {"test-mode", "code", "test-event-code", "T1"};
        PlatformRecord record = SNAPCHAT.record(GivenEvents.rich(EventName.PAGE_VIEWED), code);
        String body = Requests.body(SNAPCHAT.packed(SNAPCHAT.settings(code), record));

        assertTrue(body.startsWith("{\"data\":[{\"event_name\":\"PAGE_VIEW\""), body);
        assertTrue(body.endsWith("}],\"test_event_code\":\"T1\"}"), body);
        assertEquals(List.of("sent as a test: Snapchat does not count it"), record.warnings());
    }

    @Test
    void inValidateModeEventsAreOnlyChecked() {
        String[] mode = {"test-mode", "validate"};
        PlatformRequest request =
                SNAPCHAT.packed(
                        SNAPCHAT.settings(mode),
                        SNAPCHAT.record(GivenEvents.rich(EventName.PAGE_VIEWED), mode));

        assertTrue(request.url().endsWith("/events/validate"), request.url());
        assertFalse(Requests.body(request).contains("test_event_code"));
    }

    @Test
    void aTestEventNeverCountsAndNeverSharesARequestWithLiveOnes() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        PlatformRecord test = SNAPCHAT.record(event.toBuilder().test(true).build());

        assertFalse(test.batchKey().equals(purchase().batchKey()));
        String body = Requests.body(SNAPCHAT.packed(SNAPCHAT.settings(), test));
        assertTrue(body.endsWith("\"test_event_code\":\"tracklayer\"}"), body);
    }

    @ParameterizedTest
    @CsvSource({
        "WEBSITE, WEB",
        "PHYSICAL_STORE, OFFLINE",
        "PHONE_CALL, OFFLINE",
        "EMAIL, OFFLINE",
        "CHAT, OFFLINE",
        "OTHER, OFFLINE",
        "SYSTEM_GENERATED, OFFLINE"
    })
    void offlineEventsHaveRequestsOfTheirOwn(ActionSource place, String sent) {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        PlatformRecord record = SNAPCHAT.record(event.toBuilder().actionSource(place).build());

        assertEquals(sent, record.body().get("action_source"));
        assertEquals("live/" + sent + "/" + Given.PIXEL + "/", record.batchKey());
    }

    @Test
    void severalRecordsStandInOneRequestInOrder() {
        PlatformRecord started = SNAPCHAT.record(GivenEvents.rich(EventName.CHECKOUT_STARTED));
        String body = Requests.body(SNAPCHAT.packed(SNAPCHAT.settings(), started, purchase()));

        assertEquals(started.batchKey(), purchase().batchKey());
        assertTrue(body.indexOf("\"START_CHECKOUT\"") < body.indexOf("\"PURCHASE\""), body);
    }

    @Test
    void resendingIsHarmlessWhileSnapchatKnowsEventOrOrder() {
        Duration second = Duration.ofSeconds(1);
        assertTrue(after(EventName.PAGE_VIEWED, Duration.ofHours(48).minus(second)).resendSafe());
        assertFalse(after(EventName.PAGE_VIEWED, Duration.ofHours(48)).resendSafe());
        assertTrue(
                after(EventName.PURCHASE_PLACED, Duration.ofDays(30).minus(second)).resendSafe());
        assertFalse(after(EventName.PURCHASE_PLACED, Duration.ofDays(30)).resendSafe());
    }

    @Test
    void whatSnapchatWouldNotKnowAgainSharesItsRequestWithNone() {
        String key = after(EventName.PAGE_VIEWED, Duration.ofDays(3)).batchKey();
        assertTrue(key.endsWith("/ord_548291_page_viewed"), key);
        assertTrue(
                after(EventName.PURCHASE_PLACED, Duration.ofDays(3))
                        .batchKey()
                        .endsWith(Given.PIXEL + "/"));
    }

    @Test
    void limitsAreThoseOfSnapchat() {
        assertEquals(
                new Limits(
                        200,
                        1_000_000,
                        Duration.ofDays(37),
                        Duration.ofMinutes(5),
                        List.of(RateWindow.requests(10, Duration.ofSeconds(1)))),
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

    @Test
    void marketingAndUserDataMustNotBeDenied() {
        assertEquals(
                Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA),
                destination().purposes(SNAPCHAT.settings()));
    }

    private static PlatformRecord purchase() {
        return SNAPCHAT.record(GivenEvents.rich(EventName.PURCHASE_PLACED));
    }

    private static PlatformRecord after(EventName name, Duration delay) {
        Mapping mapping =
                new SnapchatDestination()
                        .map(
                                GivenEvents.rich(name),
                                SNAPCHAT.settings(),
                                HostContext.at(GivenEvents.TIME.plus(delay)));
        return ((Mapping.Send) mapping).platformRecord();
    }
}
