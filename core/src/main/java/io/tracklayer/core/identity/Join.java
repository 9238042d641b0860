// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Why two persons are one: an event showed a key of each.
 *
 * @param id made of the number of the message, so that a rebuilt store numbers alike
 * @param at when the event happened
 * @param by the key people would name as the reason
 * @param with the other key the event showed
 * @param one the person of the event's strongest key
 * @param other the person that was joined to it
 * @param source whose event it was, e.g. {@code shopify}
 * @param undo who took it back, or null
 */
public record Join(
        long id,
        Instant at,
        IdentityKey by,
        IdentityKey with,
        long one,
        long other,
        String eventId,
        String source,
        Undo undo) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    /**
     * That an operator took a join back.
     *
     * @param since number of the record: keys first seen later may join the same persons again
     */
    public record Undo(long since, Instant at, String by) {}

    /** Whether it no longer holds. */
    public Optional<Undo> undone() {
        return Optional.ofNullable(undo);
    }

    /** The person at the other end. */
    long across(long person) {
        return person == one ? other : one;
    }

    Join undone(Undo by) {
        return new Join(id, at, this.by, with, one, other, eventId, source, by);
    }

    /**
     * As a sentence, e.g. {@code joined by checkout_token 5f70… at 2026-10-31 12:04:31 (event
     * ord_1_purchase, shopify)}.
     */
    public String sentence() {
        return "joined by "
                + by
                + " at "
                + TIME.format(at)
                + " (event "
                + eventId
                + ", "
                + source
                + ")"
                + undone().map(u -> ", undone at " + TIME.format(u.at()) + " by " + u.by())
                        .orElse("");
    }
}
