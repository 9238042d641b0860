// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.evidence.UnitOfWork.KeyOwner;
import io.tracklayer.spi.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds the event an observation is a copy of, and remembers the keys of new ones: message id first
 * (a repetition adds nothing), then event id, then order id for purchase-like events. Same event id
 * on two different orders is a collision: the order id decides, so they stay two events.
 */
public final class Matcher {
    /**
     * Senders such as Shopify retry one message for hours; its id is remembered twice as long as a
     * day.
     */
    private static final Duration MESSAGE_WINDOW = Duration.ofHours(48);

    /** Matches and claims the keys; within one unit of work on one thread, so it is exact. */
    public Match match(
            UnitOfWork unit, Event event, List<DedupKey> messages, long eventSeq, Duration window) {
        Instant now = event.receivedAt();
        for (DedupKey message : messages) {
            Optional<KeyOwner> seen = unit.findKey(message, now.minus(MESSAGE_WINDOW));
            if (seen.isPresent()) {
                return new Match.Repetition(seen.get().eventSeq(), message);
            }
        }
        Match match = byContent(unit, event, now.minus(window));
        long owner = match instanceof Match.Copy copy ? copy.eventSeq() : eventSeq;
        messages.forEach(message -> unit.putKey(message, owner, now));
        claim(unit, DedupKey.eventId(event), owner, now, window);
        DedupKey.orderId(event).ifPresent(order -> claim(unit, order, owner, now, window));
        return match;
    }

    private static Match byContent(UnitOfWork unit, Event event, Instant notBefore) {
        DedupKey idKey = DedupKey.eventId(event);
        Optional<KeyOwner> byId = unit.findKey(idKey, notBefore);
        Optional<DedupKey> orderKey = DedupKey.orderId(event);
        Optional<KeyOwner> byOrder = orderKey.flatMap(key -> unit.findKey(key, notBefore));
        if (byOrder.isPresent()) {
            return new Match.Copy(
                    byOrder.get().eventSeq(),
                    orderKey.get(),
                    differentIds(unit, byOrder.get(), event));
        }
        if (byId.isEmpty()) {
            return new Match.First();
        }
        Optional<String> order = event.orderId();
        Optional<String> known =
                unit.findEvent(byId.get().eventSeq()).flatMap(stored -> stored.event().orderId());
        boolean otherOrder = order.isPresent() && known.isPresent() && !order.equals(known);
        return otherOrder ? new Match.First() : new Match.Copy(byId.get().eventSeq(), idKey, "");
    }

    private static String differentIds(UnitOfWork unit, KeyOwner owner, Event event) {
        return unit.findEvent(owner.eventSeq())
                .map(StoredEvent::event)
                .map(Event::eventId)
                .filter(known -> !known.equals(event.eventId()))
                .map(
                        known ->
                                "one order with two event ids: \""
                                        + known
                                        + "\" and \""
                                        + event.eventId()
                                        + "\"")
                .orElse("");
    }

    /** The first owner of a key keeps it for the window. */
    private static void claim(
            UnitOfWork unit, DedupKey key, long owner, Instant now, Duration window) {
        if (unit.findKey(key, now.minus(window)).isEmpty()) {
            unit.putKey(key, owner, now);
        }
    }
}
