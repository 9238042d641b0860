// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static io.tracklayer.source.shopify.Webhook.items;
import static io.tracklayer.source.shopify.Webhook.observed;
import static io.tracklayer.source.shopify.Webhook.order;
import static io.tracklayer.source.shopify.Webhook.origin;
import static io.tracklayer.source.shopify.Webhook.values;
import static io.tracklayer.spi.EventField.CURRENCY;
import static io.tracklayer.spi.EventField.SHIPPING;
import static io.tracklayer.spi.EventField.SUBTOTAL;
import static io.tracklayer.spi.EventField.TAX;
import static io.tracklayer.spi.EventField.VALUE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tracklayer.spi.EventField;
import io.tracklayer.testkit.GivenRequest;
import io.tracklayer.testkit.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifyMoneyTest {

    @Test
    void theShopsMoneyIsReportedUnlessTheBuyersIsAskedFor() {
        Map<EventField, Object> shop = values(twoCurrencies());
        assertEquals("129.90", shop.get(VALUE));
        assertEquals("EUR", shop.get(CURRENCY));
        assertEquals("5.00", shop.get(SHIPPING));
        Map<EventField, Object> buyer = values(twoCurrencies(), "money", "presentment");
        assertEquals("141.25", buyer.get(VALUE));
        assertEquals("USD", buyer.get(CURRENCY));
        assertEquals("5.44", buyer.get(SHIPPING));
        assertEquals(
                "/total_price_set/presentment_money/amount",
                origin(observed(twoCurrencies(), "money", "presentment"), VALUE));
    }

    @Test
    void linesAndDiscountsAreInTheSameMoneyAsTheTotal() {
        assertEquals(
                List.of(Map.of("quantity", 2L, "price", "49.95", "discount", "5.55")),
                items(twoCurrencies()));
        assertEquals(
                List.of(Map.of("quantity", 2L, "price", "54.31", "discount", "6.04")),
                items(twoCurrencies(), "money", "presentment"));
    }

    @Test
    void anAmountThatIsNotKnownInTheBuyersMoneyIsLeftOut() {
        Map<EventField, Object> buyer = values(twoCurrencies(), "money", "presentment");
        assertNull(buyer.get(SUBTOTAL));
        assertNull(buyer.get(TAX));
    }

    @Test
    void withoutTheBuyersTotalEverythingIsTheShopsMoney() {
        Map<EventField, Object> values =
                values(order("presentment_currency", "USD"), "money", "presentment");
        assertEquals("129.90", values.get(VALUE));
        assertEquals("EUR", values.get(CURRENCY));
    }

    @Test
    void aBuyerInTheShopsCurrencyReadsThePlainAmounts() {
        GivenRequest request = Webhook.given("orders/create", "orders-create-548291.json");
        assertEquals(values(request), values(request, "money", "presentment"));
    }

    @Test
    void theSetStandsInForAMissingPlainAmount() {
        GivenRequest request =
                order(
                        "currency", null,
                        "total_price", null,
                        "total_price_set", set("129.90", "EUR", "141.25", "USD"));
        assertEquals("129.90", values(request).get(VALUE));
        assertEquals("EUR", values(request).get(CURRENCY));
    }

    @ParameterizedTest
    @CsvSource({
        "JPY, 14800, 7400, 1480, 2, 6660, 740",
        "JPY, 1000, 1000, 100, 3, 967, 33",
        "KWD, 12.345, 12.345, 1.000, 3, 12.012, 0.333",
        "EUR, 129.90, 55.50, 11.10, 2, 49.95, 5.55",
        "EUR, 10.00, 10.00, 10.00, 1, 0.00, 10.00",
        "EUR, 10.00, 10, 1.50, 1, 8.50, 1.50",
    })
    void aPieceCostsItsPriceLessItsShareOfTheDiscounts(
            String currency,
            String total,
            String price,
            String off,
            long quantity,
            String net,
            String discount) {
        GivenRequest request =
                order(
                        "currency", currency,
                        "total_price", total,
                        "line_items", List.of(line(price, quantity, off)));
        assertEquals(total, values(request).get(VALUE));
        assertEquals(currency, values(request).get(CURRENCY));
        assertEquals(
                List.of(Map.of("quantity", quantity, "price", net, "discount", discount)),
                items(request));
    }

    @Test
    void severalDiscountsOfOneLineAddUp() {
        assertEquals(
                List.of(Map.of("quantity", 2L, "price", "7.00", "discount", "3.00")),
                items(order("line_items", List.of(line("10.00", 2L, "4.00", "2.00")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12,50",
                "1e9999999",
                "NaN",
                "123456789012345678901",
                "1.12345678901234567890",
                "1234567890123.12345678",
                "-",
                ".5",
                "5.",
                "1.2.3",
                "٣"
            })
    void aPriceOneCannotComputeWithIsHandedOverAsItStands(String price) {
        List<Map<String, Object>> items =
                items(order("line_items", List.of(line(price, 2L, "1.00"))));
        assertEquals(List.of(Map.of("quantity", 2L, "price", price)), items);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1e400", "-3.00", "0.00", "99.00"})
    void aDiscountOneCannotTakeOffLeavesThePrice(String off) {
        List<Map<String, Object>> items =
                items(order("line_items", List.of(line("10.00", 2L, off))));
        assertEquals(List.of(Map.of("quantity", 2L, "price", "10.00")), items);
    }

    @Test
    void numbersInsteadOfTextsAreReadTheSame() {
        Object lines =
                Json.read(
                        "[{\"quantity\":\"2\",\"price\":55.50,\"discount_allocations\":[{\"amount\":11.10}]}]");
        assertEquals(
                List.of(Map.of("quantity", "2", "price", "49.95", "discount", "5.55")),
                items(order("line_items", lines)));
    }

    @Test
    void aNumberWithAHugeExponentIsHandedOverWithoutArithmetic() {
        Object huge = Json.read("1e999999999");
        GivenRequest request =
                Webhook.of(
                        "orders/create",
                        "{\"id\":1,\"total_price\":1e999999999,\"line_items\":[{\"quantity\":1e999999999,"
                                + "\"price\":1e999999999,\"sku\":1e999999999,\"discount_allocations\":"
                                + "[{\"amount\":1e999999999}]}]}");
        assertEquals(huge, values(request, "min-value", "1").get(VALUE));
        assertEquals(
                List.of(Map.of("quantity", huge, "price", huge, "sku", "1E+999999999")),
                items(request));
    }

    @Test
    void aCustomItemHasNoIdsAndARemovedLineIsNoItem() {
        Object custom = Map.of("title", "Engraving", "quantity", 1, "price", "9.00");
        Object removed = Map.of("title", "Belt", "quantity", 0, "price", "25.00");
        assertEquals(
                List.of(Map.of("name", "Engraving", "quantity", 1L, "price", "9.00")),
                items(order("line_items", List.of(custom, removed))));
    }

    @Test
    void idsOfLinesAreTextHoweverTheyAreWritten() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("variant_id", "gid://shopify/ProductVariant/41327143321713");
        line.put("product_id", "7234590834801");
        line.put("variant_title", "M");
        line.put("vendor", "Northwind");
        assertEquals(
                List.of(
                        Map.of(
                                "variantId", "41327143321713",
                                "productId", "7234590834801",
                                "variant", "M",
                                "brand", "Northwind")),
                items(order("line_items", List.of(line))));
    }

    /** An order of 129.90 EUR whose buyer saw 141.25 USD. */
    private static GivenRequest twoCurrencies() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("quantity", 2);
        line.put("price", "55.50");
        line.put("price_set", set("55.50", "EUR", "60.35", "USD"));
        Map<String, Object> off = new LinkedHashMap<>();
        off.put("amount", "11.10");
        off.put("amount_set", set("11.10", "EUR", "12.07", "USD"));
        line.put("discount_allocations", List.of(off));
        return order(
                "presentment_currency",
                "USD",
                "total_price_set",
                set("129.90", "EUR", "141.25", "USD"),
                "total_shipping_price_set",
                set("5.00", "EUR", "5.44", "USD"),
                "line_items",
                List.of(line));
    }

    private static Map<String, Object> set(
            String shop, String shopCurrency, String buyer, String buyerCurrency) {
        return Map.of(
                "shop_money", Map.of("amount", shop, "currency_code", shopCurrency),
                "presentment_money", Map.of("amount", buyer, "currency_code", buyerCurrency));
    }

    private static Map<String, Object> line(String price, long quantity, String... discounts) {
        List<Object> allocations = new ArrayList<>();
        for (String discount : discounts) {
            allocations.add(Map.of("amount", discount));
        }
        return Map.of("quantity", quantity, "price", price, "discount_allocations", allocations);
    }
}
