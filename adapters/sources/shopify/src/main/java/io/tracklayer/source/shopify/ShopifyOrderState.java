// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.identity.Sha256;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the shop last told about an order, to tell an edit from the many other reasons for which
 * {@code orders/updated} is sent. Goods that went back and money that was returned are no edits:
 * the total before returns and the pieces before returns are compared.
 *
 * @param updated when the shop changed the order last
 * @param edited when an edit was last reported; the beginning of time for never
 * @param total the total before returns, empty when the webhook leaves it out
 * @param current the total as it is now, empty as soon as money went back
 * @param lines a digest of lines and pieces before returns, empty when the webhook leaves them out
 * @param value the total as reported, with its currency; both empty when not known
 */
record ShopifyOrderState(
        Instant updated,
        Instant edited,
        String total,
        String current,
        String lines,
        String value,
        String currency) {
    private static final int PARTS = 7;

    /** As the body tells it. */
    static ShopifyOrderState of(Tree order, ShopifyMoney money) {
        return new ShopifyOrderState(
                ShopifyText.instant(order, "/updated_at").orElse(Instant.EPOCH),
                Instant.EPOCH,
                total(order, money, "total_price"),
                ShopifyReturns.of(order).none() ? total(order, money, "current_total_price") : "",
                lines(order),
                money.number(order, "total_price").map(Object::toString).orElse(""),
                money.currency().length() == 3 ? money.currency() : "");
    }

    static Optional<ShopifyOrderState> recall(SourceMemory memory, String order) {
        return memory.recall("order:" + order)
                .map(text -> text.split("\n", -1))
                .filter(parts -> parts.length == PARTS)
                .map(
                        parts ->
                                new ShopifyOrderState(
                                        Instant.parse(parts[0]),
                                        Instant.parse(parts[1]),
                                        parts[2],
                                        parts[3],
                                        parts[4],
                                        parts[5],
                                        parts[6]));
    }

    void remember(SourceMemory memory, String order) {
        memory.remember(
                "order:" + order,
                String.join(
                        "\n",
                        updated.toString(),
                        edited.toString(),
                        total,
                        current,
                        lines,
                        value,
                        currency));
    }

    ShopifyOrderState editedAt(Instant time) {
        return new ShopifyOrderState(updated, time, total, current, lines, value, currency);
    }

    /** Whether total or lines differ; what one of the two does not tell is not compared. */
    boolean differsFrom(ShopifyOrderState before) {
        return differ(total, before.total)
                || differ(current, before.current)
                || differ(lines, before.lines);
    }

    private static String total(Tree order, ShopifyMoney money, String name) {
        return money.number(order, name)
                .map(total -> total.stripTrailingZeros().toPlainString())
                .orElse("");
    }

    private static boolean differ(String one, String other) {
        return !one.isEmpty() && !other.isEmpty() && !one.equals(other);
    }

    private static String lines(Tree order) {
        TreeMap<String, String> pieces = new TreeMap<>();
        ShopifyReturns returns = ShopifyReturns.of(order);
        for (Tree line : order.each("/line_items")) {
            Optional<String> id = ShopifyText.id(line, "/id");
            Optional<String> ordered = returns.before(line);
            if (id.isEmpty() || ordered.isEmpty()) {
                return "";
            }
            if (!ordered.get().equals("0")) {
                pieces.put(id.get(), ordered.get());
            }
        }
        return pieces.isEmpty() ? "" : Sha256.of(pieces.toString()).hex().substring(0, 32);
    }
}
