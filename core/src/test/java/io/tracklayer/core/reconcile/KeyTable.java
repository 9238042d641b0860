// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.consent.ConsentRecords;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.Inquiry;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.delivery.Streak;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.Sighting;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.identity.IdentityRecords;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.replay.ReplayRecords;
import io.tracklayer.spi.SourceMemory;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of a unit of work that matching uses: dedup keys and the events they point to. */
final class KeyTable implements UnitOfWork {
    private final Map<DedupKey, KeyOwner> keys = new HashMap<>();
    private final Map<Long, StoredEvent> events = new HashMap<>();
    private final Map<Long, Sighting> sightings = new HashMap<>();

    @Override
    public Optional<KeyOwner> findKey(DedupKey key, Instant notBefore) {
        return Optional.ofNullable(keys.get(key))
                .filter(owner -> !owner.firstSeen().isBefore(notBefore));
    }

    @Override
    public void putKey(DedupKey key, long eventSeq, Instant firstSeen) {
        keys.put(key, new KeyOwner(eventSeq, firstSeen));
    }

    @Override
    public Optional<StoredEvent> findEvent(long seq) {
        return Optional.ofNullable(events.get(seq));
    }

    @Override
    public void insertEvent(StoredEvent event) {
        events.put(event.seq(), event);
    }

    @Override
    public Optional<Sighting> findSighting(long eventSeq) {
        return Optional.ofNullable(sightings.get(eventSeq));
    }

    @Override
    public void putSighting(Sighting sighting) {
        sightings.put(sighting.eventSeq(), sighting);
    }

    @Override
    public void insertCollision(CollisionRow collision) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void insertArrival(long offset, Arrival arrival) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Arrival> findArrival(long offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void updateArrival(long offset, Arrival arrival) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void insertObservation(ObservationRow observation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void updateEvent(StoredEvent event) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void insertMerge(MergeRow merge) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Delivery> deliveriesOf(long eventSeq) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Delivery> findDelivery(long eventSeq, String destination) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void insertDelivery(Delivery delivery) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void updateDelivery(Delivery delivery) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void insertAttempt(String destination, Attempt attempt, List<Long> eventSeqs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putInquiry(String destination, Inquiry inquiry) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putPause(String destination, Optional<Pause> pause) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putOrderedPause(String destination, Optional<Pause> pause) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Delivery> findEarlierOpen(String destination, String order, long before) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Delivery> findNextOpen(String destination, String order, long after) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Pause> findPause(String destination) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Incident> findOpenIncident(Incident.Kind kind, String cause) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putIncident(Incident incident) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Streak> findStreak(String destination) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putStreak(String destination, Streak streak) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void commit(long nextOffset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rollback() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object savepoint() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void rollbackTo(Object savepoint) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ConsentRecords consents() {
        throw new UnsupportedOperationException();
    }

    @Override
    public IdentityRecords identities() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ObservationRow> observationsAt(long arrivalOffset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void updateObservation(ObservationRow observation) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredEvent> findEvents(String eventOrOrderId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SourceMemory memory(String store, String source, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ReplayRecords replays() {
        throw new UnsupportedOperationException();
    }
}
