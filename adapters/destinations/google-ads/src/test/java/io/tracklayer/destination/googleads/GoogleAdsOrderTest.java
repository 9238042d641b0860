// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import static io.tracklayer.destination.googleads.Given.GOOGLE_ADS;
import static io.tracklayer.destination.googleads.Given.PURCHASE;
import static io.tracklayer.destination.googleads.Given.after;
import static io.tracklayer.destination.googleads.Given.change;
import static io.tracklayer.destination.googleads.Given.refund;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.PlatformRequest;
import io.tracklayer.spi.PlatformRequest.Field;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import io.tracklayer.testkit.Requests;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoogleAdsOrderTest {
    private static final Event CANCELLED =
            change(EventName.ORDER_CANCELLED, "can_1", null, Duration.ofHours(9));

    @Test
    void aRefundRestatesWhatIsLeftOfTheOrder() {
        PlatformRecord record = GOOGLE_ADS.record(refund("ref_1", "29.90", 5), after(PURCHASE));

        assertEquals("restatement", record.name());
        assertEquals("ref_1", record.eventId());
        assertEquals(PURCHASE.eventTime(), record.eventTime());
        assertEquals(GOOGLE_ADS.expected("refund.json"), Requests.body(GOOGLE_ADS.packed(record)));
        assertTrue(record.resendSafe());
    }

    @Test
    void refundsAddUpWhateverTheOrderOfSending() {
        Event first = refund("ref_1", "29.90", 5);
        Event second = refund("ref_2", "50.00", 6);
        assertLeft("50.00", second, after(PURCHASE, first));
        assertLeft("50.00", first, after(PURCHASE, second));
    }

    @Test
    void theLaterSumCarriesTheLaterTime() {
        Event first = refund("ref_1", "29.90", 5);
        HostContext early = HostContext.at(Instant.parse("2026-01-17T00:00:00Z"));
        early.alreadyAccepted(PURCHASE);
        assertEquals(
                "2026-01-17T00:00:00Z",
                GOOGLE_ADS.record(first, early).body().get("lastUpdatedTimestamp"));
        assertEquals(
                "2026-01-18T10:20:30Z",
                GOOGLE_ADS.record(first, after(PURCHASE)).body().get("lastUpdatedTimestamp"));
    }

    @Test
    void aRepeatedRefundIsCountedOnce() {
        Event first = refund("ref_1", "29.90", 5);
        assertLeft("100.00", first, after(PURCHASE, first));
    }

    @Test
    void aRefundOfAnOrderGoogleDoesNotHaveIsNotSent() {
        assertEquals(
                "order_not_sent", GOOGLE_ADS.skip(refund("ref_1", "29.90", 5), after()).code());
        HostContext expired = after().alreadyAccepted(EventName.PURCHASE_PLACED, "548291");
        assertEquals("order_expired", GOOGLE_ADS.skip(refund("ref_1", "29.90", 5), expired).code());
    }

    @Test
    void aTestOrderIsNotTheOrderOfALiveRefund() {
        HostContext host = after(PURCHASE.toBuilder().test(true).build());
        assertEquals("order_not_sent", GOOGLE_ADS.skip(refund("ref_1", "1.00", 5), host).code());
    }

    @Test
    void anEditSetsANewTotalFromWhichLaterRefundsAreTaken() {
        Event edit = change(EventName.ORDER_EDITED, "edit_1", "80.00", Duration.ofHours(6));
        assertLeft("80.00", edit, after(PURCHASE, refund("ref_1", "29.90", 5)));
        assertLeft("70.00", refund("ref_2", "10.00", 7), after(PURCHASE, edit));
    }

    @Test
    void aCancellationLeavesAnExplicitZeroAndNothingBringsItBack() {
        assertLeft("0", CANCELLED, after(PURCHASE));
        assertLeft("0", refund("ref_1", "29.90", 10), after(PURCHASE, CANCELLED));
        PlatformRecord record = GOOGLE_ADS.record(CANCELLED, after(PURCHASE));
        String body = Requests.body(GOOGLE_ADS.packed(record));
        assertTrue(body.contains("\"conversionValue\":0,"), body);
    }

    @Test
    void moreIsNeverGivenBackThanWasPaid() {
        assertLeft("0", refund("ref_1", "500.00", 5), after(PURCHASE));
    }

    @Test
    void aRefundInAnotherCurrencyOrWithoutValueIsNotSent() {
        Event foreign =
                refund("ref_1", "29.90", 5).toBuilder().set(EventField.CURRENCY, "USD").build();
        assertEquals("value_unknown", GOOGLE_ADS.skip(foreign, after(PURCHASE)).code());
        assertEquals(
                "value_unknown", GOOGLE_ADS.skip(refund("ref_1", null, 5), after(PURCHASE)).code());
        assertEquals(
                "value_unknown",
                GOOGLE_ADS.skip(refund("ref_2", "1.00", 5), after(PURCHASE, foreign)).code());
    }

    @Test
    void aPurchaseSentAgainAfterARefundDoesNotUndoIt() {
        assertLeft("100.00", PURCHASE, after(PURCHASE, refund("ref_1", "29.90", 5)));
        assertEquals(
                "already_corrected",
                GOOGLE_ADS
                        .skip(
                                PURCHASE,
                                after(PURCHASE, refund("ref_1", "29.90", 5)),
                                "corrections",
                                "off")
                        .code());
    }

    @Test
    void aRefundOfARenewalChangesTheRenewal() {
        Event renewal = GivenEvents.rich(EventName.SUBSCRIPTION_RENEWED);
        PlatformRecord record = GOOGLE_ADS.record(refund("ref_1", "29.90", 5), after(renewal));
        assertEquals("live/conversion/4812345670/712034456", record.batchKey());
    }

    @Test
    void correctionsCanBeSwitchedOff() {
        assertEquals(
                "corrections_off",
                GOOGLE_ADS
                        .skip(refund("ref_1", "29.90", 5), after(PURCHASE), "corrections", "off")
                        .code());
    }

    @Test
    void anOrderOlderThanGoogleTakesIsNotRestated() {
        HostContext late = HostContext.at(GivenEvents.TIME.plus(Duration.ofDays(91)));
        late.alreadyAccepted(PURCHASE);
        Event refund = change(EventName.ORDER_REFUNDED, "ref_1", "29.90", Duration.ofDays(90));
        assertEquals("too_late", GOOGLE_ADS.skip(refund, late).code());
    }

    @Test
    void whatIsNoLongerConfiguredIsNotRestated() {
        assertEquals(
                "no_conversion_action",
                GOOGLE_ADS
                        .skip(
                                refund("ref_1", "29.90", 5),
                                after(PURCHASE),
                                "conversion-actions",
                                "lead_submitted=1")
                        .code());
    }

    @Test
    void withAdjustmentsACancelledOrderIsRemovedThroughTheGoogleAdsApi() {
        String[] adjustments = {
            "retractions", "adjustments",
            "login-customer-id", "991-122-3344",
            "developer-token", "dev-token-1"
        };
        PlatformRecord record = GOOGLE_ADS.record(CANCELLED, after(PURCHASE), adjustments);
        PlatformRequest request = GOOGLE_ADS.packed(GOOGLE_ADS.settings(adjustments), record);

        assertEquals("retraction", record.name());
        assertEquals(
                "https://googleads.googleapis.com/v25/customers/4812345670"
                        + ":uploadConversionAdjustments",
                request.url());
        assertEquals(
                List.of(
                        Field.open("Content-Type", "application/json"),
                        Field.open("login-customer-id", "9911223344"),
                        Field.secret("developer-token", "dev-token-1")),
                request.headers());
        assertEquals(GOOGLE_ADS.expected("retraction.json"), Requests.body(request));
    }

    @Test
    void withAdjustmentsAPartialRefundIsStillARestatement() {
        PlatformRecord record =
                GOOGLE_ADS.record(
                        refund("ref_1", "29.90", 5), after(PURCHASE), "retractions", "adjustments");
        assertEquals("restatement", record.name());
    }

    @Test
    void anOrderThatWasRemovedIsLeftAlone() {
        String[] adjustments = {"retractions", "adjustments"};
        HostContext host = after(PURCHASE, CANCELLED);
        Event edit = change(EventName.ORDER_EDITED, "edit_1", "10.00", Duration.ofHours(10));
        for (Event event : List.of(refund("ref_1", "29.90", 10), edit)) {
            assertEquals("already_retracted", GOOGLE_ADS.skip(event, host, adjustments).code());
        }
        Event full = refund("ref_1", "129.90", 5);
        assertEquals(
                "already_retracted",
                GOOGLE_ADS.skip(edit, after(PURCHASE, full), adjustments).code());
    }

    @Test
    void aRemovalComesTooLateAfter54Days() {
        HostContext late = HostContext.at(GivenEvents.TIME.plus(Duration.ofDays(55)));
        late.alreadyAccepted(PURCHASE);
        assertEquals(
                "too_late", GOOGLE_ADS.skip(CANCELLED, late, "retractions", "adjustments").code());
    }

    @Test
    void retractionsCanBeSwitchedOff() {
        assertEquals(
                "retractions_off",
                GOOGLE_ADS.skip(CANCELLED, after(PURCHASE), "retractions", "off").code());
    }

    @Test
    void aRestatementSaysNothingOfDeviceAndCart() {
        var body = GOOGLE_ADS.record(refund("ref_1", "1.00", 5), after(PURCHASE)).body();
        assertEquals(
                Set.of(
                        "eventTimestamp",
                        "eventSource",
                        "transactionId",
                        "lastUpdatedTimestamp",
                        "conversionValue",
                        "currency",
                        "adIdentifiers",
                        "userData",
                        "consent"),
                body.keySet());
        assertFalse(GOOGLE_ADS.record(PURCHASE).body().containsKey("lastUpdatedTimestamp"));
    }

    private static void assertLeft(String value, Event event, HostContext host) {
        assertEquals(
                new BigDecimal(value),
                GOOGLE_ADS.record(event, host).body().get("conversionValue"));
    }
}
