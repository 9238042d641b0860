// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static io.tracklayer.source.shopify.Webhook.ignored;
import static io.tracklayer.source.shopify.Webhook.items;
import static io.tracklayer.source.shopify.Webhook.observed;
import static io.tracklayer.source.shopify.Webhook.origin;
import static io.tracklayer.source.shopify.Webhook.refund;
import static io.tracklayer.source.shopify.Webhook.rejected;
import static io.tracklayer.source.shopify.Webhook.values;
import static io.tracklayer.spi.EventField.CURRENCY;
import static io.tracklayer.spi.EventField.ITEMS;
import static io.tracklayer.spi.EventField.ORDER_ID;
import static io.tracklayer.spi.EventField.REFUND_ID;
import static io.tracklayer.spi.EventField.TAX;
import static io.tracklayer.spi.EventField.VALUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Timing;
import io.tracklayer.testkit.GivenRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifyRefundTest {

    @Test
    void aPartialRefundIsWorthWhatWasPaidBackAndNamesTheReturnedPieces() {
        Observation observation = observed(refund());
        assertEquals(EventName.ORDER_REFUNDED, observation.name());
        assertEquals(Optional.of("ref_880000000001"), observation.eventId());
        assertEquals(
                new Timing("2026-01-20T15:02:10+01:00", null, false, "/created_at"),
                observation.timing());
        assertEquals(
                Map.of(
                        ORDER_ID, "5482910000001",
                        REFUND_ID, "880000000001",
                        VALUE, "49.95",
                        CURRENCY, "EUR",
                        TAX, "7.98",
                        ITEMS, List.of(shirt(1L))),
                values(observation));
        assertEquals("/transactions/0/amount", origin(observation, VALUE));
        assertFalse(observation.test());
    }

    @Test
    void aFullRefundAddsUpTheSuccessfulPaymentsOnly() {
        GivenRequest full = Webhook.given("refunds/create", "refunds-create-full-548291.json");
        Map<EventField, Object> values = values(full);
        assertEquals("129.90", values.get(VALUE));
        assertEquals("EUR", values.get(CURRENCY));
        assertEquals("19.94", values.get(TAX));
        assertEquals(List.of(shirt(2L), belt()), items(full));
        assertEquals("ref_880000000002", observed(full).eventId().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "refund, failure",
        "refund, pending",
        "refund, error",
        "sale, success",
        "void, success"
    })
    void whatIsNotPaidBackIsNoRefund(String kind, String status) {
        assertEquals(
                "no_money_returned",
                ignored(refund("transactions", List.of(paid("49.95", "EUR", kind, status)))));
    }

    @ParameterizedTest
    @CsvSource({
        "source_name, pos, pos, send",
        "source_name, shopify_draft_order, drafts, send",
        "total_price, 0.99, min-value, 0",
    })
    void aRefundOfAnOrderThatIsLeftOutIsLeftOutToo(
            String member, String value, String setting, String otherwise) {
        GivenRequest order = Webhook.order(member, value);
        ShopMemory shop = new ShopMemory("min-value", "1");
        shop.ignored(order);
        assertEquals("refund_of_left_out_order", shop.ignored(refund()));
        ShopMemory counting = new ShopMemory(setting, otherwise);
        counting.happened(order);
        assertEquals(EventName.ORDER_REFUNDED, counting.happened(refund()).name());
    }

    @Test
    void anOrderThatWasCountedIsRefundedWhateverBecomesOfItsTotal() {
        ShopMemory shop = new ShopMemory("min-value", "100");
        shop.happened(Webhook.order());
        Map<String, Object> less = Webhook.changed("order-1001.json", "total_price", "79.95");
        shop.ignored(Webhook.of("orders/updated", Webhook.text(less)));
        assertEquals(EventName.ORDER_REFUNDED, shop.happened(refund()).name());
    }

    @Test
    void anOrderThatCountsAfterACorrectionIsRefunded() {
        Map<String, String> kept = new HashMap<>();
        new ShopMemory(kept, "pos", "skip").ignored(Webhook.order("source_name", "pos"));
        ShopMemory corrected = new ShopMemory(kept, "pos", "send");
        corrected.happened(Webhook.order("source_name", "pos"));
        assertEquals(EventName.ORDER_REFUNDED, corrected.happened(refund()).name());
    }

    @Test
    void takingBackLinesWithoutMoneyIsNoRefund() {
        assertEquals("no_money_returned", ignored(refund("transactions", List.of())));
        assertEquals(
                "no_money_returned", ignored(refund("transactions", List.of(paid("0.00", "EUR")))));
    }

    @Test
    void aRefundWhoseMoneyIsNotKnownIsKeptAndShown() {
        assertEquals("missing_transactions", rejected(refund("transactions", null)));
        assertEquals("missing_transactions", rejected(refund("transactions", "none")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "order_id"})
    void aRefundWithoutItsIdsIsKeptAndShown(String member) {
        Object[] changes = {member, null, "admin_graphql_api_id", null};
        assertEquals("missing_refund_id", rejected(refund(changes)));
    }

    @Test
    void idsMayBeGraphqlIds() {
        GivenRequest request =
                refund("id", "gid://shopify/Refund/9", "order_id", "gid://shopify/Order/8");
        assertEquals("9", values(request).get(REFUND_ID));
        assertEquals("8", values(request).get(ORDER_ID));
        assertEquals("ref_9", observed(request).eventId().orElseThrow());
    }

    @Test
    void aTestRefundIsSkippedOrMarked() {
        Map<String, Object> test = new LinkedHashMap<>(paid("49.95", "EUR"));
        test.put("test", true);
        assertEquals("test_order", ignored(refund("transactions", List.of(test))));
        assertEquals("test_order", ignored(refund().header("X-Shopify-Test", "true")));
        assertTrue(observed(refund("transactions", List.of(test)), "test-orders", "mark").test());
    }

    @Test
    void theTimeFallsBackToWhenItWasProcessed() {
        assertEquals("/processed_at", observed(refund("created_at", null)).timing().origin());
    }

    @Test
    void moneyPaidBackInTheBuyersCurrencySaysSoAndSoDoTheLines() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("quantity", 2);
        line.put("subtotal", 99.9);
        line.put("subtotal_set", set("99.90", "EUR", "108.62", "USD"));
        line.put("total_tax", 15.95);
        line.put("total_tax_set", set("15.95", "EUR", "17.34", "USD"));
        line.put("line_item", Map.of("title", "Shirt", "price", "55.50"));
        GivenRequest request =
                refund(
                        "transactions", List.of(paid("108.62", "USD")),
                        "refund_line_items", List.of(line));
        assertEquals("108.62", values(request).get(VALUE));
        assertEquals("USD", values(request).get(CURRENCY));
        assertEquals("17.34", values(request).get(TAX));
        assertEquals(
                List.of(Map.of("name", "Shirt", "quantity", 2L, "price", "54.31")), items(request));
    }

    @Test
    void paymentsOfTwoCurrenciesAreNotAddedUp() {
        GivenRequest request =
                refund("transactions", List.of(paid("10.00", "USD"), paid("5.00", "EUR")));
        assertFalse(values(request).containsKey(VALUE));
        assertFalse(values(request).containsKey(CURRENCY));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12,50", "1e9999999", "-5.00"})
    void anAmountThatNeedsJudgingIsHandedOver(String amount) {
        assertEquals(
                amount, values(refund("transactions", List.of(paid(amount, "EUR")))).get(VALUE));
    }

    @Test
    void oneUnreadableAmountOfSeveralIsHandedOverInsteadOfAHalfSum() {
        List<Object> payments = List.of(paid("10.00", "EUR"), paid("12,50", "EUR"));
        Observation observation = observed(refund("transactions", payments));
        assertEquals("12,50", values(observation).get(VALUE));
        assertEquals("/transactions/1/amount", origin(observation, VALUE));
    }

    @Test
    void aLineWithoutSubtotalKeepsItsListPrice() {
        Object line = Map.of("quantity", 1, "line_item", Map.of("sku", "BLT", "price", "25.00"));
        assertEquals(
                List.of(Map.of("sku", "BLT", "quantity", 1L, "price", "25.00")),
                items(refund("refund_line_items", List.of(line))));
    }

    @Test
    void aRefundOfShippingAloneHasNoItems() {
        Map<EventField, Object> values = values(refund("refund_line_items", List.of()));
        assertFalse(values.containsKey(ITEMS));
        assertFalse(values.containsKey(TAX));
        assertEquals("49.95", values.get(VALUE));
    }

    private static Map<String, Object> shirt(long quantity) {
        return Map.of(
                "variantId", "41327143321713",
                "productId", "7234590834801",
                "sku", "LS-M",
                "name", "Linen shirt",
                "variant", "M / natural",
                "brand", "Northwind Linen",
                "quantity", quantity,
                "price", "49.95");
    }

    private static Map<String, Object> belt() {
        return Map.of(
                "variantId", "41327143157873",
                "productId", "7234590736497",
                "sku", "BLT",
                "name", "Belt",
                "brand", "Northwind Linen",
                "quantity", 1L,
                "price", "25.00");
    }

    private static Map<String, Object> paid(String amount, String currency) {
        return paid(amount, currency, "refund", "success");
    }

    private static Map<String, Object> paid(
            String amount, String currency, String kind, String status) {
        return Map.of("amount", amount, "currency", currency, "kind", kind, "status", status);
    }

    private static Map<String, Object> set(
            String shop, String shopCurrency, String buyer, String buyerCurrency) {
        return Map.of(
                "shop_money", Map.of("amount", shop, "currency_code", shopCurrency),
                "presentment_money", Map.of("amount", buyer, "currency_code", buyerCurrency));
    }
}
