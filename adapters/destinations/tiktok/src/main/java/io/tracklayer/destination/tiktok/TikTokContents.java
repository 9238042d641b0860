// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of a cart or order within {@code properties}. */
final class TikTokContents {
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

    TikTokContents(Event event, Settings settings, boolean prices) {
        // What a list shows are products, not the variants one can buy.
        boolean list = event.name() == EventName.COLLECTION_VIEWED;
        this.event = event;
        this.idOrder = ID_ORDER.get(list ? "product" : settings.text(TikTokSettings.CONTENT_ID));
        this.contentType = list ? "product_group" : settings.text(TikTokSettings.CONTENT_TYPE);
        this.details = settings.flag(TikTokSettings.CONTENT_DETAILS);
        this.prices = prices;
    }

    /** One element without an id refuses the whole request (40002). */
    Map<String, Object> collect(List<String> warnings) {
        List<Map<String, Object>> contents =
                event.items().stream().map(this::content).flatMap(Optional::stream).toList();
        if (contents.size() < event.items().size()) {
            warnings.add("items without an id were left out of contents");
        }
        Map<String, Object> blocks = new LinkedHashMap<>();
        if (!contents.isEmpty()) {
            blocks.put("content_type", contentType);
            blocks.put("contents", contents);
        }
        return blocks;
    }

    private Optional<Map<String, Object>> content(Item item) {
        return item.id(idOrder).filter(id -> !id.isBlank()).map(id -> content(id, item));
    }

    private Map<String, Object> content(String id, Item item) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("content_id", id);
        if (details) {
            TikTokProperties.put(content, "content_name", item.name());
            TikTokProperties.put(content, "content_category", item.category());
            TikTokProperties.put(content, "brand", item.brand());
        }
        if (prices && item.price() != null && item.price().signum() >= 0) {
            content.put("price", item.price());
        }
        content.put("quantity", item.quantity());
        return content;
    }
}
