// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import static io.tracklayer.destination.googleads.Given.GOOGLE_ADS;
import static io.tracklayer.destination.googleads.Given.PURCHASE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.GivenItem;
import io.tracklayer.testkit.HostContext;
import io.tracklayer.testkit.Requests;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleAdsPayloadTest {

    @Test
    void aPurchaseIsSentWithAllThatIsKnownOfIt() {
        assertEquals(
                GOOGLE_ADS.expected("purchase-548291.json"),
                Requests.body(GOOGLE_ADS.packed(GOOGLE_ADS.record(PURCHASE))));
    }

    @Test
    void anAmericanPurchaseWithAFeedCarriesAddressLanguageAndFeedIds() {
        String ada = "E814FF3DC480A94C7CE9334062EC4733C75A002F4BCEC0197F62FFEA64059E2F";
        Event event =
                PURCHASE.toBuilder()
                        .consent(
                                GivenEvents.grantedBut(
                                        ConsentState.DENIED, Purpose.AD_PERSONALIZATION))
                        .set(EventField.CURRENCY, "USD")
                        .set(EventField.EMAIL, ada)
                        .set(EventField.PHONE, "+14155550123")
                        .set(EventField.FIRST_NAME, "Mrs. Ada")
                        .set(EventField.LAST_NAME, "Quinn, Jr., DDS")
                        .set(EventField.COUNTRY, "US")
                        .set(EventField.POSTAL_CODE, "94043-1234")
                        .set(EventField.LOCALE, "en-US")
                        .set(EventField.CUSTOMER_TYPE, "new")
                        .set(
                                EventField.ITEMS,
                                List.of(
                                        GivenItem.of("41327143321713", "p1", "SKU-1")
                                                .price("49.95")
                                                .quantity(2)
                                                .build(),
                                        GivenItem.of(null, null, "SKU-9").build()))
                        .build();
        String[] feed = {
            "merchant-center-id", "55012",
            "feed-label", "US",
            "feed-language", "en",
            "item-id", "shopify_US_{product}_{variant}"
        };
        assertEquals(
                GOOGLE_ADS.expected("purchase-rich.json"),
                Requests.body(
                        GOOGLE_ADS.packed(
                                GOOGLE_ADS.settings(feed), GOOGLE_ADS.record(event, feed))));
    }

    @ParameterizedTest
    @CsvSource({"129.90, EUR", "12990, JPY", "129.905, KWD", "0, USD", "0.00, GBP"})
    void moneyKeepsEveryDigitAndZeroIsSaid(String value, String currency) {
        String body =
                Requests.body(
                        GOOGLE_ADS.packed(
                                GOOGLE_ADS.record(GivenEvents.purchase(value, currency))));
        assertTrue(
                body.contains(
                        "\"conversionValue\":" + value + ",\"currency\":\"" + currency + "\""),
                body);
    }

    @Test
    void withoutAUsableAmountNoMoneyIsSent() {
        for (Event event :
                List.of(
                        PURCHASE.without(Set.of(EventField.CURRENCY)),
                        PURCHASE.without(Set.of(EventField.VALUE)),
                        GivenEvents.purchase("-1.00", "EUR"))) {
            PlatformRecord record = GOOGLE_ADS.record(event);
            assertFalse(record.body().containsKey("conversionValue"));
            assertFalse(record.body().containsKey("currency"));
            assertEquals(1, record.warnings().size(), record.warnings().toString());
        }
        assertFalse(
                GOOGLE_ADS
                        .block("cartData", PURCHASE.without(Set.of(EventField.CURRENCY)))
                        .toString()
                        .contains("unitPrice"));
    }

    @ParameterizedTest
    @CsvSource({
        "WEBSITE, WEB",
        "APP, APP",
        "PHYSICAL_STORE, IN_STORE",
        "PHONE_CALL, PHONE",
        "CHAT, MESSAGE",
        "EMAIL, OTHER",
        "SYSTEM_GENERATED, OTHER",
        "OTHER, OTHER"
    })
    void theSourceIsAlwaysNamed(ActionSource place, String expected) {
        Event event = PURCHASE.toBuilder().actionSource(place).build();
        assertEquals(expected, GOOGLE_ADS.record(event).body().get("eventSource"));
    }

    @Test
    void leadsGoUnderTheIdSharedWithTheBrowserAndWithoutACart() {
        Map<String, Object> body =
                GOOGLE_ADS.record(GivenEvents.rich(EventName.LEAD_SUBMITTED)).body();
        assertEquals("ord_548291_lead_submitted", body.get("transactionId"));
        assertFalse(body.containsKey("cartData"));
    }

    @Test
    void anIdThatHoldsAnEmailAddressIsNotSent() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED, EventField.ORDER_ID, "jane@example.com")
                        .toBuilder()
                        .eventId("ord_jane@example.com_purchase")
                        .build();
        assertNull(GOOGLE_ADS.record(event).body().get("transactionId"));
        assertEquals(
                List.of("sent without transaction id: Google could count a repetition"),
                GOOGLE_ADS.record(event).warnings());
    }

    @Test
    void aBraidRulesOutACart() {
        Event event =
                PURCHASE.without(Set.of(EventField.GCLID)).toBuilder()
                        .set(EventField.GBRAID, GivenEvents.click("ZGbr", null))
                        .build();
        PlatformRecord record = GOOGLE_ADS.record(event);
        assertFalse(record.body().containsKey("cartData"));
        assertEquals(
                List.of("items were left out: Google takes none with gbraid or wbraid"),
                record.warnings());
    }

    @Test
    void aHundredLinesAndTwoScriptsFitOneRequest() {
        Event event =
                GivenEvents.purchaseOfLines(100).toBuilder()
                        .set(EventField.FIRST_NAME, "정")
                        .set(EventField.LAST_NAME, "Ångström")
                        .build();
        assertEquals(100, ((List<?>) GOOGLE_ADS.block("cartData", event).get("items")).size());
        assertEquals(
                3, ((List<?>) GOOGLE_ADS.block("userData", event).get("userIdentifiers")).size());
    }

    @Test
    void aRenewalSaysNothingOfADevice() {
        Map<String, Object> body =
                GOOGLE_ADS.record(GivenEvents.rich(EventName.SUBSCRIPTION_RENEWED)).body();
        assertFalse(body.containsKey("eventDeviceInfo"));
        assertEquals("548291", body.get("transactionId"));
    }

    @Test
    void withoutUserDataThereIsNoEncoding() {
        Event event =
                GivenEvents.bare(EventName.PURCHASE_PLACED).toBuilder()
                        .set(EventField.GCLID, GivenEvents.click("Cj0K", null))
                        .build();
        String body = Requests.body(GOOGLE_ADS.packed(GOOGLE_ADS.record(event)));
        assertFalse(body.contains("encoding"), body);
        assertFalse(body.contains("userData"), body);
    }

    @Test
    void whatIsTooOldOrInTheFutureIsNotSent() {
        assertEquals("too_late", skipAfter(Duration.ofDays(90).plusSeconds(1)));
        assertEquals("too_late", skipAfter(Duration.ofDays(31), "max-age", "30d"));
        assertEquals("too_late", skipAfter(Duration.ofDays(91), "max-age", "365d"));
        assertEquals("in_the_future", skipAfter(Duration.ofSeconds(-301)));
        assertEquals(List.of(), GOOGLE_ADS.recordAfter(Duration.ofDays(90), PURCHASE).warnings());
    }

    @Test
    void userDataAloneIsSaidToMatchForSixtyThreeDays() {
        Event noClick = PURCHASE.without(Set.of(EventField.GCLID));
        assertEquals(
                List.of("older than 63 days and without click id: Google may not match it"),
                GOOGLE_ADS.recordAfter(Duration.ofDays(64), noClick).warnings());
        assertEquals(List.of(), GOOGLE_ADS.recordAfter(Duration.ofDays(63), noClick).warnings());
    }

    private static String skipAfter(Duration delay, String... changes) {
        return GOOGLE_ADS
                .skip(PURCHASE, HostContext.at(GivenEvents.TIME.plus(delay)), changes)
                .code();
    }
}
