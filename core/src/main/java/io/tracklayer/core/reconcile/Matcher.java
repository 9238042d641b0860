// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.evidence.UnitOfWork.KeyOwner;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.spi.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds the event an observation is a copy of, and remembers the keys of new ones: message id first
 * (a repetition adds nothing), then event id, then order id for purchase-like events, then the
 * checkout of a purchase when one of the two copies does not know its order. Same event id on two
 * different orders is a collision: the order id decides, so they stay two events.
 */
public final class Matcher {
    /**
     * Senders such as Shopify retry one message for hours; its id is remembered twice as long as a
     * day.
     */
    public static final Duration MESSAGE_WINDOW = Duration.ofHours(48);

    /** Matches and claims the keys; within one unit of work on one thread, so it is exact. */
    public Match match(
            UnitOfWork unit,
            Accepted copied,
            List<DedupKey> messages,
            long eventSeq,
            Windows windows) {
        Event event = copied.event();
        Instant now = event.receivedAt();
        for (DedupKey message : messages) {
            Optional<KeyOwner> seen = unit.findKey(message, now.minus(MESSAGE_WINDOW));
            if (seen.isPresent()) {
                return new Match.Repetition(seen.get().eventSeq(), message);
            }
        }
        Match match = byContent(new Collisions(unit, copied, eventSeq), windows);
        long owner = match instanceof Match.Copy copy ? copy.eventSeq() : eventSeq;
        messages.forEach(message -> unit.putKey(message, owner, now));
        claim(unit, DedupKey.eventId(event), owner, now, windows.of(event.name()));
        DedupKey.orderId(event)
                .ifPresent(order -> claim(unit, order, owner, now, windows.ofOrders()));
        DedupKey.checkout(event)
                .ifPresent(checkout -> claim(unit, checkout, owner, now, windows.ofOrders()));
        return match;
    }

    private static Match byContent(Collisions collisions, Windows windows) {
        UnitOfWork unit = collisions.unit();
        Event event = collisions.copy().event();
        DedupKey idKey = DedupKey.eventId(event);
        Optional<StoredEvent> byId =
                owner(unit, idKey, event.receivedAt().minus(windows.of(event.name())));
        Optional<DedupKey> orderKey = DedupKey.orderId(event);
        Instant notBefore = event.receivedAt().minus(windows.ofOrders());
        Optional<StoredEvent> byOrder = orderKey.flatMap(key -> owner(unit, key, notBefore));
        if (byOrder.isPresent()) {
            return new Match.Copy(
                    byOrder.get().seq(), orderKey.get(), collisions.joining(byOrder.get(), byId));
        }
        if (byId.isEmpty()) {
            return byCheckout(collisions, notBefore);
        }
        return Collisions.otherOrder(byId.get(), event)
                ? new Match.First(collisions.apartFrom(byId.get()))
                : new Match.Copy(byId.get().seq(), idKey, List.of());
    }

    /** Two orders of one checkout stay two events. */
    private static Match byCheckout(Collisions collisions, Instant notBefore) {
        Event event = collisions.copy().event();
        Optional<DedupKey> key = DedupKey.checkout(event);
        Optional<StoredEvent> known =
                key.flatMap(checkout -> owner(collisions.unit(), checkout, notBefore))
                        .filter(other -> !Collisions.otherOrder(other, event))
                        .filter(
                                other ->
                                        other.event().orderId().isEmpty()
                                                || event.orderId().isEmpty());
        return known.isEmpty()
                ? new Match.First()
                : new Match.Copy(
                        known.get().seq(), key.get(), collisions.joining(known.get(), known));
    }

    private static Optional<StoredEvent> owner(UnitOfWork unit, DedupKey key, Instant notBefore) {
        return unit.findKey(key, notBefore)
                .map(owner -> unit.findEvent(owner.eventSeq()).orElseThrow());
    }

    /** The first owner of a key keeps it for the window. */
    private static void claim(
            UnitOfWork unit, DedupKey key, long owner, Instant now, Duration window) {
        if (unit.findKey(key, now.minus(window)).isEmpty()) {
            unit.putKey(key, owner, now);
        }
    }
}
