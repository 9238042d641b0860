// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import static io.tracklayer.destination.googleads.Given.GOOGLE_ADS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.TokenGrant;
import io.tracklayer.testkit.DestinationContract;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Requests;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoogleAdsDestinationTest extends DestinationContract {
    private static final String DATA_MANAGER = "https://www.googleapis.com/auth/datamanager";
    private static final String ADWORDS = "https://www.googleapis.com/auth/adwords";

    @Override
    protected String id() {
        return "google-ads";
    }

    @Override
    protected Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Given.SETTINGS);
        settings.put("conversion-actions", "purchase_placed=712034455");
        return settings;
    }

    @Override
    protected List<EventName> sent() {
        return List.of(EventName.PURCHASE_PLACED);
    }

    @Test
    void aRequestGoesToTheDataManagerWithoutATokenOfOurs() {
        PlatformRequest request = GOOGLE_ADS.packed(GOOGLE_ADS.record(Given.PURCHASE));

        assertEquals("POST", request.method());
        assertEquals("https://datamanager.googleapis.com/v1/events:ingest", request.url());
        assertEquals(List.of(Field.open("Content-Type", "application/json")), request.headers());
        assertEquals(List.of(), request.query());
    }

    @Test
    void endpointManagerAndProjectCanBeSet() {
        String[] changes = {
            "endpoint", "http://localhost:9/google-ads/",
            "login-customer-id", "991-122-3344",
            "user-project", "acme-cloud"
        };
        PlatformRequest request =
                GOOGLE_ADS.packed(
                        GOOGLE_ADS.settings(changes), GOOGLE_ADS.record(Given.PURCHASE, changes));

        assertEquals("http://localhost:9/google-ads/v1/events:ingest", request.url());
        assertEquals(Field.open("x-goog-user-project", "acme-cloud"), request.headers().get(1));
        assertTrue(
                Requests.body(request)
                        .contains(
                                "\"loginAccount\":{\"accountType\":\"GOOGLE_ADS\",\"accountId\":"
                                        + "\"9911223344\"}"),
                Requests.body(request));
    }

    @Test
    void aRefreshTokenIsGrantedAtGooglesEndpoint() {
        assertEquals(
                Optional.of(
                        new TokenGrant.RefreshToken(
                                "https://oauth2.googleapis.com/token",
                                "client.apps.example",
                                "GOCSPX-test-secret",
                                "1//test-refresh-token")),
                destination().tokenGrant(GOOGLE_ADS.settings()));
    }

    @Test
    void aServiceAccountAsksForTheScopesItsSettingsNeed() {
        String[] key = {"service-account", "{}", "token-endpoint", "http://localhost:9/token"};
        assertEquals(
                Optional.of(
                        new TokenGrant.ServiceAccount(
                                "http://localhost:9/token", "{}", List.of(DATA_MANAGER))),
                destination().tokenGrant(GOOGLE_ADS.settings(key)));
        Settings retracting =
                GOOGLE_ADS.settings("service-account", "{}", "retractions", "adjustments");
        assertEquals(
                List.of(DATA_MANAGER, ADWORDS),
                ((TokenGrant.ServiceAccount) destination().tokenGrant(retracting).orElseThrow())
                        .scopes());
    }

    @Test
    void withoutACompleteCredentialThereIsNoGrant() {
        Map<String, List<String>> values = new HashMap<>();
        settings().forEach((name, text) -> values.put(name, List.of(text)));
        values.remove("refresh-token");
        Settings incomplete = Settings.of(destination().descriptor().settings(), values);
        assertEquals(Optional.empty(), destination().tokenGrant(incomplete));
    }

    @Test
    void testEventsAreOnlyValidatedAndShareNoRequestWithLiveOnes() {
        PlatformRecord live = GOOGLE_ADS.record(Given.PURCHASE);
        PlatformRecord test = GOOGLE_ADS.record(Given.PURCHASE.toBuilder().test(true).build());

        assertNotEquals(live.batchKey(), test.batchKey());
        assertTrue(Requests.body(GOOGLE_ADS.packed(live)).contains("\"validateOnly\":false"));
        assertTrue(Requests.body(GOOGLE_ADS.packed(test)).contains("\"validateOnly\":true"));
        assertEquals(
                List.of("sent as a test: Google validates it and counts nothing"), test.warnings());
    }

    @Test
    void testModeHasEverythingValidatedOnly() {
        String[] mode = {"test-mode", "true"};
        PlatformRecord record = GOOGLE_ADS.record(Given.PURCHASE, mode);
        assertTrue(
                Requests.body(GOOGLE_ADS.packed(GOOGLE_ADS.settings(mode), record))
                        .contains("\"validateOnly\":true"));
    }

    @Test
    void eachConversionActionHasRequestsOfItsOwn() {
        PlatformRecord lead = GOOGLE_ADS.record(GivenEvents.rich(EventName.LEAD_SUBMITTED));
        assertEquals("live/conversion/4812345670/712034457", lead.batchKey());
        assertEquals(
                "live/conversion/4812345670/712034455",
                GOOGLE_ADS.record(Given.PURCHASE).batchKey());
    }

    @Test
    void limitsAndRatesAreThoseOfGoogle() {
        var limits = destination().descriptor().limits();
        assertEquals(100, limits.maxRecords());
        assertEquals(Duration.ofDays(90), limits.maxAge());
        assertEquals(Duration.ofMinutes(5), limits.futureSkew());
        assertEquals(
                List.of(300, 100_000),
                limits.rates().stream().map(rate -> rate.permits()).toList());
    }

    @Test
    void redeliveryBeginsAsGooglesClientsDoAndEndsWithinADay() {
        var policy = destination().descriptor().redelivery();
        assertEquals(
                List.of(5L, 7L, 8L, 11L),
                policy.steps().subList(0, 4).stream().map(Duration::toSeconds).toList());
        assertEquals(Duration.ofHours(1), policy.maxDelay());
        assertEquals(Duration.ofHours(24), policy.giveUpAfter());
    }

    @Test
    void marketingAndUserDataMustNotBeDenied() {
        assertEquals(
                Set.of(Purpose.MARKETING, Purpose.AD_USER_DATA),
                destination().purposes(GOOGLE_ADS.settings()));
    }

    @Test
    void resendingIsHarmlessWithATransactionIdOrAClick() {
        assertTrue(GOOGLE_ADS.record(Given.PURCHASE).resendSafe());
        var noId =
                Given.PURCHASE.toBuilder()
                        .eventId("jane@example.com")
                        .set(io.tracklayer.spi.EventField.ORDER_ID, "jane@example.com")
                        .build();
        assertTrue(GOOGLE_ADS.record(noId).resendSafe());
        var noClick = noId.without(Set.of(io.tracklayer.spi.EventField.GCLID));
        assertFalse(GOOGLE_ADS.record(noClick).resendSafe());
        assertFalse(GOOGLE_ADS.record(noClick).body().containsKey("transactionId"));
    }
}
