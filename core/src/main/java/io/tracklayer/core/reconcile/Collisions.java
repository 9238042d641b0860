// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.CollisionRow.Kind;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.spi.Event;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds what a copy contradicts.
 *
 * @param seq the number the copy's event has if it becomes one
 */
record Collisions(UnitOfWork unit, Accepted copy, long seq) {

    /** Of a copy whose event id belongs to an event of another order, and which becomes its own. */
    List<CollisionRow> apartFrom(StoredEvent idOwner) {
        return List.of(reused(seq, idOwner));
    }

    /** Of a copy that joins an event by the order, wherever its event id points. */
    List<CollisionRow> joining(StoredEvent known, Optional<StoredEvent> idOwner) {
        Optional<CollisionRow> reused =
                idOwner.filter(owner -> owner.seq() != known.seq())
                        .filter(owner -> otherOrder(owner, copy.event()))
                        // else it was found when the known event came with this id
                        .filter(owner -> !known.event().eventId().equals(copy.event().eventId()))
                        .map(owner -> reused(known.seq(), owner));
        return Stream.of(twoIds(known), reused).flatMap(Optional::stream).toList();
    }

    static boolean otherOrder(StoredEvent known, Event event) {
        Optional<String> order = event.orderId();
        Optional<String> before = known.event().orderId();
        return order.isPresent() && before.isPresent() && !order.equals(before);
    }

    private Optional<CollisionRow> twoIds(StoredEvent known) {
        String stated = Sightings.of(seq, copy).eventId();
        String before = Sightings.known(unit, known).eventId();
        return stated.isEmpty() || before.isEmpty() || stated.equals(before)
                ? Optional.empty()
                : Optional.of(
                        row(
                                Kind.ORDER_WITH_TWO_EVENT_IDS,
                                copy.event().orderId().orElse(""),
                                before,
                                stated,
                                known.seq(),
                                0));
    }

    private CollisionRow reused(long eventSeq, StoredEvent idOwner) {
        return row(
                Kind.EVENT_ID_REUSED,
                copy.event().eventId(),
                idOwner.event().orderId().orElse(""),
                copy.event().orderId().orElse(""),
                eventSeq,
                idOwner.seq());
    }

    private CollisionRow row(
            Kind kind, String shared, String first, String second, long eventSeq, long otherSeq) {
        Event event = copy.event();
        return new CollisionRow(
                seq,
                kind,
                event.merchant(),
                event.store(),
                event.receivedAt(),
                shared,
                first,
                second,
                eventSeq,
                otherSeq);
    }
}
