// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Tree;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines, from a list of products or from the properties of a single product. */
final class SegmentItems {
    /** What a line wants, and where it stands in a product; the first that exists counts. */
    private static final Map<String, List<String>> COMPONENTS = components();

    /** Every property a single product is read from. */
    static final Set<String> NAMES =
            COMPONENTS.values().stream().flatMap(List::stream).collect(Collectors.toSet());

    private static final List<String> LISTS = List.of("/products", "/items");

    private static final Set<EventName> SINGLE_PRODUCT =
            EnumSet.of(
                    EventName.PRODUCT_VIEWED,
                    EventName.PRODUCT_ADDED_TO_CART,
                    EventName.PRODUCT_REMOVED_FROM_CART,
                    EventName.WISHLIST_ADDED,
                    EventName.REVIEW_SUBMITTED);

    private SegmentItems() {}

    static void read(Tree properties, EventName name, Observation.Builder into) {
        for (String list : LISTS) {
            List<Map<String, Object>> lines =
                    properties.each(list).stream()
                            .map(SegmentItems::line)
                            .filter(line -> !line.isEmpty())
                            .toList();
            into.read(EventField.ITEMS, lines.isEmpty() ? null : lines, properties.origin() + list);
        }
        if (SINGLE_PRODUCT.contains(name) && identified(line(properties))) {
            into.read(EventField.ITEMS, List.of(line(properties)), properties.origin());
        }
    }

    private static boolean identified(Map<String, Object> line) {
        return Stream.of("variantId", "productId", "sku").anyMatch(line::containsKey);
    }

    private static Map<String, Object> line(Tree product) {
        Map<String, Object> members = product.members();
        Map<String, Object> line = new LinkedHashMap<>();
        COMPONENTS.forEach(
                (component, names) ->
                        names.stream()
                                .filter(members::containsKey)
                                .findFirst()
                                .ifPresent(
                                        found ->
                                                line.put(
                                                        component,
                                                        SegmentNumbers.plain(members.get(found)))));
        return line;
    }

    /**
     * Shops send the id of their catalogue as product_id, so it stands in for a variant's. Beside
     * the names of Segment stand those of GA4's items.
     */
    private static Map<String, List<String>> components() {
        Map<String, List<String>> components = new LinkedHashMap<>();
        components.put(
                "variantId",
                List.of("variant_id", "variantId", "product_id", "productId", "item_id"));
        components.put("productId", List.of("product_id", "productId", "item_id"));
        components.put("sku", List.of("sku"));
        components.put("name", List.of("name", "item_name"));
        components.put("variant", List.of("variant", "item_variant"));
        components.put("brand", List.of("brand", "item_brand"));
        components.put("category", List.of("category", "item_category"));
        Stream.of("price", "quantity", "discount", "coupon")
                .forEach(same -> components.put(same, List.of(same)));
        components.put("position", List.of("position"));
        components.put("url", List.of("url"));
        components.put("imageUrl", List.of("image_url", "imageUrl"));
        return components;
    }
}
