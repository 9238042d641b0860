// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import static io.tracklayer.destination.awin.Given.AWIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Limits;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.RateWindow;
import io.tracklayer.testkit.DestinationContract;
import io.tracklayer.testkit.Requests;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwinDestinationTest extends DestinationContract {

    @Override
    protected String id() {
        return "awin";
    }

    @Override
    protected Map<String, String> settings() {
        return new HashMap<>(
                Map.of(
                        "advertiser",
                        "12345",
                        "api-key",
                        Given.KEY,
                        "endpoint",
                        "https://api.sandbox.example/"));
    }

    @Override
    protected List<EventName> sent() {
        return List.of(EventName.PURCHASE_PLACED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345/orders", "acme", "12 345"})
    void anAdvertiserIdIsANumber(String advertiser) {
        assertThrows(IllegalArgumentException.class, () -> AWIN.settings("advertiser", advertiser));
    }

    @Test
    void aRequestNamesTheAdvertiserAndCarriesTheKeyAsASecretHeaderAndNotAsABearer() {
        PlatformRequest request = AWIN.packed(AWIN.record(Given.sale()));

        assertEquals("POST", request.method());
        assertEquals("https://api.awin.com/s2s/advertiser/12345/orders", request.url());
        assertEquals(List.of(), request.query());
        assertEquals(
                List.of(
                        Field.open("Content-Type", "application/json"),
                        Field.secret("x-api-key", Given.KEY)),
                request.headers());
    }

    @Test
    void theEndpointCanBeChangedForBothTransports() {
        String[] endpoint = {"endpoint", "http://localhost:9/awin/"};
        assertEquals(
                "http://localhost:9/awin/s2s/advertiser/12345/orders",
                AWIN.packed(AWIN.settings(endpoint), AWIN.record(Given.sale())).url());
        String[] classic = {"endpoint", "http://localhost:9/awin/", "transport", "classic"};
        assertEquals(
                "http://localhost:9/awin/sread.php",
                AWIN.packed(AWIN.settings(classic), AWIN.record(Given.sale(), classic)).url());
    }

    @Test
    void ordersOfOneAdvertiserShareACallAndTestsNeverDoWithLiveOnes() {
        PlatformRecord one = AWIN.record(Given.sale());
        PlatformRecord other = AWIN.record(Given.sale(EventField.ORDER_ID, "548292"));
        PlatformRecord test = AWIN.record(Given.clicked().test(true).build());

        assertEquals(one.batchKey(), other.batchKey());
        assertNotEquals(one.batchKey(), test.batchKey());
        assertNotEquals(one.batchKey(), AWIN.record(Given.sale(), "advertiser", "99").batchKey());
        String body = Requests.body(AWIN.packed(one, other));
        assertTrue(body.indexOf("548291") < body.indexOf("548292"), body);
    }

    @Test
    void aClassicCallTakesOneOrder() {
        String[] classic = {"transport", "classic"};
        PlatformRecord one = AWIN.record(Given.sale(), classic);
        PlatformRecord other =
                AWIN.record(Given.clicked().eventId("ord_548292_purchase").build(), classic);
        assertNotEquals(one.batchKey(), other.batchKey());
    }

    @Test
    void anOrderStandsInACallOnce() {
        PlatformRecord one = AWIN.record(Given.sale());
        String body = Requests.body(AWIN.packed(one, AWIN.record(Given.sale())));
        assertEquals(body.indexOf("orderReference"), body.lastIndexOf("orderReference"));
    }

    @Test
    void aTestIsMarkedInTheOrderAndWarnedAbout() {
        PlatformRecord live = AWIN.record(Given.sale());
        assertEquals(false, live.body().get("isTest"));
        assertEquals(List.of(), live.warnings());
        for (PlatformRecord test :
                List.of(
                        AWIN.record(Given.clicked().test(true).build()),
                        AWIN.record(Given.sale(), "test-mode", "true"))) {
            assertEquals(true, test.body().get("isTest"));
            assertEquals(List.of("sent as a test: Awin ignores it"), test.warnings());
        }
    }

    @Test
    void resultsAreReportedToAWebhookOnRequest() {
        String[] webhook = {"result-webhook", "https://shop.example/awin"};
        String body =
                Requests.body(
                        AWIN.packed(AWIN.settings(webhook), AWIN.record(Given.sale(), webhook)));
        assertTrue(body.endsWith("],\"webhook\":{\"url\":\"https://shop.example/awin\"}}"), body);
        assertFalse(Requests.body(AWIN.packed(AWIN.record(Given.sale()))).contains("webhook"));
    }

    @Test
    void resendingIsAlwaysHarmless() {
        PlatformRecord late = AWIN.recordAfter(Duration.ofDays(300), Given.sale());
        assertTrue(late.resendSafe());
        assertEquals(Duration.ofDays(365), destination().descriptor().resendWindow());
    }

    @Test
    void limitsAreThoseOfAwin() {
        Limits limits = destination().descriptor().limits();
        assertEquals(1_000, limits.maxRecords());
        assertEquals(List.of(RateWindow.requests(1, Duration.ofSeconds(3))), limits.rates());
        assertEquals(Duration.ofDays(365), limits.maxAge());
    }

    @Test
    void firstRepetitionsComeWhileAwinStillPrefersTheCall() {
        var policy = destination().descriptor().redelivery();
        assertEquals(Duration.ofSeconds(10), policy.firstDelay());
        assertEquals(Duration.ofHours(24), policy.giveUpAfter());
        assertTrue(policy.jitter() > 0);
    }

    @Test
    void anOrderThatComesLateIsWarnedAbout() {
        assertEquals(List.of(), AWIN.recordAfter(Duration.ofMinutes(3), Given.sale()).warnings());
        List<String> warnings = AWIN.recordAfter(Duration.ofSeconds(181), Given.sale()).warnings();
        assertEquals(1, warnings.size());
        assertTrue(warnings.get(0).startsWith("sent more than 3 minutes after"), warnings.get(0));
    }
}
