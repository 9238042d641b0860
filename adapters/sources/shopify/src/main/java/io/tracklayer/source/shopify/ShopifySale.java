// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What an order or a checkout costs and holds.
 *
 * @param edited whether the order is told as it is after an edit instead of as it was placed
 */
record ShopifySale(ShopifyMoney money, boolean edited) {

    /** Totals as they were at placing; those called current_ shrink with every refund. */
    private static final Map<EventField, String> AMOUNTS =
            new EnumMap<>(
                    Map.of(
                            EventField.VALUE, "total_price",
                            EventField.SUBTOTAL, "subtotal_price",
                            EventField.TAX, "total_tax",
                            EventField.SHIPPING, "total_shipping_price",
                            EventField.DISCOUNT, "total_discounts"));

    /** Totals as they are after an edit, less what was returned before it. */
    private static final Map<EventField, String> CURRENT =
            new EnumMap<>(
                    Map.of(
                            EventField.VALUE, "current_total_price",
                            EventField.SUBTOTAL, "current_subtotal_price",
                            EventField.TAX, "current_total_tax",
                            EventField.DISCOUNT, "current_total_discounts"));

    private static final Map<EventField, String> TEXTS =
            new EnumMap<>(
                    Map.of(
                            EventField.ORDER_SOURCE, "/source_name",
                            EventField.COUPON, "/discount_codes/0/code",
                            EventField.PAYMENT_TYPE, "/payment_gateway_names/0",
                            EventField.SHIPPING_TIER, "/shipping_lines/0/title",
                            EventField.CHECKOUT_TOKEN, "/checkout_token",
                            EventField.LOCALE, "/customer_locale"));

    void read(Builder builder, Tree order) {
        money.readCurrency(builder, order);
        if (edited) {
            CURRENT.forEach((field, amount) -> money.read(builder, field, order, amount));
        }
        AMOUNTS.forEach((field, amount) -> money.read(builder, field, order, amount));
        TEXTS.forEach((field, pointer) -> ShopifyText.read(builder, field, order, pointer));
        cart(builder, order);
        ShopifyLines lines = new ShopifyLines(money);
        List<Map<String, Object>> items = edited ? lines.leftOf(order) : lines.ofOrder(order);
        if (!items.isEmpty()) {
            builder.read(EventField.ITEMS, items, "/line_items");
        }
    }

    private static void cart(Builder builder, Tree order) {
        ShopifyText.at(order, "/cart_token")
                .map(ShopifyText::withoutKey)
                .ifPresent(token -> builder.read(EventField.CART_TOKEN, token, "/cart_token"));
    }
}
