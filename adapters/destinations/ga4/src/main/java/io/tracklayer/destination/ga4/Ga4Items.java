// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.Item;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The {@code items} of an event. */
final class Ga4Items {
    private static final int MOST = 200;
    private static final int MOST_CATEGORIES = 5;

    private final String[] idPreference;
    private final int textLimit;
    private final List<String> warnings;

    Ga4Items(Settings settings, List<String> warnings) {
        this.idPreference =
                new String[] {settings.text(Ga4Settings.ITEM_ID), "variant", "product", "sku"};
        this.textLimit = Ga4Settings.textLimit(settings);
        this.warnings = warnings;
    }

    List<Map<String, Object>> of(List<Item> items) {
        List<Item> named =
                items.stream()
                        .filter(item -> item.id(idPreference).isPresent() || hasName(item))
                        .toList();
        if (named.size() < items.size()) {
            warnings.add("items without id and name were left out: GA4 takes neither");
        }
        if (named.size() > MOST) {
            warnings.add(
                    "only the first 200 of " + named.size() + " items were sent; value covers all");
        }
        return named.stream().limit(MOST).map(this::item).toList();
    }

    private Map<String, Object> item(Item item) {
        Ga4Block block = new Ga4Block("items.", textLimit, warnings);
        item.id(idPreference).ifPresent(id -> block.text("item_id", id));
        text(block, "item_name", item.name());
        text(block, "coupon", item.coupon());
        amount(block, "discount", item.discount());
        block.put("index", item.position());
        text(block, "item_brand", item.brand());
        categories(block, item.category());
        text(block, "item_variant", item.variant());
        amount(block, "price", item.price());
        block.put("quantity", item.quantity());
        return block.tree();
    }

    /** A path such as {@code Women > Shirts} fills item_category, item_category2 and so on. */
    private static void categories(Ga4Block block, String path) {
        if (path == null) {
            return;
        }
        String[] levels = path.split(">");
        for (int level = 0; level < Math.min(levels.length, MOST_CATEGORIES); level++) {
            text(block, "item_category" + (level == 0 ? "" : level + 1), levels[level].strip());
        }
    }

    private static boolean hasName(Item item) {
        return item.name() != null && !item.name().isBlank();
    }

    private static void amount(Ga4Block block, String name, BigDecimal amount) {
        if (amount != null && amount.signum() < 0) {
            block.warn("items." + name + " was left out where it is negative");
        } else {
            block.put(name, amount);
        }
    }

    private static void text(Ga4Block block, String name, String value) {
        if (value != null) {
            block.text(name, value);
        }
    }
}
