// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import static io.tracklayer.destination.meta.Given.META;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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
import io.tracklayer.testkit.DestinationContract;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import io.tracklayer.testkit.Requests;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaDestinationTest extends DestinationContract {

    @Override
    protected String id() {
        return "meta";
    }

    @Override
    protected Map<String, String> settings() {
        return new java.util.HashMap<>(
                Map.of(
                        "pixel",
                        "1234567890123456",
                        "token",
                        Given.TOKEN,
                        "app-secret",
                        "0123456789abcdef",
                        "endpoint",
                        "https://graph.sandbox.example/"));
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
                EventName.PAYMENT_INFO_SUBMITTED,
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
    void aRequestNamesVersionAndDatasetAndCarriesTheTokenInAHeader() {
        PlatformRequest request = META.packed(META.settings(), purchase());

        assertEquals("POST", request.method());
        assertEquals("https://graph.facebook.com/v25.0/1234567890123456/events", request.url());
        assertEquals(List.of(), request.query());
        assertEquals(
                List.of(
                        Field.open("Content-Type", "application/json"),
                        Field.secret("Authorization", "Bearer " + Given.TOKEN)),
                request.headers());
    }

    @Test
    void versionAndEndpointCanBeChanged() {
        PlatformRequest request =
                META.packed(
                        META.settings(
                                "endpoint", "http://localhost:9000/meta/", "api-version", "v26.0"),
                        purchase());
        assertEquals("http://localhost:9000/meta/v26.0/1234567890123456/events", request.url());
    }

    @Test
    void theTokenCanTravelInTheQuery() {
        PlatformRequest request = META.packed(META.settings("auth-placement", "query"), purchase());

        assertEquals(List.of(Field.secret("access_token", Given.TOKEN)), request.query());
        assertEquals(List.of(Field.open("Content-Type", "application/json")), request.headers());
    }

    @Test
    void anAppSecretAddsTheProofOfTheToken() {
        PlatformRequest request =
                META.packed(META.settings("app-secret", "0123456789abcdef"), purchase());
        assertEquals(
                List.of(
                        Field.secret(
                                "appsecret_proof",
                                "6deb6913188c153bbbcb8752973d99e2b59192bf8c86bc79cca9864df0142d87")),
                request.query());
    }

    @Test
    void theTestCodeStandsBesideTheEventsAndIsWarnedAbout() {
        PlatformRecord record =
                META.record(
                        GivenEvents.rich(EventName.PAGE_VIEWED), "test-event-code", "TEST12345");
        String body =
                Requests.body(META.packed(META.settings("test-event-code", "TEST12345"), record));

        assertTrue(body.startsWith("{\"data\":[{\"event_name\":\"PageView\""), body);
        assertTrue(body.endsWith("}],\"test_event_code\":\"TEST12345\"}"), body);
        assertEquals(
                List.of("test-event-code is set; Meta counts test events like others"),
                record.warnings());
    }

    @Test
    void thePartnerAgentIsSentOnRequestOnly() {
        assertFalse(Requests.body(META.packed(META.settings(), purchase())).contains("partner"));
        String body =
                Requests.body(META.packed(META.settings("partner-agent", "true"), purchase()));
        assertTrue(body.endsWith("}],\"partner_agent\":\"tracklayer-0.1.0\"}"), body);
    }

    @Test
    void severalRecordsStandInOneRequestInOrder() {
        String body =
                Requests.body(
                        META.packed(
                                META.settings(),
                                META.record(GivenEvents.rich(EventName.CHECKOUT_STARTED)),
                                purchase()));
        assertTrue(body.indexOf("\"InitiateCheckout\"") < body.indexOf("\"Purchase\""), body);
    }

    @ParameterizedTest
    @CsvSource({
        "WEBSITE, 1234567890123456/live/events",
        "PHONE_CALL, 1234567890123456/live/events",
        "PHYSICAL_STORE, 1234567890123456/live/physical_store",
        "APP, 1234567890123456/live/app"
    })
    void kindsWithRulesOfTheirOwnDoNotShareARequest(ActionSource place, String key) {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        PlatformRecord record = META.record(event.toBuilder().actionSource(place).build());
        assertEquals(key, record.batchKey());
        assertEquals(place.wire(), record.body().get("action_source"));
    }

    @Test
    void testTrafficDoesNotShareARequestWithLiveTraffic() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        assertNotEquals(
                META.record(event).batchKey(),
                META.record(event, "test-event-code", "TEST12345").batchKey());
    }

    @Test
    void resendingIsHarmlessWhileMetaRecognisesTheEvent() {
        assertTrue(recordAfter(Duration.ofHours(48).minusSeconds(1)).resendSafe());
        assertFalse(recordAfter(Duration.ofHours(48)).resendSafe());
    }

    @Test
    void limitsAreThoseOfMetaWithTheLongestAgeForStores() {
        assertEquals(
                new Limits(1000, 1_000_000, Duration.ofDays(62), Duration.ofSeconds(60)),
                destination().descriptor().limits());
    }

    @Test
    void redeliveryEndsWithinADayAndWaitsAtMostAQuarterOfAnHour() {
        var policy = destination().descriptor().redelivery();
        assertEquals(Duration.ofSeconds(30), policy.firstDelay());
        assertEquals(Duration.ofMinutes(15), policy.maxDelay());
        assertEquals(Duration.ofHours(24), policy.giveUpAfter());
        assertTrue(policy.jitter() > 0);
    }

    @Test
    void strippingNeedsMarketingOnlyAndSkippingBothPurposes() {
        assertEquals(
                Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA),
                destination().purposes(META.settings()));
        assertEquals(
                Set.of(Purpose.MARKETING),
                destination().purposes(META.settings("ad-user-data-denied", "strip")));
    }

    private static PlatformRecord purchase() {
        return META.record(GivenEvents.rich(EventName.PURCHASE_PLACED));
    }

    private static PlatformRecord recordAfter(Duration delay) {
        Instant now = GivenEvents.TIME.plus(delay);
        Mapping mapping =
                new MetaDestination()
                        .map(
                                GivenEvents.rich(EventName.PURCHASE_PLACED),
                                META.settings(),
                                HostContext.at(now));
        return ((Mapping.Send) mapping).platformRecord();
    }
}
