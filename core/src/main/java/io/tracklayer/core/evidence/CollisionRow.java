// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Two copies that contradict each other about an id. The order id decides; the contradiction is
 * kept, because platforms that know only event ids decide otherwise.
 *
 * @param seq number of the message that showed it: what its event number is, or would have been
 * @param shared the value both have: the event id of two orders, or the order id of two event ids
 * @param first what came first: an order id, or an event id
 * @param second what came later
 * @param eventSeq the event the later copy became or joined
 * @param otherEventSeq the event the id belonged to before, 0 when both copies are one event
 */
public record CollisionRow(
        long seq,
        Kind kind,
        String merchant,
        String store,
        Instant at,
        String shared,
        String first,
        String second,
        long eventSeq,
        long otherEventSeq) {

    /** The events concerned, the later first. */
    public List<Long> events() {
        return LongStream.of(eventSeq, otherEventSeq).filter(event -> event != 0).boxed().toList();
    }

    /** What happened, what was done and what to do, for the merchant. */
    public String sentence() {
        return kind == Kind.EVENT_ID_REUSED
                ? "Orders \"%s\" and \"%s\" came with the same event id \"%s\". The order number decides, so both count. A platform that removes duplicates by event id may drop one: make a new event id for every order."
                        .formatted(first, second, shared)
                : "Order \"%s\" came with two event ids, \"%s\" and \"%s\". The order number decides, so it counts once. A platform that is also told by its own pixel may count it twice: send the same event id from page and server."
                        .formatted(shared, first, second);
    }

    /** What contradicts what. */
    public enum Kind {
        /** Two orders share an event id; they stay two events. */
        EVENT_ID_REUSED,
        /** The copies of one order carry different event ids; they are one event. */
        ORDER_WITH_TWO_EVENT_IDS;

        /** The spelling in JSON and the database. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
