// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Google's items as lines. Its item_id is the id of the shop's catalogue. */
final class GaItems {
    private static final Map<String, String> COMPONENTS =
            Map.of(
                    "variantId", "item_id",
                    "name", "item_name",
                    "variant", "item_variant",
                    "brand", "item_brand",
                    "price", "price",
                    "quantity", "quantity",
                    "discount", "discount",
                    "coupon", "coupon");

    private GaItems() {}

    static void read(GaEvent event, Observation.Builder into) {
        List<Map<String, Object>> lines =
                event.tree().each("/items").stream()
                        .map(GaItems::line)
                        .filter(line -> !line.isEmpty())
                        .toList();
        into.read(EventField.ITEMS, lines.isEmpty() ? null : lines, event.origin("items"));
    }

    private static Map<String, Object> line(Tree item) {
        Map<String, Object> line = new LinkedHashMap<>();
        COMPONENTS.forEach(
                (component, name) -> {
                    Object value = item.members().get(name);
                    if (value != null) {
                        line.put(component, value);
                    }
                });
        String category =
                Stream.of("", "2", "3", "4", "5")
                        .flatMap(level -> item.text("/item_category" + level).stream())
                        .collect(Collectors.joining(" > "));
        if (!category.isEmpty()) {
            line.put("category", category);
        }
        return line;
    }
}
