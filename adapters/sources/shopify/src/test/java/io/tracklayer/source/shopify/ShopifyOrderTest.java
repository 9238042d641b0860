// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static io.tracklayer.source.shopify.Webhook.ignored;
import static io.tracklayer.source.shopify.Webhook.items;
import static io.tracklayer.source.shopify.Webhook.observed;
import static io.tracklayer.source.shopify.Webhook.order;
import static io.tracklayer.source.shopify.Webhook.origin;
import static io.tracklayer.source.shopify.Webhook.rejected;
import static io.tracklayer.source.shopify.Webhook.values;
import static io.tracklayer.spi.EventField.CART_TOKEN;
import static io.tracklayer.spi.EventField.CHECKOUT_TOKEN;
import static io.tracklayer.spi.EventField.CITY;
import static io.tracklayer.spi.EventField.CLIENT_IP;
import static io.tracklayer.spi.EventField.COUNTRY;
import static io.tracklayer.spi.EventField.CURRENCY;
import static io.tracklayer.spi.EventField.EMAIL;
import static io.tracklayer.spi.EventField.EMAIL_MARKETING;
import static io.tracklayer.spi.EventField.EXTERNAL_ID;
import static io.tracklayer.spi.EventField.FIRST_NAME;
import static io.tracklayer.spi.EventField.ITEMS;
import static io.tracklayer.spi.EventField.LANDING_URL;
import static io.tracklayer.spi.EventField.LAST_NAME;
import static io.tracklayer.spi.EventField.ORDER_ID;
import static io.tracklayer.spi.EventField.PAGE_REFERRER;
import static io.tracklayer.spi.EventField.PAGE_URL;
import static io.tracklayer.spi.EventField.PHONE;
import static io.tracklayer.spi.EventField.POSTAL_CODE;
import static io.tracklayer.spi.EventField.PROPERTIES;
import static io.tracklayer.spi.EventField.STATE;
import static io.tracklayer.spi.EventField.USER_AGENT;
import static io.tracklayer.spi.EventField.VALUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Timing;
import io.tracklayer.testkit.GivenRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifyOrderTest {
    private static final String CREATED = "2026-01-15T11:20:30+01:00";

    @Test
    void aPlainOrderGivesExactlyWhatStandsInIt() {
        Observation observation = observed(order());
        assertEquals(Webhook.expected("order-1001.json"), byPath(observation));
        assertEquals(new Timing(CREATED, null, false, "/processed_at"), observation.timing());
        assertEquals(Optional.of(ActionSource.WEBSITE), observation.actionSource());
        assertFalse(observation.test());
    }

    @Test
    void aFullWebhookGivesExactlyWhatStandsInIt() {
        GivenRequest request = Webhook.given("orders/create", "orders-create-548291.json");
        Observation observation = observed(request);
        assertEquals(Webhook.expected("order-548291.json"), byPath(observation));
        assertEquals("2026-01-15T11:20:29+01:00", observation.timing().occurred());
        assertEquals("ord_5482910000001_purchase", observation.eventId().orElseThrow());
    }

    @Test
    void everyValueSaysWhereItStood() {
        GivenRequest request = Webhook.given("orders/create", "orders-create-548291.json");
        Observation observation = observed(request);
        assertEquals("/email", origin(observation, EMAIL));
        assertEquals("/billing_address/zip", origin(observation, POSTAL_CODE));
        assertEquals("/customer/first_name", origin(observation, FIRST_NAME));
        assertEquals("/total_price", origin(observation, VALUE));
        assertEquals("/client_details/user_agent", origin(observation, USER_AGENT));
        assertEquals("/note_attributes/1/value", origin(observation, EventField.FBP));
        assertEquals("/line_items", origin(observation, ITEMS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5482910000001",
                "\"5482910000001\"",
                "5482910000001.0",
                "5.482910000001E12",
                "\"gid://shopify/Order/5482910000001\"",
                "\" 5482910000001 \""
            })
    void theOrderIdIsTextHoweverItIsWritten(String id) {
        GivenRequest request = Webhook.of("orders/create", "{\"id\":" + id + "}");
        assertEquals("5482910000001", values(request).get(ORDER_ID));
        assertEquals("ord_5482910000001_purchase", observed(request).eventId().orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":null}",
                "{\"id\":\"\"}",
                "{\"id\":\"abc12\"}",
                "{\"id\":-5}",
                "{\"id\":1.5}",
                "{\"id\":1e999999999}",
                "{\"id\":{}}",
                "{\"id\":[1]}",
                "{\"id\":true}",
                "{\"id\":\"gid://elsewhere/Order/1\"}"
            })
    void anOrderWithoutUsableIdIsKeptAndShown(String body) {
        assertEquals("missing_order_id", rejected(Webhook.of("orders/create", body)));
    }

    @Test
    void theGraphqlIdStandsInForAMissingId() {
        Object[] changes = {"id", null, "admin_graphql_api_id", "gid://shopify/Order/42"};
        assertEquals("42", values(order(changes)).get(ORDER_ID));
    }

    @ParameterizedTest
    @CsvSource({
        "orders/create, 2026-01-15T11:20:30+01:00, /processed_at",
        "orders/paid, 2026-01-15T11:20:33+01:00, /updated_at",
        "orders/fulfilled, 2026-01-15T11:20:33+01:00, /updated_at",
        "orders/cancelled, 2026-01-16T08:00:00+01:00, /cancelled_at",
    })
    void theTimeIsWhenTheTopicsActionHappened(String topic, String time, String origin) {
        Map<String, Object> body =
                Webhook.changed("order-1001.json", "cancelled_at", "2026-01-16T08:00:00+01:00");
        Timing timing = observed(Webhook.of(topic, Webhook.text(body))).timing();
        assertEquals(new Timing(time, null, false, origin), timing);
    }

    @Test
    void theTimeFallsBackToCreationAndThenToTheHeader() {
        assertEquals("/created_at", observed(order("processed_at", null)).timing().origin());
        GivenRequest timeless = order("processed_at", null, "created_at", List.of());
        assertEquals(
                new Timing(
                        "2026-01-15T10:20:30.123456789Z",
                        null,
                        false,
                        "header x-shopify-triggered-at"),
                observed(timeless).timing());
        assertEquals(
                Timing.unknown(), observed(timeless.header("X-Shopify-Triggered-At", "")).timing());
    }

    @Test
    void testOrdersAreSkippedOrMarked() {
        assertEquals("test_order", ignored(order("test", true)));
        assertEquals("test_order", ignored(order().header("X-Shopify-Test", "true")));
        assertTrue(observed(order("test", true), "test-orders", "mark").test());
        assertFalse(observed(order(), "test-orders", "mark").test());
    }

    @Test
    void tillOrdersAreSkippedOrSentAsPhysicalStoreWithoutTheTillsAddress() {
        assertEquals("pos_order", ignored(order("source_name", "pos")));
        Observation sold = observed(order("source_name", "pos"), "pos", "send");
        assertEquals(Optional.of(ActionSource.PHYSICAL_STORE), sold.actionSource());
        assertNull(values(sold).get(CLIENT_IP));
        assertNull(values(sold).get(USER_AGENT));
        assertEquals("129.90", values(sold).get(VALUE));
    }

    @Test
    void draftOrdersAreSkippedOrSentAsOther() {
        assertEquals("draft_order", ignored(order("source_name", "shopify_draft_order")));
        Observation sold = observed(order("source_name", "shopify_draft_order"), "drafts", "send");
        assertEquals(Optional.of(ActionSource.OTHER), sold.actionSource());
        assertNull(values(sold).get(CLIENT_IP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2329312", "tiktok", ""})
    void anOrderOfAnotherChannelClaimsNoActionSource(String source) {
        Observation observation = observed(order("source_name", source));
        assertEquals(Optional.empty(), observation.actionSource());
        assertEquals("203.0.113.7", values(observation).get(CLIENT_IP));
    }

    @ParameterizedTest
    @CsvSource({
        "orders/create, pos, pos_order",
        "orders/paid, pos, pos_order",
        "orders/fulfilled, pos, pos_order",
        "orders/cancelled, pos, pos_order",
        "orders/paid, shopify_draft_order, draft_order",
    })
    void anOrderThatIsSkippedIsSkippedInEveryTopic(String topic, String source, String code) {
        Map<String, Object> body = Webhook.changed("order-1001.json", "source_name", source);
        assertEquals(code, ignored(Webhook.of(topic, Webhook.text(body))));
    }

    @ParameterizedTest
    @CsvSource({
        "0.00, 1, below_min_value",
        "0.99, 1, below_min_value",
        "129.90, 130, below_min_value",
    })
    void ordersBelowTheMinimumAreSkipped(String total, String minimum, String code) {
        assertEquals(code, ignored(order("total_price", total), "min-value", minimum));
    }

    @ParameterizedTest
    @CsvSource({"0.00, 0", "1.00, 1", "129.90, 129", "12;90, 1", "1e-9999999, 1"})
    void ordersFromTheMinimumOnAndUnreadableTotalsAreNotSkipped(String total, String minimum) {
        Observation observation = observed(order("total_price", total), "min-value", minimum);
        assertEquals(total, values(observation).get(VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"subscription_contract", "subscription_contract_checkout_one"})
    void aRecurringChargeIsARenewalAndNoPurchase(String source) {
        Observation renewal = observed(order("source_name", source));
        assertEquals(EventName.SUBSCRIPTION_RENEWED, renewal.name());
        assertEquals("ord_5482910000001_purchase", renewal.eventId().orElseThrow());
        assertEquals(Optional.of(ActionSource.SYSTEM_GENERATED), renewal.actionSource());
        assertNull(values(renewal).get(CLIENT_IP));
    }

    @Test
    void theTagOfARecurringOrderMakesItARenewalAndTheFirstOrdersTagDoesNot() {
        assertEquals(
                EventName.SUBSCRIPTION_RENEWED,
                observed(order("tags", "Subscription, Subscription Recurring Order")).name());
        assertEquals(
                EventName.SUBSCRIPTION_RENEWED,
                observed(order("tags", List.of("subscription recurring order"))).name());
        assertEquals(
                EventName.PURCHASE_PLACED,
                observed(order("tags", "Subscription, Subscription First Order")).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders/paid", "orders/fulfilled", "orders/cancelled"})
    void aRequestThatIsReadAgainAfterACorrectionTellsTheSame(String topic) {
        ShopMemory shop = new ShopMemory();
        GivenRequest request = Webhook.given(topic, "order-1001.json");
        assertEquals(1, shop.events(request).size());
        assertInstanceOf(Decoded.Happened.class, shop.hearsAgain(request).get(0));
        assertEquals("already_told", shop.ignored(request));
    }

    @Test
    void aRenewalDoesNotTakeTheIdOfTheFirstPurchase() {
        List<Object> attributes = List.of(Map.of("name", "_tl_event", "value", "evt-0001-first"));
        assertEquals(
                Optional.of("evt-0001-first"),
                observed(order("note_attributes", attributes)).eventId());
        assertEquals(
                Optional.of("ord_5482910000001_purchase"),
                observed(
                                order(
                                        "note_attributes",
                                        attributes,
                                        "source_name",
                                        "subscription_contract"))
                        .eventId());
    }

    @Test
    void onlyTheCartsEventIdIsOneSomebodyChose() {
        List<Object> attributes = List.of(Map.of("name", "_tl_event", "value", "evt-0001-first"));
        assertEquals(false, observed(order("note_attributes", attributes)).derivedId());
        assertEquals(true, observed(order("note_attributes", List.of())).derivedId());
    }

    @Test
    void aBuyerWithoutCustomerRecordHasNoPerson() {
        Map<EventField, Object> values =
                values(order("customer", null, "email", null, "phone", null));
        assertNull(values.get(EMAIL));
        assertNull(values.get(EXTERNAL_ID));
        assertNull(values.get(FIRST_NAME));
        assertEquals("5482910000001", values.get(ORDER_ID));
    }

    @Test
    void theNameAndTheAddressAreNotMixedFromTwoPeople() {
        Map<EventField, Object> values =
                values(
                        order(
                                "billing_address",
                                Map.of(
                                        "first_name",
                                        "Jane",
                                        "city",
                                        "Austin",
                                        "country_code",
                                        "US"),
                                "shipping_address",
                                Map.of(
                                        "last_name", "Roe",
                                        "zip", "75001",
                                        "province_code", "TX",
                                        "country_code", "US",
                                        "phone", "(512) 555-0143")));
        assertEquals("Jane", values.get(FIRST_NAME));
        assertNull(values.get(LAST_NAME));
        assertEquals("Austin", values.get(CITY));
        assertNull(values.get(POSTAL_CODE));
        assertEquals("(512) 555-0143", values.get(PHONE));
    }

    @Test
    void aPhoneOfAnotherCountryIsLeftOut() {
        Map<String, Object> german = Map.of("city", "Berlin", "country_code", "DE");
        Map<String, Object> french =
                Map.of("city", "Lyon", "country_code", "FR", "phone", "0612345678");
        assertNull(values(order("billing_address", german, "shipping_address", french)).get(PHONE));
        assertEquals(
                "+49301234567",
                values(
                                order(
                                        "phone",
                                        "+49301234567",
                                        "billing_address",
                                        german,
                                        "shipping_address",
                                        french))
                        .get(PHONE));
    }

    @Test
    void theStateIsTheCodeBeforeTheName() {
        Map<String, Object> texas = new LinkedHashMap<>();
        texas.put("zip", "75001");
        texas.put("province", "Texas");
        assertEquals("Texas", values(order("shipping_address", texas)).get(STATE));
        texas.put("province_code", "TX");
        texas.put("country_code", "US");
        Map<EventField, Object> values = values(order("shipping_address", texas));
        assertEquals("TX", values.get(STATE));
        assertEquals("US", values.get(COUNTRY));
    }

    @Test
    void redactedOrFilteredFieldsAreSimplyMissing() {
        Map<EventField, Object> values = values(Webhook.of("orders/create", "{\"id\":7}"));
        assertEquals(Map.of(ORDER_ID, "7"), values);
    }

    @Test
    void theCartTokenIsCutAtItsQuery() {
        assertEquals("abc", values(order("cart_token", "abc?key=4c9d")).get(CART_TOKEN));
        assertEquals("t1", values(order("checkout_token", "t1")).get(CHECKOUT_TOKEN));
    }

    @ParameterizedTest
    @CsvSource({
        "/products/x?fbclid=A&b=%20c, https://store.myshopify.com/products/x?fbclid=A&b=%20c",
        "/, https://store.myshopify.com/",
        "https://www.example.com/a?gclid=B, https://www.example.com/a?gclid=B",
        "javascript:alert(1),",
        "password,",
    })
    void theLandingSiteBecomesAnAddress(String site, String url) {
        assertEquals(url, values(order("landing_site", site)).get(LANDING_URL));
    }

    @Test
    void aClickIdThatMayBeCutIsNotHandedOver() {
        String longest = "/?utm_source=ig&fbclid=" + "a".repeat(231);
        assertEquals(254, longest.length());
        assertEquals(
                "https://store.myshopify.com" + longest,
                values(order("landing_site", longest)).get(LANDING_URL));
        assertEquals(
                "https://store.myshopify.com/?utm_source=ig",
                values(order("landing_site", longest + "a")).get(LANDING_URL));
        assertEquals(
                "https://store.myshopify.com/products/x",
                values(order("landing_site", "/products/x?gclid=" + "b".repeat(300)))
                        .get(LANDING_URL));
        assertNull(values(order("landing_site", "/" + "c".repeat(254))).get(LANDING_URL));
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.example.com/1548/orders/b194/authenticate?key=0a1b, https://www.example.com/1548/orders",
        "https://shopify.com/1548/account/orders/b194?key=0a1b, https://shopify.com/1548/account/orders",
        "https://www.example.com/orders/b194, https://www.example.com/",
        "https://www.example.com/checkouts/tok/orders/b194, https://www.example.com/",
        "http://www.example.com/1548/orders/b194,",
        "https://a@b/1548/orders/b194,",
        "b194,",
    })
    void theStatusPageIsNamedWithoutWhatOpensIt(String given, String url) {
        assertEquals(url, values(order("order_status_url", given)).get(PAGE_URL));
    }

    @Test
    void anEmptyReferrerIsNoReferrer() {
        assertNull(values(order("referring_site", "")).get(PAGE_REFERRER));
    }

    @Test
    void theEmailOptInIsAPermissionOfItsOwnAndNeverAdsConsent() {
        Observation observation = observed(order("note_attributes", null));
        assertEquals(true, values(observation).get(EMAIL_MARKETING));
        assertEquals(Map.of("taxes_included", true), values(observation).get(PROPERTIES));
        assertEquals(ConsentSignals.none(), observation.consent());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    subscribed,     true
                    SUBSCRIBED,     true
                    unsubscribed,   false
                    not_subscribed, false
                    pending,        -
                    redacted,       true
                    """)
    void theCustomersEmailStateBeatsTheBoxOfTheCheckout(String state, Boolean agreed) {
        Map<String, Object> customer =
                Map.of("id", 7L, "email_marketing_consent", Map.of("state", state));
        assertEquals(agreed, values(order("customer", customer)).get(EMAIL_MARKETING));
    }

    @Test
    void aCancellationSaysWhy() {
        Map<String, Object> body =
                Webhook.changed(
                        "order-1001.json",
                        "cancelled_at",
                        CREATED,
                        "cancel_reason",
                        "customer",
                        "financial_status",
                        "voided");
        assertEquals(
                Map.of(
                        "taxes_included",
                        true,
                        "financial_status",
                        "voided",
                        "cancel_reason",
                        "customer"),
                values(Webhook.of("orders/cancelled", Webhook.text(body))).get(PROPERTIES));
    }

    @Test
    void aHundredLinesAreAHundredItems() {
        List<Object> lines = new java.util.ArrayList<>();
        for (int i = 0; i < 100; i++) {
            lines.add(Map.of("variant_id", 1000 + i, "quantity", 1, "price", "1.00"));
        }
        List<Map<String, Object>> items = items(order("line_items", lines));
        assertEquals(100, items.size());
        assertEquals(Map.of("variantId", "1099", "quantity", 1L, "price", "1.00"), items.get(99));
    }

    @Test
    void theCurrencyIsNeverGuessed() {
        assertNull(values(order("currency", null)).get(CURRENCY));
    }

    private static Map<String, Object> byPath(Observation observation) {
        Map<String, Object> byPath = new TreeMap<>();
        observation
                .readings()
                .forEach(reading -> byPath.put(reading.field().path(), reading.raw()));
        return byPath;
    }
}
