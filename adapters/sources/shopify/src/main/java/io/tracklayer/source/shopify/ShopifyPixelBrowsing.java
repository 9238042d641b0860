// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.util.List;
import java.util.Map;

/** What a visitor looks at and puts into the cart; each event has one of these parts. */
record ShopifyPixelBrowsing(ShopifyPixelMessage message) {

    void read(Builder builder) {
        ShopifyPixelLines lines = new ShopifyPixelLines(ShopifyPixelPage.shop(message));
        Tree data = message.body().at("/data");
        variant(builder, data.at("/productVariant"), lines);
        cartLine(builder, data.at("/cartLine"), lines);
        cart(builder, data.at("/cart"), lines);
        collection(builder, data.at("/collection"), lines);
        ShopifyText.read(builder, EventField.SEARCH_QUERY, data, "/searchResult/query");
        variants(builder, data, "/searchResult/productVariants", lines);
        ShopifyText.read(builder, EventField.FORM_NAME, data, "/element/name", "/element/id");
    }

    private static void variant(Builder builder, Tree variant, ShopifyPixelLines lines) {
        if (!variant.members().isEmpty()) {
            builder.read(EventField.ITEMS, List.of(lines.ofVariant(variant)), variant.origin());
            amount(builder, variant, "/price");
        }
    }

    private static void cartLine(Builder builder, Tree line, ShopifyPixelLines lines) {
        if (!line.members().isEmpty()) {
            builder.read(EventField.ITEMS, List.of(lines.ofCartLine(line)), line.origin());
            amount(builder, line, "/cost/totalAmount");
        }
    }

    private static void cart(Builder builder, Tree cart, ShopifyPixelLines lines) {
        ShopifyText.token(cart, "/id")
                .ifPresent(
                        token -> builder.read(EventField.CART_TOKEN, token, cart.origin() + "/id"));
        amount(builder, cart, "/cost/totalAmount");
        List<Map<String, Object>> items =
                cart.each("/lines").stream().map(lines::ofCartLine).toList();
        items(builder, items, cart.origin() + "/lines");
    }

    private static void collection(Builder builder, Tree collection, ShopifyPixelLines lines) {
        ShopifyText.pixelId(collection, "/id")
                .ifPresent(
                        id ->
                                builder.read(
                                        EventField.COLLECTION_ID, id, collection.origin() + "/id"));
        ShopifyText.read(builder, EventField.COLLECTION_NAME, collection, "/title");
        variants(builder, collection, "/productVariants", lines);
    }

    /** What is listed; its currency is needed for its prices. */
    private static void variants(
            Builder builder, Tree tree, String pointer, ShopifyPixelLines lines) {
        List<Tree> listed = tree.each(pointer);
        items(builder, listed.stream().map(lines::ofVariant).toList(), tree.origin() + pointer);
        listed.stream()
                .findFirst()
                .ifPresent(
                        first ->
                                ShopifyText.read(
                                        builder,
                                        EventField.CURRENCY,
                                        first,
                                        "/price/currencyCode"));
    }

    private static void items(Builder builder, List<Map<String, Object>> items, String origin) {
        List<Map<String, Object>> known = items.stream().filter(item -> !item.isEmpty()).toList();
        if (!known.isEmpty()) {
            builder.read(EventField.ITEMS, known, origin);
        }
    }

    private static void amount(Builder builder, Tree tree, String money) {
        ShopifyText.read(builder, EventField.VALUE, tree, money + "/amount");
        ShopifyText.read(builder, EventField.CURRENCY, tree, money + "/currencyCode");
    }
}
