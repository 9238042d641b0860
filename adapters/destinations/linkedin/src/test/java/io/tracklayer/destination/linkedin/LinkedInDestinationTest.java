// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import static io.tracklayer.destination.linkedin.Given.LINKEDIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Limits;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.spi.RateWindow;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinkedInDestinationTest extends DestinationContract {

    @Override
    protected String id() {
        return "linkedin";
    }

    @Override
    protected Map<String, String> settings() {
        return new HashMap<>(
                Map.of(
                        "token",
                        Given.TOKEN,
                        "conversion-rules",
                        "purchase_placed=20817364",
                        "endpoint",
                        "https://api.sandbox.example/"));
    }

    @Override
    protected List<EventName> sent() {
        return List.of(EventName.PURCHASE_PLACED);
    }

    @Test
    void aSingleEventIsTheBodyItself() {
        PlatformRequest request = LINKEDIN.packed(record(EventName.PURCHASE_PLACED));

        assertEquals("POST", request.method());
        assertEquals("https://api.linkedin.com/rest/conversionEvents", request.url());
        assertEquals(List.of(), request.query());
        assertEquals(
                List.of(
                        Field.open("Content-Type", "application/json"),
                        Field.secret("Authorization", "Bearer " + Given.TOKEN),
                        Field.open("LinkedIn-Version", "202609"),
                        Field.open("X-Restli-Protocol-Version", "2.0.0")),
                request.headers());
        assertTrue(Requests.body(request).startsWith("{\"conversion\":"), Requests.body(request));
    }

    @Test
    void severalEventsAreABatchInOrder() {
        PlatformRequest request =
                LINKEDIN.packed(
                        record(EventName.LEAD_SUBMITTED), record(EventName.PURCHASE_PLACED));

        String body = Requests.body(request);
        assertTrue(body.startsWith("{\"elements\":[{"), body);
        assertTrue(body.indexOf("lead_submitted") < body.indexOf("purchase_placed"), body);
        assertEquals(Field.open("X-RestLi-Method", "BATCH_CREATE"), request.headers().get(4));
    }

    @Test
    void versionAndEndpointCanBeChanged() {
        Settings settings =
                LINKEDIN.settings(
                        "api-version", "202608", "endpoint", "http://localhost:9/linkedin/");
        PlatformRequest request = LINKEDIN.packed(settings, record(EventName.LEAD_SUBMITTED));

        assertEquals("http://localhost:9/linkedin/rest/conversionEvents", request.url());
        assertEquals(Field.open("LinkedIn-Version", "202608"), request.headers().get(2));
    }

    @Test
    void theDescriptorNamesTheVersionAndItsEnd() {
        assertEquals("202609 (ends about 2027-09-15)", destination().descriptor().apiVersion());
    }

    @ParameterizedTest
    @CsvSource({
        "202511, 2026-11-15",
        "202601, 2027-01-15",
        "202612, 2027-12-15",
        "202613, ",
        "9, "
    })
    void aVersionEndsAYearLaterInTheMiddleOfTheMonth(long number, String end) {
        assertEquals(
                Optional.ofNullable(end),
                new LinkedInVersion(number).sunset().map(Object::toString));
    }

    @Test
    void aTokenOfCampaignManagerNeedsNoGrantAndGoesBeforeTheApp() {
        assertEquals(Optional.empty(), destination().tokenGrant(LINKEDIN.settings()));
        assertEquals(
                Optional.empty(),
                destination()
                        .tokenGrant(
                                LINKEDIN.settings(
                                        "client-id",
                                        "c",
                                        "client-secret",
                                        "s",
                                        "refresh-token",
                                        "r")));
    }

    @Test
    void withoutATokenTheHostGetsOneByTheRefreshToken() {
        Settings settings = app(Map.of());
        assertEquals(
                Optional.of(
                        new TokenGrant.RefreshToken(
                                "https://www.linkedin.com/oauth/v2/accessToken",
                                "client",
                                "hush",
                                "refresh")),
                destination().tokenGrant(settings));
        PlatformRequest request = LINKEDIN.packed(settings, record(EventName.PURCHASE_PLACED));
        assertTrue(request.headers().stream().noneMatch(h -> h.name().equals("Authorization")));
        assertEquals(List.of("hush", "refresh"), settings.secrets());
    }

    @Test
    void theTokenEndpointCanBeChanged() {
        assertEquals(
                "http://localhost:9/linkedin/token",
                destination()
                        .tokenGrant(
                                app(
                                        Map.of(
                                                "token-endpoint",
                                                List.of("http://localhost:9/linkedin/token"))))
                        .orElseThrow()
                        .endpoint());
    }

    @Test
    void testAndLiveEventsAndEventsOfDifferentRulesNeverShareARequest() {
        Event event = Given.purchase();
        PlatformRecord test =
                LINKEDIN.record(
                        event.toBuilder().test(true).build(), "test-conversion-rule", "1012");

        assertEquals("live/1012", LINKEDIN.record(event).batchKey());
        assertEquals("test/1012", test.batchKey());
        assertEquals("live/1023", record(EventName.LEAD_SUBMITTED).batchKey());
    }

    @Test
    void anUnansweredEventIsNotRepeatedUnlessTheOperatorWantsItAndThenOnItsDayOnly() {
        String[] repeat = {"repeat-unanswered", "true"};
        Duration day = Duration.ofDays(1);
        Event event = Given.purchase();
        assertFalse(LINKEDIN.record(event).resendSafe());
        assertTrue(LINKEDIN.record(event, repeat).resendSafe());
        assertTrue(LINKEDIN.recordAfter(day.minusMillis(1), event, repeat).resendSafe());
        assertFalse(LINKEDIN.recordAfter(day, event, repeat).resendSafe());
        Event unnamed = event.toBuilder().eventId("no id for LinkedIn").build();
        assertFalse(LINKEDIN.record(unnamed, repeat).resendSafe());
    }

    @Test
    void limitsAreThoseOfLinkedIn() {
        assertEquals(
                new Limits(
                        500,
                        1_000_000,
                        Duration.ofDays(90).minusMinutes(15),
                        Duration.ofMinutes(5),
                        List.of(
                                RateWindow.requests(600, Duration.ofMinutes(1)),
                                RateWindow.requests(300_000, Duration.ofHours(24)))),
                destination().descriptor().limits());
    }

    @Test
    void redeliveryStartsAtAMinuteDoublesAndLeavesAWeek() {
        var policy = destination().descriptor().redelivery();
        assertEquals(Duration.ofMinutes(1), policy.firstDelay());
        assertEquals(2, policy.multiplier());
        assertEquals(Duration.ofHours(1), policy.maxDelay());
        assertEquals(Duration.ofDays(7), policy.giveUpAfter());
        long reached = 6 + Duration.ofDays(7).toHours();
        assertTrue(policy.maxAttempts() > reached, "attempts end before the week does");
    }

    @Test
    void nothingIsEverTakenBackOrSentAgainOnReplay() {
        DestinationDescriptor descriptor = destination().descriptor();
        assertEquals(DestinationDescriptor.CorrectionMode.NONE, descriptor.correctionMode());
        assertEquals(DestinationDescriptor.TestMode.NONE, descriptor.testMode());
        assertEquals(Duration.ZERO, descriptor.resendWindow());
    }

    private Settings app(Map<String, List<String>> more) {
        Map<String, List<String>> values = new HashMap<>(more);
        values.put("client-id", List.of("client"));
        values.put("client-secret", List.of("hush"));
        values.put("refresh-token", List.of("refresh"));
        values.put("conversion-rules", List.of("purchase_placed=1"));
        return Settings.of(destination().descriptor().settings(), values);
    }

    private static PlatformRecord record(EventName name) {
        return LINKEDIN.record(GivenEvents.rich(name));
    }
}
