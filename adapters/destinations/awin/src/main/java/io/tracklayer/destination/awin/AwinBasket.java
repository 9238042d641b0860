// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of an order (Conversion API: basket). */
final class AwinBasket {
    private static final Map<String, String[]> ID_ORDER =
            Map.of(
                    "variant", new String[] {"variant", "product", "sku"},
                    "product", new String[] {"product", "variant", "sku"},
                    "sku", new String[] {"sku", "variant", "product"});

    private final Event event;
    private final Settings settings;
    private final String group;

    AwinBasket(Event event, Settings settings, String group) {
        this.event = event;
        this.settings = settings;
        this.group = group;
    }

    /** The lines that earn commission and of which Awin's four needs are known. */
    List<Map<String, Object>> collect(BigDecimal share, String currency, List<String> warnings) {
        List<Item> items =
                event.items().stream().filter(AwinAmount.commissioned(settings)).toList();
        int decimals = AwinAmount.decimals(currency);
        List<Map<String, Object>> lines =
                items.stream()
                        .map(item -> line(item, share, decimals))
                        .flatMap(Optional::stream)
                        .toList();
        if (lines.size() < items.size()) {
            warnings.add("lines without id, title or price were left out of the basket");
        }
        return lines;
    }

    private Optional<Map<String, Object>> line(Item item, BigDecimal share, int decimals) {
        Optional<String> id = item.id(ID_ORDER.get(settings.text(AwinSettings.ITEM_ID)));
        boolean priced = item.price() != null && item.price().signum() >= 0;
        if (id.filter(text -> !text.isBlank()).isEmpty() || blank(item.name()) || !priced) {
            return Optional.empty();
        }
        Map<String, Object> line = new LinkedHashMap<>();
        put(line, "id", id.get());
        put(line, "name", item.name());
        line.put("price", item.price().multiply(share).setScale(decimals, RoundingMode.HALF_UP));
        line.put("quantity", item.quantity());
        put(line, "sku", item.sku());
        put(line, "category", item.category());
        line.put("commissionGroupCode", group);
        return Optional.of(line);
    }

    /** A bar separates columns in the classic call, and Awin takes none in the other. */
    private static void put(Map<String, Object> line, String name, String text) {
        if (!blank(text)) {
            line.put(name, text.replace('|', '_').strip());
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
