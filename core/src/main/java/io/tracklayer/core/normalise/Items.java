// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import io.tracklayer.spi.Item;
import io.tracklayer.spi.Tree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Cart and order lines. */
final class Items {
    private static final int MOST = 1_000;

    private Items() {}

    /**
     * Reads lines whose members are named like the components of {@link Item}.
     *
     * @param notes takes a sentence for everything that was left out
     */
    static List<Item> of(Object raw, Optional<Currency> currency, Consumer<String> notes) {
        if (!(raw instanceof List)) {
            notes.accept("items: not a list of lines, left out");
        }
        List<Tree> lines = Tree.root(Map.of("lines", raw)).each("/lines");
        List<Item> items = new ArrayList<>();
        for (Tree line : lines.subList(0, Math.min(MOST, lines.size()))) {
            Optional<Long> quantity = quantity(line);
            if (line.members().isEmpty()) {
                notes.accept(leftOut(line, "is not an object with a line's members"));
            } else if (quantity.isEmpty()) {
                notes.accept(leftOut(line, "has no usable quantity"));
            } else if (quantity.get() > 0) {
                items.add(item(line, quantity.get(), currency));
            }
        }
        if (lines.size() > MOST) {
            notes.accept(
                    "items: only the first " + MOST + " of " + lines.size() + " lines were kept");
        }
        return items;
    }

    private static String leftOut(Tree line, String why) {
        return "items: line "
                + line.origin().replaceAll("\\D", "")
                + " "
                + why
                + " and was left out";
    }

    private static Item item(Tree line, long quantity, Optional<Currency> currency) {
        return new Item(
                text(line, "/variantId"),
                text(line, "/productId"),
                text(line, "/sku"),
                text(line, "/name"),
                text(line, "/variant"),
                text(line, "/brand"),
                text(line, "/category"),
                price(line, "/price", currency),
                quantity,
                price(line, "/discount", currency),
                text(line, "/coupon"),
                line.text("/position")
                        .filter(p -> p.matches("\\d{1,9}"))
                        .map(Long::valueOf)
                        .orElse(null),
                text(line, "/url"),
                text(line, "/imageUrl"));
    }

    private static Optional<Long> quantity(Tree line) {
        Optional<Object> raw = line.find("/quantity");
        if (raw.isEmpty()) {
            return Optional.of(1L);
        }
        return Texts.scalar(raw.get())
                .filter(q -> q.matches("\\d{1,9}(\\.0+)?"))
                .map(q -> Long.parseLong(q.split("\\.")[0]));
    }

    private static BigDecimal price(Tree line, String pointer, Optional<Currency> currency) {
        return currency.flatMap(
                        known -> line.find(pointer).flatMap(raw -> Amounts.unitPrice(raw, known)))
                .orElse(null);
    }

    private static String text(Tree line, String pointer) {
        return line.find(pointer)
                .flatMap(Texts::scalar)
                .map(Texts::text)
                .filter(Canonical::usable)
                .map(found -> (String) found.value())
                .orElse(null);
    }
}
