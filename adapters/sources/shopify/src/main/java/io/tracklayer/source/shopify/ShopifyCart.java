// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code carts/create} and {@code carts/update}: the whole cart without customer, address or
 * device. What came and went is the difference to what was told before; a cart nobody told of
 * before counts as empty.
 */
record ShopifyCart() implements ShopifyReaders.Reader {

    @Override
    public List<Decoded> read(ShopifyMessage message) {
        if (!message.shop().readsCarts()) {
            return ignored(
                    "carts_off",
                    "The pixel tells of carts, together with the visitor. Set \"carts\" to send to read this topic instead.");
        }
        Optional<String> token = ShopifyText.token(message.body(), "/token", "/id");
        if (token.isEmpty()) {
            return List.of(
                    new Decoded.Rejected(
                            "missing_cart_token",
                            "The cart has no usable \"token\". Add it to the fields the webhook subscription includes."));
        }
        return ShopifyFilter.checkTest(message)
                .map(List::of)
                .orElseGet(() -> compare(message, token.get()));
    }

    private static List<Decoded> compare(ShopifyMessage message, String token) {
        ShopifyCartState now = ShopifyCartState.of(message.body(), message.changedAt());
        Optional<ShopifyCartState> before = ShopifyCartState.recall(message.memory(), token);
        if (before.filter(known -> known.at().isAfter(now.at())).isPresent()) {
            return ignored(
                    "older_state", "A later state of the cart was told before. Nothing to do.");
        }
        if (!now.remember(message.memory(), token)) {
            return ignored("cart_too_large", "The cart holds too many products to be compared.");
        }
        Map<String, Long> changes = now.since(before);
        return changes.isEmpty()
                ? ignored("nothing_new", "The cart holds what it held before.")
                : changes.entrySet().stream()
                        .map(change -> change(message, token, change))
                        .toList();
    }

    private static Decoded change(
            ShopifyMessage message, String token, Map.Entry<String, Long> change) {
        boolean added = change.getValue() > 0;
        Instant time = message.changedAt();
        String id = "cart_" + token + "_" + change.getKey() + "_" + time.toEpochMilli();
        Builder builder =
                Observation.of(
                                added
                                        ? EventName.PRODUCT_ADDED_TO_CART
                                        : EventName.PRODUCT_REMOVED_FROM_CART)
                        .derivedEventId(id)
                        .test(ShopifyFilter.test(message))
                        .timing(message.time(List.of("/updated_at")));
        message.identify(builder, change.getKey());
        builder.read(EventField.CART_TOKEN, token, "/token");
        line(builder, message, change.getKey(), Math.abs(change.getValue()));
        builder.properties(message.delay(), "");
        return new Decoded.Happened(builder.build());
    }

    /** What was taken out altogether is known by its id only. */
    private static void line(Builder builder, ShopifyMessage message, String variant, long pieces) {
        ShopifyMoney money = ShopifyMoney.ofCart(message.body(), message.shop().presentment());
        Tree line =
                message.body().each("/line_items").stream()
                        .filter(one -> is(variant, one))
                        .findFirst()
                        .orElseGet(() -> Tree.root(Map.of()));
        Map<String, Object> item = new LinkedHashMap<>(ShopifyLines.product(line));
        item.put("variantId", variant);
        item.put("quantity", pieces);
        Optional<BigDecimal> price =
                money.number(line, "discounted_price").or(() -> money.number(line, "price"));
        price.ifPresent(
                each -> {
                    String total = each.multiply(BigDecimal.valueOf(pieces)).toPlainString();
                    item.put("price", each.toPlainString());
                    builder.read(EventField.CURRENCY, money.currency(), "/line_items/0/price_set");
                    builder.read(EventField.VALUE, total, "/line_items");
                });
        builder.read(EventField.ITEMS, List.of(item), "/line_items");
    }

    private static boolean is(String variant, Tree line) {
        return ShopifyText.id(line, "/variant_id", "/id").filter(variant::equals).isPresent();
    }

    private static List<Decoded> ignored(String code, String sentence) {
        return List.of(new Decoded.Ignored(code, sentence));
    }
}
