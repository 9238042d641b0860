// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A charge: money taken for one or more lines. Recharge has its own ids and knows the shop's. */
record RechargeCharge(RechargeMessage message) {
    private static final Map<EventField, List<String>> AMOUNTS =
            new EnumMap<>(
                    Map.of(
                            EventField.CURRENCY, List.of("/currency"),
                            EventField.VALUE, List.of("/total_price"),
                            EventField.SUBTOTAL, List.of("/subtotal_price"),
                            EventField.TAX, List.of("/total_tax"),
                            EventField.SHIPPING,
                                    List.of("/total_shipping", "/shipping_lines/0/price"),
                            EventField.DISCOUNT, List.of("/total_discounts"),
                            EventField.COUPON,
                                    List.of("/discounts/0/code", "/discount_codes/0/code")));

    private Tree charge() {
        return message.subject();
    }

    String id() {
        return message.id().orElseThrow();
    }

    /** The order that the charge became in the shop; the first of those a prepaid charge pays. */
    Optional<String> shopOrder() {
        return RechargeText.id(charge(), "/external_order_id/ecommerce", "/shopify_order_id");
    }

    /** {@code recurring} or {@code checkout}. */
    String type() {
        return RechargeText.at(charge(), "/type").orElse("").toLowerCase(Locale.ROOT);
    }

    Optional<BigDecimal> amount(String name) {
        return RechargeText.number(charge(), "/" + name);
    }

    /** The subscription whose line comes first; others of the same charge are its items. */
    Optional<String> subscription() {
        return charge().each("/line_items").stream()
                .filter(
                        line ->
                                !RechargeText.at(line, "/purchase_item_type", "/type")
                                        .orElse("")
                                        .equalsIgnoreCase("onetime"))
                .flatMap(
                        line ->
                                RechargeText.id(line, "/purchase_item_id", "/subscription_id")
                                        .stream())
                .findFirst();
    }

    void sale(Builder builder) {
        AMOUNTS.forEach(
                (field, pointers) ->
                        RechargeText.read(
                                builder, field, charge(), pointers.toArray(String[]::new)));
        List<Map<String, Object>> items = items();
        if (!items.isEmpty()) {
            builder.read(EventField.ITEMS, items, charge().origin() + "/line_items");
        }
        builder.properties(properties(), charge().origin());
    }

    private List<Map<String, Object>> items() {
        List<Map<String, Object>> items = new ArrayList<>();
        for (Tree line : charge().each("/line_items")) {
            Map<String, Object> item = RechargeItem.of(line);
            if (!item.isEmpty()) {
                items.add(item);
            }
        }
        return items;
    }

    private Map<String, Object> properties() {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("recharge_charge_id", id());
        RechargeText.at(charge(), "/external_transaction_id/payment_processor", "/transaction_id")
                .ifPresent(transaction -> found.put("transaction_id", transaction));
        return found;
    }
}
