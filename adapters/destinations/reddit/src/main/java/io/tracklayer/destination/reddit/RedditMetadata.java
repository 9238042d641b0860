// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The block {@code metadata}. */
final class RedditMetadata {
    private static final Set<String> VALUED =
            Set.of("PURCHASE", "ADD_TO_CART", "ADD_TO_WISHLIST", "LEAD", "SIGN_UP", "CUSTOM");
    private static final Set<String> COUNTED =
            Set.of("PURCHASE", "ADD_TO_CART", "ADD_TO_WISHLIST", "CUSTOM");

    /** Reddit knows no refund; money on one would be counted as revenue. */
    private static final Set<EventName> WITHOUT_MONEY =
            Set.of(EventName.ORDER_REFUNDED, EventName.ORDER_CANCELLED);

    private final Event event;
    private final Settings settings;
    private final String type;
    private final List<String> warnings;
    private final Map<String, Object> data = new LinkedHashMap<>();

    RedditMetadata(Event event, Settings settings, String type, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.type = type;
        this.warnings = warnings;
    }

    /**
     * The block.
     *
     * @param conversionId what the browser's copy is recognised by
     */
    Map<String, Object> collect(String conversionId) {
        boolean money = !WITHOUT_MONEY.contains(event.name());
        data.put("conversion_id", conversionId);
        if (settings.flag(RedditSettings.ORDER_ID)) {
            event.orderId().ifPresent(id -> data.put("order_id", id));
        }
        if (money && VALUED.contains(type)) {
            money();
        }
        RedditProducts products = new RedditProducts(event, settings, data.containsKey("value"));
        if (money && COUNTED.contains(type)) {
            products.count().ifPresent(count -> data.put("item_count", count));
        }
        List<Map<String, Object>> list = products.collect(warnings);
        if (!list.isEmpty()) {
            data.put("products", list);
        }
        return data;
    }

    private void money() {
        Optional<BigDecimal> value = value();
        if (value.isEmpty()) {
            return;
        }
        if (value.get().signum() < 0 || event.currency().isEmpty()) {
            warnings.add("value was left out: it is negative or has no currency");
            return;
        }
        data.put("currency", event.currency().get());
        data.put("value", value.get());
    }

    private Optional<BigDecimal> value() {
        Optional<BigDecimal> given = event.value();
        return given.isEmpty() && event.name() == EventName.PRODUCT_ADDED_TO_CART
                ? lineTotals()
                : given;
    }

    private Optional<BigDecimal> lineTotals() {
        return event.items().stream()
                .map(Item::lineTotal)
                .reduce((one, other) -> one.flatMap(left -> other.map(left::add)))
                .flatMap(total -> total);
    }
}
