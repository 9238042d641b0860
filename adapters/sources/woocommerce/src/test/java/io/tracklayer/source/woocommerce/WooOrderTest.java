// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import static io.tracklayer.source.woocommerce.WooShop.first;
import static io.tracklayer.source.woocommerce.WooShop.meta;
import static io.tracklayer.source.woocommerce.WooShop.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Purpose;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WooOrderTest {

    @Test
    void aPaidOrderIsAPurchaseWithEverythingTheShopKnows() {
        Observation purchase = placed();
        assertEquals(EventName.PURCHASE_PLACED, purchase.name());
        assertEquals("ord_727_purchase", purchase.eventId().orElseThrow());
        assertTrue(purchase.derivedId());
        assertEquals(Optional.of(ActionSource.WEBSITE), purchase.actionSource());
        Map<String, Object> byPath = new TreeMap<>();
        values(purchase).forEach((field, value) -> byPath.put(field.path(), value));
        assertEquals(WooShop.expected("purchase-727.json"), byPath);
    }

    @Test
    void timesAreReadInGmtAndNeverInTheSitesTime() {
        List<io.tracklayer.spi.Decoded> decoded =
                new WooShop()
                        .hearsOrder(
                                "status", "completed", "date_completed_gmt", "2026-01-15T10:20:29");
        List<Object> times =
                decoded.stream()
                        .map(entry -> (io.tracklayer.spi.Decoded.Happened) entry)
                        .map(entry -> entry.observation().timing().occurred())
                        .toList();
        assertEquals(
                List.of("2026-01-15T10:20:25Z", "2026-01-15T10:20:28Z", "2026-01-15T10:20:29Z"),
                times);
    }

    @Test
    void aGuestHasNoCustomerKey() {
        assertFalse(values(placed("customer_id", 0L)).containsKey(EventField.EXTERNAL_ID));
    }

    @Test
    void aShopThatWritesPricesWithoutTaxGetsThemWithoutTax() {
        Map<EventField, Object> values = values(placed("prices_include_tax", false));
        assertEquals("37.77", values.get(EventField.SUBTOTAL));
        assertEquals(List.of("14.70 2.10", "8.37 null"), prices(values));
        assertEquals("49.85", values.get(EventField.VALUE));
    }

    @Test
    void theValueCanBeTheLinesWithoutTaxAndShipping() {
        Map<EventField, Object> values =
                values(first(new WooShop("value", "subtotal-ex-tax").hearsOrder()));
        assertEquals("37.77", values.get(EventField.VALUE));
        assertEquals(List.of("14.70 2.10", "8.37 null"), prices(values));
    }

    @Test
    void anAmountOneCannotComputeWithIsHandedOverAsItStands() {
        String absurd = "1e9999999";
        Map<EventField, Object> values =
                values(
                        placed(
                                "total",
                                absurd,
                                "line_items",
                                List.of(
                                        Map.of(
                                                "id",
                                                1,
                                                "quantity",
                                                absurd,
                                                "total",
                                                absurd,
                                                "price",
                                                "5.00"))));
        assertEquals(absurd, values.get(EventField.VALUE));
        assertFalse(values.containsKey(EventField.SUBTOTAL));
        assertEquals("5.00", item(values, 0).get("price"));
    }

    @Test
    void theOrderNumberCanBeTheOrderId() {
        Observation purchase =
                first(new WooShop("order-id", "number").hearsOrder("number", "2026-0042"));
        assertEquals("ord_2026-0042_purchase", purchase.eventId().orElseThrow());
        assertEquals("2026-0042", values(purchase).get(EventField.ORDER_ID));
    }

    @Test
    void anOldWebhookWithItsWrapperIsRead() {
        Observation purchase =
                first(new WooShop().hears("order.created", WooShop.file("order-legacy.json")));
        Map<EventField, Object> values = values(purchase);
        assertEquals("ord_645_purchase", purchase.eventId().orElseThrow());
        assertEquals("2026-01-15T10:20:25Z", purchase.timing().occurred());
        assertEquals("79.87", values.get(EventField.VALUE));
        assertEquals("jane@example.com", values.get(EventField.EMAIL));
        assertEquals("München", values.get(EventField.CITY));
        assertEquals("203.0.113.7", values.get(EventField.CLIENT_IP));
        assertEquals("645", values.get(EventField.ORDER_NAME));
    }

    @Test
    void thePhoneOfAnotherCountryIsLeftOut() {
        Map<EventField, Object> values =
                values(
                        placed(
                                "billing",
                                Map.of("city", "Bern", "postcode", "3000", "country", "CH")));
        assertEquals("CH", values.get(EventField.COUNTRY));
        assertFalse(values.containsKey(EventField.PHONE));
    }

    @Test
    void theVisitorsChoiceComesFromTheSnippetAndIsNotYoungerThanTheOrder() {
        ConsentSignals consent = placed().consent();
        assertEquals(
                Map.of(
                        Purpose.ANALYTICS, ConsentState.GRANTED,
                        Purpose.MARKETING, ConsentState.DENIED),
                consent.stated());
        assertEquals("2026-01-15T10:20:25Z", consent.collectedAt());
    }

    @Test
    void theChoiceMayBeAnObjectAndSayWhenItWasMade() {
        ConsentSignals consent =
                placed(
                                "meta_data",
                                meta(
                                        "_tl_consent",
                                        Map.of(
                                                "marketing", true,
                                                "gpp", "DBABLA~BEAZAAAAAABA.YA",
                                                "collected_at", "2026-01-10T00:00:00Z")))
                        .consent();
        assertEquals(Map.of(Purpose.MARKETING, ConsentState.GRANTED), consent.stated());
        assertEquals("2026-01-10T00:00:00Z", consent.collectedAt());
        assertEquals(1, consent.raw().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "granted",
                "{",
                "{}",
                "{\"marketing\":\"granted\"",
                "{\"marketing\":\"granted\"}x",
                "{\"marketing\":{\"a\":1}}",
                "[\"marketing\"]"
            })
    void aChoiceThatCannotBeReadIsNone(String text) {
        assertTrue(placed("meta_data", meta("tl_consent", text)).consent().isEmpty(), text);
    }

    @Test
    void everyMemberOfAChoiceInTextIsRead() {
        String text = "{ \"analytics\" : true, \"marketing\":\"denied\",\"ad_user_data\":false }";
        assertEquals(
                Map.of(
                        Purpose.ANALYTICS, ConsentState.GRANTED,
                        Purpose.MARKETING, ConsentState.DENIED,
                        Purpose.AD_USER_DATA, ConsentState.DENIED),
                placed("meta_data", meta("tl_consent", text)).consent().stated());
    }

    @Test
    void thePageMayChooseTheEventIdOfThePurchaseAlone() {
        WooShop shop = new WooShop();
        List<String> ids = shop.tells("meta_data", meta("tl_event_id", "pg-7f3a91c2"));
        assertEquals(List.of("pg-7f3a91c2", "ord_727_paid"), ids);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ord_1_purchase", "REF_12345678", "short", "with blank in it"})
    void anEventIdThatLooksLikeOneOfOursOrLikeNoneIsNotTaken(String id) {
        assertEquals(
                "ord_727_purchase",
                placed("meta_data", meta("tl_event_id", id)).eventId().orElseThrow());
    }

    @Test
    void idsOfTheBrowserAreReadUnderTheirNames() {
        Map<EventField, Object> values =
                values(
                        placed(
                                "meta_data",
                                meta(
                                        "tl_fbc", "fb.1.1.IwAR",
                                        "_tl_gclid", "Cj0K",
                                        "TL_Epik", "dj0y",
                                        "tl_gcl_aw", "GCL.1768472000.other",
                                        "tl_ttclid", "__CLICKID__",
                                        "tl_nonsense", "x",
                                        "tl_sccid", "s".repeat(1_025),
                                        "fbp", "not ours")));
        assertEquals("fb.1.1.IwAR", values.get(EventField.FBC));
        assertEquals("Cj0K", values.get(EventField.GCLID));
        assertEquals("dj0y", values.get(EventField.EPIK));
        assertFalse(values.containsKey(EventField.TTCLID));
        assertFalse(values.containsKey(EventField.SCCID));
        assertFalse(values.containsKey(EventField.FBP));
    }

    @Test
    void campaignValuesThatTheShopGuessedAreNone() {
        Map<EventField, Object> values =
                values(
                        placed(
                                "meta_data",
                                meta(
                                        "_wc_order_attribution_source_type", "organic",
                                        "_wc_order_attribution_utm_source", "google",
                                        "_wc_order_attribution_session_entry",
                                                "https://shop.example/")));
        assertFalse(values.containsKey(EventField.UTM_SOURCE));
        assertEquals("https://shop.example/", values.get(EventField.LANDING_URL));
    }

    @Test
    void theAttributionsUserAgentCountsWhenTheOrderHasNone() {
        assertEquals(
                "Mozilla/5.0 (attribution)",
                values(placed("customer_user_agent", "")).get(EventField.USER_AGENT));
    }

    @ParameterizedTest
    @CsvSource({"store-api, WEBSITE", "checkout, WEBSITE", "rest-api,", "some-plugin,"})
    void onlyTheShopsOwnCheckoutsAreKnownToBeAWebsite(String via, ActionSource source) {
        assertEquals(Optional.ofNullable(source), placed("created_via", via).actionSource());
    }

    @Test
    void ordersOfStaffAreLeftOutUnlessWanted() {
        assertEquals(
                "admin_order", WooShop.ignored(new WooShop().hearsOrder("created_via", "admin")));
        assertEquals(
                "admin_order",
                WooShop.ignored(
                        new WooShop()
                                .hearsOrder(
                                        "created_via",
                                        "rest-api",
                                        "meta_data",
                                        meta("_wc_order_attribution_source_type", "mobile_app"))));
        Observation wanted =
                first(new WooShop("admin-orders", "send").hearsOrder("created_via", "admin"));
        assertEquals(Optional.of(ActionSource.OTHER), wanted.actionSource());
        assertFalse(values(wanted).containsKey(EventField.CLIENT_IP));
    }

    @Test
    void aRenewalIsNoPurchaseAndTakesNothingOfTheFirstVisit() {
        List<io.tracklayer.spi.Decoded> decoded =
                new WooShop()
                        .hearsOrder(
                                "created_via",
                                "subscription",
                                "meta_data",
                                meta(
                                        "_subscription_renewal", "881",
                                        "tl_consent", "{\"marketing\":\"granted\"}",
                                        "tl_event_id", "pg-7f3a91c2",
                                        "tl_fbp", "fb.1.1.1"));
        assertEquals(List.of("ord_727_purchase"), WooShop.ids(decoded));
        Observation renewal = first(decoded);
        assertEquals(EventName.SUBSCRIPTION_RENEWED, renewal.name());
        assertEquals(Optional.of(ActionSource.SYSTEM_GENERATED), renewal.actionSource());
        assertEquals("881", values(renewal).get(EventField.SUBSCRIPTION_ID));
        assertEquals("26", values(renewal).get(EventField.EXTERNAL_ID));
        assertTrue(renewal.consent().isEmpty());
        assertFalse(values(renewal).containsKey(EventField.FBP));
        assertFalse(values(renewal).containsKey(EventField.CLIENT_IP));
    }

    @Test
    void aRenewalThatIsNotPaidYetIsNothing() {
        assertEquals(
                "not_placed",
                WooShop.ignored(
                        new WooShop()
                                .hearsOrder(
                                        "created_via",
                                        "subscription",
                                        "status",
                                        "on-hold",
                                        "date_paid_gmt",
                                        null)));
    }

    private static Observation placed(Object... changes) {
        return first(new WooShop().hearsOrder(changes));
    }

    private static List<String> prices(Map<EventField, Object> values) {
        return List.of(
                item(values, 0).get("price") + " " + item(values, 0).get("discount"),
                item(values, 1).get("price") + " " + item(values, 1).get("discount"));
    }

    @SuppressWarnings("unchecked") // items are lists of maps by contract
    private static Map<String, Object> item(Map<EventField, Object> values, int index) {
        return ((List<Map<String, Object>>) values.get(EventField.ITEMS)).get(index);
    }
}
