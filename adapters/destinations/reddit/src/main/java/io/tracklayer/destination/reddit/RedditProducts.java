// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of a cart or order within {@code metadata}. */
final class RedditProducts {
    private static final Map<String, String[]> ID_ORDER =
            Map.of(
                    "variant", new String[] {"variant", "product", "sku"},
                    "product", new String[] {"product", "variant", "sku"},
                    "sku", new String[] {"sku", "variant", "product"});

    private final Event event;
    private final String[] idOrder;
    private final boolean details;
    private final boolean prices;

    /** Creates it; prices are shown where the event's money is, for they have its currency. */
    RedditProducts(Event event, Settings settings, boolean prices) {
        this.event = event;
        this.idOrder = ID_ORDER.get(settings.text(RedditSettings.CONTENT_ID));
        this.details = settings.flag(RedditSettings.CONTENT_DETAILS);
        this.prices = prices;
    }

    /** Pieces in all lines, empty when no line is known or Reddit's integer is too small. */
    Optional<Long> count() {
        return event.items().stream().map(Item::quantity).reduce(Long::sum).filter(this::fits);
    }

    List<Map<String, Object>> collect(List<String> warnings) {
        List<Map<String, Object>> products =
                event.items().stream().flatMap(item -> product(item).stream()).toList();
        if (products.size() < event.items().size()) {
            warnings.add("items without an id were left out of products");
        }
        return products;
    }

    private Optional<Map<String, Object>> product(Item item) {
        return item.id(idOrder).filter(id -> !id.isBlank()).map(id -> product(id, item));
    }

    private Map<String, Object> product(String id, Item item) {
        Map<String, Object> product = new LinkedHashMap<>();
        product.put("id", id);
        if (details) {
            put(product, "name", item.name());
            put(product, "category", item.category());
        }
        if (fits(item.quantity())) {
            product.put("quantity", item.quantity());
        }
        if (prices && item.price() != null && item.price().signum() >= 0) {
            product.put("item_price", item.price());
        }
        return product;
    }

    private boolean fits(long pieces) {
        return pieces <= Integer.MAX_VALUE;
    }

    private static void put(Map<String, Object> product, String name, String text) {
        if (text != null && !text.isBlank()) {
            product.put(name, text);
        }
    }
}
