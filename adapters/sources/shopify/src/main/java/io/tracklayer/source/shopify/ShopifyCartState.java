// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a cart held at some time.
 *
 * @param pieces by variant id
 */
record ShopifyCartState(Instant at, Map<String, Long> pieces) {
    private static final BigDecimal MOST = new BigDecimal(1_000_000);

    static ShopifyCartState of(Tree cart, Instant at) {
        Map<String, Long> pieces = new TreeMap<>();
        for (Tree line : cart.each("/line_items")) {
            ShopifyText.id(line, "/variant_id", "/id")
                    .ifPresent(variant -> pieces.merge(variant, count(line), Long::sum));
        }
        pieces.values().removeIf(none -> none == 0);
        return new ShopifyCartState(at, pieces);
    }

    static Optional<ShopifyCartState> recall(SourceMemory memory, String token) {
        return memory.recall("cart:" + token).map(ShopifyCartState::parse);
    }

    /** False when the cart holds more than can be remembered. */
    boolean remember(SourceMemory memory, String token) {
        StringBuilder text = new StringBuilder(at.toString());
        pieces.forEach((variant, count) -> text.append('\n').append(variant + "=" + count));
        boolean fits = text.length() <= SourceMemory.LONGEST_TEXT;
        if (fits) {
            memory.remember("cart:" + token, text.toString());
        }
        return fits;
    }

    /** How many pieces of each variant came or, below zero, went since then. */
    Map<String, Long> since(Optional<ShopifyCartState> before) {
        Map<String, Long> earlier = before.map(ShopifyCartState::pieces).orElse(Map.of());
        TreeSet<String> variants = new TreeSet<>(pieces.keySet());
        variants.addAll(earlier.keySet());
        Map<String, Long> changes = new TreeMap<>();
        for (String variant : variants) {
            long more = pieces.getOrDefault(variant, 0L) - earlier.getOrDefault(variant, 0L);
            if (more != 0) {
                changes.put(variant, more);
            }
        }
        return changes;
    }

    private static long count(Tree line) {
        return line.find("/quantity")
                .flatMap(ShopifyMoney::computable)
                .filter(pieces -> pieces.signum() > 0 && pieces.compareTo(MOST) <= 0)
                .map(BigDecimal::longValue)
                .orElse(0L);
    }

    private static ShopifyCartState parse(String text) {
        String[] lines = text.split("\n");
        Map<String, Long> pieces = new TreeMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] pair = lines[i].split("=");
            pieces.put(pair[0], Long.valueOf(pair[1]));
        }
        return new ShopifyCartState(Instant.parse(lines[0]), pieces);
    }
}
