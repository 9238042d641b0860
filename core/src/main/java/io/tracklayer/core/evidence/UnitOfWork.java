// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import io.tracklayer.core.consent.ConsentRecords;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.Inquiry;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.delivery.Streak;
import io.tracklayer.core.identity.IdentityRecords;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.reconcile.DedupKey;
import io.tracklayer.core.replay.ReplayRecords;
import io.tracklayer.spi.SourceMemory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One transaction of the writer: it sees its own changes, and nothing of it is visible to readers
 * before the commit.
 */
public interface UnitOfWork {

    /**
     * The event a dedup key points to and when the key was first seen; older sightings than {@code
     * notBefore} do not count.
     */
    Optional<KeyOwner> findKey(DedupKey key, Instant notBefore);

    /** Points a dedup key at an event, replacing an expired sighting. */
    void putKey(DedupKey key, long eventSeq, Instant firstSeen);

    /** Keeps an inbound request. */
    void insertArrival(long offset, Arrival arrival);

    /** An inbound request, while it is kept. */
    Optional<Arrival> findArrival(long offset);

    /** Keeps less of the headers and the address of an inbound request than before. */
    void updateArrival(long offset, Arrival arrival);

    /** Keeps what became of one message of an inbound request. */
    void insertObservation(ObservationRow observation);

    /** What became of the messages of a request, in their order. */
    List<ObservationRow> observationsAt(long arrivalOffset);

    /** Replaces what became of a message. */
    void updateObservation(ObservationRow observation);

    /**
     * Events with that event id or order id, of any merchant and name, latest first, at most a few;
     * an empty id is nobody's.
     */
    List<StoredEvent> findEvents(String eventOrOrderId);

    /** Reads an event for merging. */
    Optional<StoredEvent> findEvent(long seq);

    /** Keeps a new event. */
    void insertEvent(StoredEvent event);

    /** Replaces an event after a merge. */
    void updateEvent(StoredEvent event);

    /**
     * Says that the record at that offset changed what belongs to an event and not the event
     * itself; does nothing when the event is gone.
     */
    default void touchEvent(long seq, long offset) {
        findEvent(seq).ifPresent(event -> updateEvent(event.changedAt(offset)));
    }

    /** Keeps the evidence of a merge. */
    void insertMerge(MergeRow merge);

    /** Keeps a collision; the same one between the same events is kept once. */
    void insertCollision(CollisionRow collision);

    /** Who saw a purchase-like event, as far as it was kept. */
    Optional<Sighting> findSighting(long eventSeq);

    /** Keeps or replaces who saw a purchase-like event, and counts it for its day. */
    void putSighting(Sighting sighting);

    /** All deliveries of an event. */
    List<Delivery> deliveriesOf(long eventSeq);

    /** One delivery. */
    Optional<Delivery> findDelivery(long eventSeq, String destination);

    /** The nearest earlier pending delivery of an order to a destination. */
    Optional<Delivery> findEarlierOpen(String destination, String orderId, long beforeSeq);

    /** The nearest later pending delivery of an order to a destination. */
    Optional<Delivery> findNextOpen(String destination, String orderId, long afterSeq);

    /** Keeps a new delivery. */
    void insertDelivery(Delivery delivery);

    /** Replaces a delivery. */
    void updateDelivery(Delivery delivery);

    /** Keeps an attempt and the deliveries it carried. */
    void insertAttempt(String destination, Attempt attempt, List<Long> eventSeqs);

    /** Keeps or replaces an inquiry, or removes it when it is over. */
    void putInquiry(String destination, Inquiry inquiry);

    /** Sets or, with empty, ends the pause of a destination. */
    void putPause(String destination, Optional<Pause> pause);

    /** The pause a destination is in. */
    Optional<Pause> findPause(String destination);

    /** Sets or, with empty, ends the pause an operator ordered for a destination. */
    void putOrderedPause(String destination, Optional<Pause> pause);

    /** The open incident of a cause. */
    Optional<Incident> findOpenIncident(Incident.Kind kind, String cause);

    /** Keeps or replaces an incident. */
    void putIncident(Incident incident);

    /** The latest requests of a destination that failed in a row. */
    Optional<Streak> findStreak(String destination);

    /** Keeps or replaces the streak of a destination. */
    void putStreak(String destination, Streak streak);

    /** What is remembered of visitors, as part of this transaction. */
    ConsentRecords consents();

    /** What is remembered of persons, as part of this transaction. */
    IdentityRecords identities();

    /**
     * What a source remembers of a store, as part of this transaction.
     *
     * @param now when what it remembers counts as written
     */
    SourceMemory memory(String store, String source, Instant now);

    /** Replays and the audit trail, as part of this transaction. */
    ReplayRecords replays();

    /**
     * Makes everything visible together with the offset.
     *
     * @param nextOffset the first journal offset not applied by this unit
     */
    void commit(long nextOffset);

    /** Undoes everything since {@link EvidenceStore#begin}. */
    void rollback();

    /** Marks a point to return to when one record of the unit turns out to be poison. */
    Object savepoint();

    /** Undoes everything since the point. */
    void rollbackTo(Object savepoint);

    /** The event behind a dedup key. */
    record KeyOwner(long eventSeq, Instant firstSeen) {}
}
