// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import static java.util.Map.entry;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An item of a hit: {@code id41327~nmLinen shirt~pr49.95~qt2}, each part a key of two characters
 * and its value. A tilde within a value is doubled.
 */
final class ItemText {
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    entry("id", "item_id"),
                    entry("nm", "item_name"),
                    entry("br", "item_brand"),
                    entry("ca", "item_category"),
                    entry("c2", "item_category2"),
                    entry("c3", "item_category3"),
                    entry("c4", "item_category4"),
                    entry("c5", "item_category5"),
                    entry("va", "item_variant"),
                    entry("pr", "price"),
                    entry("qt", "quantity"),
                    entry("cp", "coupon"),
                    entry("ds", "discount"));

    /** Stands for a doubled tilde while single ones separate; no text may carry it. */
    private static final String DOUBLED = "\uFFFF";

    private ItemText() {}

    static Map<String, Object> read(String text) {
        Map<String, Object> item = new LinkedHashMap<>();
        for (String part : text.replace("~~", DOUBLED).split("~")) {
            if (part.length() > 2 && NAMES.containsKey(part.substring(0, 2))) {
                item.put(NAMES.get(part.substring(0, 2)), part.substring(2).replace(DOUBLED, "~"));
            }
        }
        return item;
    }
}
