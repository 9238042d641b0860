// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.consent.ConsentRecords;
import io.tracklayer.core.consent.StoredConsent;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.Inquiry;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.delivery.Streak;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.evidence.Sighting;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.identity.IdentityRecords;
import io.tracklayer.core.identity.MemoryIdentities;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.reconcile.DedupKey;
import io.tracklayer.core.replay.AuditEntry;
import io.tracklayer.core.replay.Replay;
import io.tracklayer.core.replay.ReplayRecords;
import io.tracklayer.spi.SourceMemory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The writer's side of the evidence, in memory: rows, commits, rollbacks and savepoints. */
final class MemoryStore implements EvidenceStore {
    Rows committed = new Rows();
    final List<Instant> purges = new ArrayList<>();
    int outlived;
    Holdings holdings = new Holdings(0, Optional.empty());
    final List<RetentionPolicy> policies = new ArrayList<>();
    RuntimeException purgeFailure;
    private long applied;

    /** All tables at one moment. */
    static final class Rows {
        final Map<DedupKey, UnitOfWork.KeyOwner> keys = new LinkedHashMap<>();
        final Map<Long, Arrival> arrivals = new TreeMap<>();
        final Map<String, ObservationRow> observations = new TreeMap<>();
        final Map<Long, StoredEvent> events = new TreeMap<>();
        final Map<String, MergeRow> merges = new LinkedHashMap<>();
        final Map<String, CollisionRow> collisions = new TreeMap<>();
        final Map<Long, Sighting> sightings = new TreeMap<>();
        final Map<String, Delivery> deliveries = new TreeMap<>();
        final Map<String, List<Long>> attempts = new LinkedHashMap<>();
        final Map<String, Pause> pauses = new TreeMap<>();
        final Map<String, Replay> replays = new LinkedHashMap<>();
        final List<AuditEntry> audit = new ArrayList<>();
        final Map<String, StoredConsent> consents = new TreeMap<>();
        final Map<String, String> memories = new TreeMap<>();
        final Map<String, TreeSet<Long>> awaiting = new TreeMap<>();
        MemoryIdentities identities = new MemoryIdentities();

        final Map<String, Inquiry> inquiries = new TreeMap<>();
        final Map<Long, Incident> incidents = new TreeMap<>();
        final Map<String, Streak> streaks = new TreeMap<>();

        Rows copy() {
            Rows copy = new Rows();
            copy.keys.putAll(keys);
            copy.arrivals.putAll(arrivals);
            copy.observations.putAll(observations);
            copy.events.putAll(events);
            copy.merges.putAll(merges);
            copy.collisions.putAll(collisions);
            copy.sightings.putAll(sightings);
            copy.deliveries.putAll(deliveries);
            copy.attempts.putAll(attempts);
            copy.pauses.putAll(pauses);
            copy.inquiries.putAll(inquiries);
            copy.incidents.putAll(incidents);
            copy.streaks.putAll(streaks);
            copy.replays.putAll(replays);
            copy.audit.addAll(audit);
            copy.consents.putAll(consents);
            copy.identities = identities.copy();
            copy.memories.putAll(memories);
            awaiting.forEach((visitor, seqs) -> copy.awaiting.put(visitor, new TreeSet<>(seqs)));
            return copy;
        }
    }

    @Override
    public long appliedOffset() {
        return applied;
    }

    @Override
    public UnitOfWork begin() {
        return new Unit();
    }

    @Override
    public int purge(RetentionPolicy policy, Instant now, int maxRows) {
        purges.add(now);
        policies.add(policy);
        if (purgeFailure != null) {
            throw purgeFailure;
        }
        int rows = Math.min(maxRows, outlived);
        outlived -= rows;
        return rows;
    }

    @Override
    public Holdings holdings() {
        return holdings;
    }

    @Override
    public EvidenceQueries queries() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    private final class Unit implements UnitOfWork {
        private Rows rows = committed.copy();

        @Override
        public Optional<KeyOwner> findKey(DedupKey key, Instant notBefore) {
            return Optional.ofNullable(rows.keys.get(key))
                    .filter(owner -> !owner.firstSeen().isBefore(notBefore));
        }

        @Override
        public void putKey(DedupKey key, long eventSeq, Instant firstSeen) {
            rows.keys.put(key, new KeyOwner(eventSeq, firstSeen));
        }

        @Override
        public void insertArrival(long offset, Arrival arrival) {
            insert(rows.arrivals, offset, arrival);
        }

        @Override
        public Optional<Arrival> findArrival(long offset) {
            return Optional.ofNullable(rows.arrivals.get(offset));
        }

        @Override
        public void updateArrival(long offset, Arrival arrival) {
            rows.arrivals.put(offset, arrival);
        }

        @Override
        public void insertObservation(ObservationRow observation) {
            insert(rows.observations, observation.id(), observation);
        }

        @Override
        public Optional<StoredEvent> findEvent(long seq) {
            return Optional.ofNullable(rows.events.get(seq));
        }

        @Override
        public void insertEvent(StoredEvent event) {
            insert(rows.events, event.seq(), event);
        }

        @Override
        public void updateEvent(StoredEvent event) {
            rows.events.replace(event.seq(), event);
        }

        @Override
        public void insertMerge(MergeRow merge) {
            insert(rows.merges, merge.observation(), merge);
        }

        @Override
        public void insertCollision(CollisionRow collision) {
            insert(rows.collisions, collision.seq() + " " + collision.kind().wire(), collision);
        }

        @Override
        public Optional<Sighting> findSighting(long eventSeq) {
            return Optional.ofNullable(rows.sightings.get(eventSeq));
        }

        @Override
        public void putSighting(Sighting sighting) {
            rows.sightings.put(sighting.eventSeq(), sighting);
        }

        @Override
        public List<Delivery> deliveriesOf(long eventSeq) {
            return rows.deliveries.values().stream()
                    .filter(delivery -> delivery.eventSeq() == eventSeq)
                    .toList();
        }

        @Override
        public Optional<Delivery> findDelivery(long eventSeq, String destination) {
            return Optional.ofNullable(rows.deliveries.get(eventSeq + " " + destination));
        }

        @Override
        public void insertDelivery(Delivery delivery) {
            insert(rows.deliveries, delivery.eventSeq() + " " + delivery.destination(), delivery);
        }

        @Override
        public void updateDelivery(Delivery delivery) {
            rows.deliveries.replace(delivery.eventSeq() + " " + delivery.destination(), delivery);
        }

        @Override
        public void insertAttempt(String destination, Attempt attempt, List<Long> eventSeqs) {
            insert(rows.attempts, attempt.id(), eventSeqs);
        }

        @Override
        public void putInquiry(String destination, Inquiry inquiry) {
            rows.inquiries.remove(inquiry.attempt());
            inquiry.due().ifPresent(due -> rows.inquiries.put(inquiry.attempt(), inquiry));
        }

        @Override
        public void putOrderedPause(String destination, Optional<Pause> pause) {
            throw new UnsupportedOperationException("no test of the pipeline orders a pause");
        }

        @Override
        public void putPause(String destination, Optional<Pause> pause) {
            pause.ifPresentOrElse(
                    p -> rows.pauses.put(destination, p), () -> rows.pauses.remove(destination));
        }

        @Override
        public Optional<Delivery> findEarlierOpen(String destination, String order, long before) {
            return open(destination, order)
                    .filter(delivery -> delivery.eventSeq() < before)
                    .max(Comparator.comparingLong(Delivery::eventSeq));
        }

        @Override
        public Optional<Delivery> findNextOpen(String destination, String order, long after) {
            return open(destination, order)
                    .filter(delivery -> delivery.eventSeq() > after)
                    .min(Comparator.comparingLong(Delivery::eventSeq));
        }

        private Stream<Delivery> open(String destination, String order) {
            return rows.deliveries.values().stream()
                    .filter(delivery -> delivery.status() == DeliveryStatus.PENDING)
                    .filter(delivery -> delivery.destination().equals(destination))
                    .filter(delivery -> delivery.orderId().equals(order));
        }

        @Override
        public Optional<Pause> findPause(String destination) {
            return Optional.ofNullable(rows.pauses.get(destination));
        }

        @Override
        public Optional<Incident> findOpenIncident(Incident.Kind kind, String cause) {
            return rows.incidents.values().stream()
                    .filter(incident -> incident.closed().isEmpty())
                    .filter(incident -> incident.kind() == kind && incident.cause().equals(cause))
                    .findFirst();
        }

        @Override
        public void putIncident(Incident incident) {
            rows.incidents.put(incident.id(), incident);
        }

        @Override
        public Optional<Streak> findStreak(String destination) {
            return Optional.ofNullable(rows.streaks.get(destination));
        }

        @Override
        public void putStreak(String destination, Streak streak) {
            rows.streaks.put(destination, streak);
        }

        @Override
        public ConsentRecords consents() {
            return new ConsentRecords() {
                @Override
                public Optional<StoredConsent> find(String visitor) {
                    return Optional.ofNullable(rows.consents.get(visitor));
                }

                @Override
                public void put(String visitor, StoredConsent consent) {
                    rows.consents.put(visitor, consent);
                }

                @Override
                public void await(String visitor, long eventSeq, Instant until) {
                    rows.awaiting.computeIfAbsent(visitor, v -> new TreeSet<>()).add(eventSeq);
                }

                @Override
                public List<Long> awaiting(String visitor) {
                    return List.copyOf(rows.awaiting.getOrDefault(visitor, new TreeSet<>()));
                }

                @Override
                public void answered(String visitor, long eventSeq) {
                    rows.awaiting.get(visitor).remove(eventSeq);
                }
            };
        }

        @Override
        public IdentityRecords identities() {
            return rows.identities;
        }

        @Override
        public List<ObservationRow> observationsAt(long arrivalOffset) {
            return rows.observations.values().stream()
                    .filter(row -> row.arrivalOffset() == arrivalOffset)
                    .toList();
        }

        @Override
        public void updateObservation(ObservationRow observation) {
            rows.observations.put(observation.id(), observation);
        }

        @Override
        public List<StoredEvent> findEvents(String id) {
            return rows.events.values().stream()
                    .filter(
                            stored ->
                                    stored.event().eventId().equals(id)
                                            || stored.event().orderId().equals(Optional.of(id)))
                    .toList();
        }

        @Override
        public SourceMemory memory(String store, String source, Instant now) {
            String owner = store + " " + source + " ";
            return new SourceMemory() {
                @Override
                public Optional<String> recall(String key) {
                    return Optional.ofNullable(rows.memories.get(owner + key));
                }

                @Override
                public void remember(String key, String text) {
                    rows.memories.put(owner + key, text);
                }
            };
        }

        @Override
        public ReplayRecords replays() {
            return new ReplayRecords() {
                @Override
                public Optional<Replay> find(String id) {
                    return Optional.ofNullable(rows.replays.get(id));
                }

                @Override
                public List<Replay> running() {
                    return rows.replays.values().stream()
                            .filter(replay -> replay.state() == Replay.State.RUNNING)
                            .toList();
                }

                @Override
                public void put(Replay replay) {
                    rows.replays.put(replay.id(), replay);
                }

                @Override
                public void audit(AuditEntry entry) {
                    rows.audit.add(entry);
                }
            };
        }

        @Override
        public void commit(long nextOffset) {
            committed = rows;
            applied = nextOffset;
        }

        @Override
        public void rollback() {
            rows = committed.copy();
        }

        @Override
        public Object savepoint() {
            return rows.copy();
        }

        @Override
        public void rollbackTo(Object savepoint) {
            rows = (Rows) savepoint;
        }

        private static <K, V> void insert(Map<K, V> table, K key, V row) {
            if (table.putIfAbsent(key, row) != null) {
                throw new IllegalStateException("there is a row " + key + " already");
            }
        }
    }
}
