// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Tree;
import io.tracklayer.spi.identity.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares an order with what was known of it. Webhooks come in any order, more than once, and some
 * never: every step counts once, whichever message tells of it first, and only a message that is
 * newer than all before can tell of an edit.
 */
final class WooHistory {
    private static final String MODIFIED = "modified";
    private static final String CONTENT = "content";
    private static final String PLACED = "placed";
    private static final String CANCELLED_AT = "cancelled-at";

    /** More in one message would be an attack. */
    private static final int MOST_REFUNDS = 200;

    private static final int CONTENT_DIGITS = 32;

    private final WooMessage message;
    private final String key;
    private final WooNotes notes;
    private final WooStand stand;
    private final boolean sold;
    private final boolean renewal;
    private final boolean newest;

    /**
     * @param key under which the order is remembered
     */
    WooHistory(WooMessage message, String key) {
        this.message = message;
        this.key = key;
        this.notes = WooNotes.recall(message, key);
        this.stand = WooStand.of(message.body(), message.shop());
        this.renewal = WooOrigin.of(message.body()) == WooOrigin.RENEWAL;
        this.sold = renewal ? stand.paid() : stand.placed();
        this.newest = notes.time(MODIFIED).filter(at -> !message.modified().isAfter(at)).isEmpty();
    }

    /** What the message tells that was not known; at least one entry. */
    List<Decoded> news(WooOrderEvents events) {
        boolean old = notes.first("heard") && message.old();
        List<Decoded> news = new ArrayList<>();
        for (Observation happened : steps(events)) {
            news.add(new Decoded.Happened(happened));
        }
        remember();
        if (old) {
            return List.of(
                    new Decoded.Ignored(
                            "old_order",
                            "The order is older than \"oldest\" and was not heard of before. What changes from now on is passed on."));
        }
        return news.isEmpty() ? List.of(nothing()) : news;
    }

    private List<Observation> steps(WooOrderEvents events) {
        List<Observation> steps = new ArrayList<>();
        boolean knownAsPlaced = notes.has(PLACED);
        if (sold && notes.first(PLACED)) {
            steps.add(renewal ? events.renewed() : events.placed());
        }
        if (stand.paid() && notes.first("paid") && !renewal) {
            steps.add(events.paid());
        }
        if (stand.completed() && notes.first("fulfilled")) {
            steps.add(events.fulfilled());
        }
        if (knownAsPlaced && newest && edited()) {
            steps.add(events.edited());
        }
        cancelled().map(events::cancelled).ifPresent(steps::add);
        if (notes.has(PLACED)) {
            refunds(events, steps);
        }
        return steps;
    }

    /** An order that was cancelled before it counted as placed is no cancelled order. */
    private Optional<Instant> cancelled() {
        if (stand.cancelled() && !notes.has(CANCELLED_AT)) {
            notes.note(CANCELLED_AT, message.modified().toString());
        } else if (newest && stand.alive()) {
            // e.g. paid after the shop gave up waiting: what was cancelled goes on
            notes.drop(CANCELLED_AT);
        }
        Optional<Instant> at = notes.time(CANCELLED_AT);
        boolean news = at.isPresent() && notes.has(PLACED) && notes.first("cancelled");
        return at.filter(known -> news);
    }

    /** A webhook lists all refunds of the order. Only old webhooks list none. */
    private void refunds(WooOrderEvents events, List<Observation> steps) {
        List<Tree> listed = message.body().each("/refunds");
        for (Tree refund : listed.subList(0, Math.min(MOST_REFUNDS, listed.size()))) {
            Optional<String> id = WooText.id(refund, "/id");
            if (id.isPresent() && message.first(key + ":refund:" + id.get())) {
                Optional.of(refund)
                        .filter(entry -> !notes.has("refunded") && !gaveNothing(entry))
                        .map(entry -> events.refunded(entry, id.get()))
                        .ifPresent(steps::add);
            }
        }
        if (stand.refunded() && listed.isEmpty() && notes.first("refunded")) {
            steps.add(events.refundedInFull());
        }
    }

    private static boolean gaveNothing(Tree refund) {
        return WooMoney.number(refund, "/total").filter(sum -> sum.signum() == 0).isPresent();
    }

    private boolean edited() {
        return notes.find(CONTENT).filter(known -> !known.equals(content())).isPresent();
    }

    private void remember() {
        if (newest) {
            notes.note(MODIFIED, message.modified().toString());
            notes.note(CONTENT, content());
        }
        notes.keep(message.memory(), key);
    }

    /** What is sold for how much; a refund changes neither. */
    private String content() {
        StringBuilder text = new StringBuilder();
        WooText.at(message.body(), "/total").ifPresent(text::append);
        for (Tree line : message.body().each("/line_items")) {
            text.append('\n');
            for (String member : List.of("/product_id", "/variation_id", "/quantity", "/total")) {
                text.append(WooText.at(line, member).orElse("")).append(' ');
            }
        }
        return Sha256.of(text.toString()).hex().substring(0, CONTENT_DIGITS);
    }

    private Decoded nothing() {
        return notes.has(PLACED)
                ? new Decoded.Ignored("nothing_new", "Everything the order says was known before.")
                : new Decoded.Ignored(
                        "not_placed",
                        "The order is a draft, waits for its payment, or failed. It counts once its status is on-hold, processing or completed.");
    }
}
