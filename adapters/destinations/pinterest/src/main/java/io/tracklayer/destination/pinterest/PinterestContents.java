// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of a cart or order within {@code custom_data}. */
final class PinterestContents {
    private static final Map<String, String[]> ID_ORDER =
            Map.of(
                    "variant", new String[] {"variant", "product", "sku"},
                    "product", new String[] {"product", "variant", "sku"},
                    "sku", new String[] {"sku", "variant", "product"});

    private final Event event;
    private final String[] idOrder;
    private final boolean details;

    PinterestContents(Event event, Settings settings) {
        this.event = event;
        this.idOrder = ID_ORDER.get(settings.text(PinterestSettings.CONTENT_ID));
        this.details = settings.flag(PinterestSettings.CONTENT_DETAILS);
    }

    /** Lines without an id cannot be found in a catalogue and are left out. */
    Map<String, Object> collect(List<String> warnings) {
        List<Map<String, Object>> contents =
                event.items().stream().map(this::content).flatMap(Optional::stream).toList();
        if (contents.size() < event.items().size()) {
            warnings.add("items without an id were left out of contents");
        }
        Map<String, Object> blocks = new LinkedHashMap<>();
        if (!contents.isEmpty()) {
            blocks.put(
                    "content_ids", contents.stream().map(one -> one.get("id")).distinct().toList());
            blocks.put("contents", contents);
        }
        return blocks;
    }

    private Optional<Map<String, Object>> content(Item item) {
        return item.id(idOrder).filter(id -> !id.isBlank()).map(id -> content(id, item));
    }

    private Map<String, Object> content(String id, Item item) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("id", id);
        originalPrice(item).ifPresent(price -> content.put("item_price", price.toPlainString()));
        content.put("quantity", item.quantity());
        if (details) {
            PinterestCustomData.put(content, "item_name", item.name());
            PinterestCustomData.put(content, "item_category", item.category());
            PinterestCustomData.put(content, "item_brand", item.brand());
        }
        return content;
    }

    /** Pinterest wants the unit price before the discount. */
    private Optional<BigDecimal> originalPrice(Item item) {
        BigDecimal discount = item.discount() == null ? BigDecimal.ZERO : item.discount();
        return Optional.ofNullable(item.price())
                .filter(price -> event.currency().isPresent() && price.signum() >= 0)
                .map(price -> price.add(discount.max(BigDecimal.ZERO)));
    }
}
