// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of a cart or order within {@code custom_data}. */
final class SnapchatContents {
    private static final Map<String, String[]> ID_ORDER =
            Map.of(
                    "variant", new String[] {"variant", "product", "sku"},
                    "product", new String[] {"product", "variant", "sku"},
                    "sku", new String[] {"sku", "variant", "product"});

    private final Event event;
    private final String[] idOrder;
    private final String contentType;
    private final boolean details;
    private final boolean prices;

    /** Creates it; prices are shown where the event's money is. */
    SnapchatContents(Event event, Settings settings, boolean prices) {
        this.event = event;
        this.idOrder = ID_ORDER.get(settings.text(SnapchatSettings.CONTENT_ID));
        this.contentType = settings.text(SnapchatSettings.CONTENT_TYPE);
        this.details = settings.flag(SnapchatSettings.CONTENT_DETAILS);
        this.prices = prices;
    }

    Map<String, Object> collect(List<String> warnings) {
        List<Map<String, Object>> contents =
                event.items().stream().map(this::content).flatMap(Optional::stream).toList();
        if (contents.size() < event.items().size()) {
            warnings.add("items without an id were left out of contents");
        }
        Map<String, Object> blocks = new LinkedHashMap<>();
        if (!event.items().isEmpty()) {
            blocks.put("num_items", event.items().stream().mapToLong(Item::quantity).sum());
        }
        if (!contents.isEmpty()) {
            blocks.put("content_type", contentType);
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
        content.put("quantity", item.quantity());
        if (prices && item.price() != null && item.price().signum() >= 0) {
            content.put("item_price", item.price());
        }
        if (details) {
            SnapchatCustomData.put(content, "brand", item.brand());
        }
        return content;
    }
}
