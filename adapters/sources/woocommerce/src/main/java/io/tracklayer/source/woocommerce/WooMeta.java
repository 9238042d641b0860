// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.Tree;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code meta_data} of an order, where plugins keep what they know.
 *
 * @param values value per lower-case key; the first of a key counts
 */
record WooMeta(Map<String, Tree> values) {

    static WooMeta of(Tree order) {
        Map<String, Tree> values = new LinkedHashMap<>();
        for (Tree entry : order.each("/meta_data")) {
            WooText.at(entry, "/key")
                    .map(key -> key.toLowerCase(Locale.ROOT))
                    .ifPresent(key -> values.putIfAbsent(key, entry.at("/value")));
        }
        return new WooMeta(values);
    }

    Optional<Tree> find(String key) {
        return Optional.ofNullable(values.get(key)).filter(value -> value.node() != null);
    }

    Optional<String> text(String key) {
        return find(key).flatMap(value -> WooText.of(value.node()));
    }
}
