// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

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
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.evidence.Sighting;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.identity.IdentityRecords;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.reconcile.DedupKey;
import io.tracklayer.core.replay.ReplayRecords;
import io.tracklayer.spi.SourceMemory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One transaction on the writer's connection. The statements outlive it, so that a unit of one
 * record does not prepare anything.
 */
final class JdbcUnitOfWork implements UnitOfWork {
    private static final int MOST_ALIKE = 20;

    private final JdbcEvidenceStore store;
    private final Connection connection;
    private final Sql sql;
    private final Counters counters = new Counters();
    private final Touches touches = new Touches();
    private final KeyRows keys;
    private final EventRows events;
    private final DeliveryRows deliveries;
    private boolean ended;

    JdbcUnitOfWork(JdbcEvidenceStore store, Connection connection, Sql sql) {
        this.store = store;
        this.connection = connection;
        this.sql = sql;
        this.keys = new KeyRows(sql);
        this.events = new EventRows(sql);
        this.deliveries = new DeliveryRows(sql, counters, events);
    }

    @Override
    public Optional<KeyOwner> findKey(DedupKey key, Instant notBefore) {
        sql();
        return keys.find(key, notBefore);
    }

    @Override
    public void putKey(DedupKey key, long eventSeq, Instant firstSeen) {
        sql();
        keys.put(key, eventSeq, firstSeen);
    }

    @Override
    public void insertArrival(long offset, Arrival arrival) {
        sql().update(
                        """
                        INSERT INTO arrival (arrival_offset, merchant, store, source, http_method, http_path, head,
                            received_at, raw)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        offset,
                        arrival.merchant(),
                        arrival.store(),
                        arrival.source(),
                        arrival.method(),
                        arrival.path(),
                        ArrivalHead.of(arrival).write(),
                        Micros.of(arrival.receivedAt()),
                        arrival.raw() == null ? new byte[0] : arrival.raw());
    }

    @Override
    public Optional<Arrival> findArrival(long offset) {
        return sql().first(
                        "SELECT * FROM arrival WHERE arrival_offset = ?",
                        RowMapping::arrival,
                        offset);
    }

    @Override
    public void updateArrival(long offset, Arrival arrival) {
        sql().update(
                        "UPDATE arrival SET head = ? WHERE arrival_offset = ?",
                        ArrivalHead.of(arrival).write(),
                        offset);
    }

    @Override
    public void insertObservation(ObservationRow observation) {
        sql().update(
                        """
                        INSERT INTO observation (arrival_offset, message_index, id, merchant, store, source,
                            received_at, verdict, reason, sentence, event_seq, event_name)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        observation.arrivalOffset(),
                        ObservationQueries.index(observation),
                        observation.id(),
                        observation.merchant(),
                        observation.store(),
                        observation.source(),
                        Micros.of(observation.receivedAt()),
                        observation.verdict().wire(),
                        observation.reason(),
                        observation.sentence(),
                        observation.eventSeq(),
                        observation.eventName());
        count(observation, 1);
    }

    @Override
    public List<ObservationRow> observationsAt(long arrivalOffset) {
        return ObservationQueries.ofRequest(sql(), arrivalOffset);
    }

    @Override
    public void updateObservation(ObservationRow observation) {
        observationsAt(observation.arrivalOffset()).stream()
                .filter(row -> row.id().equals(observation.id()))
                .forEach(row -> count(row, -1));
        sql().update(
                        """
                        UPDATE observation SET verdict = ?, reason = ?, sentence = ?, event_seq = ?
                        WHERE arrival_offset = ? AND message_index = ?
                        """,
                        observation.verdict().wire(),
                        observation.reason(),
                        observation.sentence(),
                        observation.eventSeq(),
                        observation.arrivalOffset(),
                        ObservationQueries.index(observation));
        count(observation, 1);
    }

    private void count(ObservationRow observation, long change) {
        counters.add(
                new Counters.Key(
                        Counters.Table.OBSERVATION,
                        observation.merchant(),
                        observation.source(),
                        observation.verdict().wire(),
                        observation.reason()),
                change);
        counters.add(HourTable.of(observation), change);
    }

    @Override
    public List<StoredEvent> findEvents(String eventOrOrderId) {
        return EventQueries.byKey(sql(), eventOrOrderId, MOST_ALIKE);
    }

    @Override
    public Optional<StoredEvent> findEvent(long seq) {
        return EventQueries.event(sql(), seq);
    }

    @Override
    public void insertEvent(StoredEvent event) {
        sql();
        events.insert(event);
    }

    @Override
    public void updateEvent(StoredEvent event) {
        sql();
        events.update(event);
    }

    @Override
    public void touchEvent(long seq, long offset) {
        touches.add(seq, offset);
    }

    @Override
    public void insertMerge(MergeRow merge) {
        sql().update(
                        """
                        INSERT INTO merge_evidence (event_seq, merge_index, observation, merged_at, key_used,
                            lag_millis, is_late, collision, sentence)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        merge.eventSeq(),
                        nextMergeIndex(merge.eventSeq()),
                        merge.observation(),
                        Micros.of(merge.at()),
                        merge.key(),
                        merge.lagMillis(),
                        merge.late(),
                        merge.collision(),
                        merge.sentence());
    }

    private int nextMergeIndex(long eventSeq) {
        return sql().first(
                        """
                        SELECT merge_index FROM merge_evidence WHERE event_seq = ?
                        ORDER BY event_seq DESC, merge_index DESC LIMIT 1
                        """,
                        row -> row.getInt(1) + 1,
                        eventSeq)
                .orElse(0);
    }

    @Override
    public void insertCollision(CollisionRow collision) {
        CollisionQueries.insert(sql(), collision);
    }

    @Override
    public Optional<Sighting> findSighting(long eventSeq) {
        return CoverageQueries.sighting(sql(), eventSeq);
    }

    @Override
    public void putSighting(Sighting sighting) {
        CoverageQueries.put(sql(), counters, sighting);
    }

    @Override
    public List<Delivery> deliveriesOf(long eventSeq) {
        return DeliveryQueries.of(sql(), eventSeq);
    }

    @Override
    public Optional<Delivery> findDelivery(long eventSeq, String destination) {
        sql();
        return deliveries.find(eventSeq, destination);
    }

    @Override
    public Optional<Delivery> findEarlierOpen(String destination, String orderId, long before) {
        return DeliveryQueries.earlierOpen(sql(), destination, orderId, before);
    }

    @Override
    public Optional<Delivery> findNextOpen(String destination, String orderId, long after) {
        return DeliveryQueries.nextOpen(sql(), destination, orderId, after);
    }

    @Override
    public void insertDelivery(Delivery delivery) {
        sql();
        deliveries.insert(delivery);
    }

    @Override
    public void updateDelivery(Delivery delivery) {
        sql();
        deliveries.update(delivery);
    }

    @Override
    public void insertAttempt(String destination, Attempt attempt, List<Long> eventSeqs) {
        sql().update(
                        """
                        INSERT INTO attempt (id, destination, started_at, latency_millis, http_method, url,
                            request_headers, request_body, http_status, response_headers, response_body, outcome,
                            platform_code, platform_text, warnings)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        attempt.id(),
                        destination,
                        Micros.of(attempt.startedAt()),
                        attempt.latencyMillis(),
                        attempt.method(),
                        attempt.url(),
                        StrictJson.writeText(attempt.requestHeaders()),
                        attempt.requestBody(),
                        attempt.status(),
                        StrictJson.writeText(attempt.responseHeaders()),
                        attempt.responseBody(),
                        attempt.outcome(),
                        attempt.code(),
                        attempt.text(),
                        StrictJson.writeText(attempt.warnings()));
        Pulses.note(sql(), destination, attempt);
        for (int i = 0; i < eventSeqs.size(); i++) {
            sql().update(
                            """
                            INSERT INTO attempt_delivery (event_seq, destination, attempt_id, delivery_index)
                            VALUES (?, ?, ?, ?)
                            """,
                            eventSeqs.get(i),
                            destination,
                            attempt.id(),
                            i);
        }
    }

    @Override
    public void putInquiry(String destination, Inquiry inquiry) {
        InquiryRows.put(sql(), destination, inquiry);
    }

    @Override
    public void putPause(String destination, Optional<Pause> pause) {
        sql().update("DELETE FROM pause WHERE destination = ?", destination);
        pause.ifPresent(begun -> insertPause(destination, begun));
    }

    @Override
    public void putOrderedPause(String destination, Optional<Pause> pause) {
        OrderedPauses.put(sql(), destination, pause);
    }

    private void insertPause(String destination, Pause pause) {
        sql().update(
                        """
                        INSERT INTO pause (destination, kind, is_hold, platform_code, sentence, paused_since,
                            paused_until, fingerprint, account)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        destination,
                        pause.kind().name(),
                        pause.isHold(),
                        pause.code(),
                        pause.sentence(),
                        Micros.of(pause.since()),
                        Micros.of(pause.until()),
                        pause.fingerprint(),
                        pause.account());
    }

    @Override
    public Optional<Pause> findPause(String destination) {
        return sql().first(
                        "SELECT * FROM pause WHERE destination = ?",
                        RowMapping::pause,
                        destination);
    }

    @Override
    public Optional<Incident> findOpenIncident(Incident.Kind kind, String cause) {
        return IncidentQueries.open(sql(), kind, cause);
    }

    @Override
    public void putIncident(Incident incident) {
        IncidentQueries.put(sql(), incident);
    }

    @Override
    public Optional<Streak> findStreak(String destination) {
        return IncidentQueries.streak(sql(), destination);
    }

    @Override
    public void putStreak(String destination, Streak streak) {
        IncidentQueries.putStreak(sql(), destination, streak);
    }

    @Override
    public ConsentRecords consents() {
        return new ConsentRows(sql());
    }

    @Override
    public IdentityRecords identities() {
        return new IdentityRows(sql());
    }

    @Override
    public SourceMemory memory(String store, String source, Instant now) {
        return new SourceMemoryRows(sql(), store, source, now);
    }

    @Override
    public ReplayRecords replays() {
        return new ReplayRows(sql());
    }

    /** Removes a chunk of what has outlived its time and says how many rows it touched. */
    int purge(RetentionPolicy policy, Instant now, EventWalk walk, int maxRows) {
        Purge purge = new Purge(sql(), counters, events, walk, maxRows);
        purge.run(policy, now);
        return maxRows - purge.left();
    }

    @Override
    public void commit(long nextOffset) {
        if (nextOffset < store.appliedOffset()) {
            throw new IllegalArgumentException(
                    "the store has applied the journal up to offset "
                            + store.appliedOffset()
                            + " and cannot go back to "
                            + nextOffset);
        }
        touches.applyTo(sql());
        counters.applyTo(sql());
        sql().update(
                        "UPDATE applied SET next_offset = ?, committed_at = ?",
                        nextOffset,
                        Micros.of(store.clock().instant()));
        inTransaction(connection::commit);
        events.committed(store.recent());
        store.committed(nextOffset);
        end();
    }

    @Override
    public void rollback() {
        sql();
        try {
            inTransaction(connection::rollback);
        } finally {
            end();
        }
    }

    @Override
    public Object savepoint() {
        sql();
        try {
            return new Mark(this, connection.setSavepoint(), counters.mark(), touches.mark());
        } catch (SQLException failure) {
            throw EvidenceStoreException.of(failure);
        }
    }

    @Override
    public void rollbackTo(Object savepoint) {
        sql();
        if (!(savepoint instanceof Mark mark) || mark.unit != this) {
            throw new IllegalArgumentException("this is not a savepoint of this unit of work");
        }
        inTransaction(() -> connection.rollback(mark.savepoint));
        counters.backTo(mark.counts);
        touches.backTo(mark.touches);
        keys.undone();
        events.undone();
        deliveries.undone();
    }

    private Sql sql() {
        if (ended) {
            throw new IllegalStateException("this unit of work has ended; begin another");
        }
        return sql;
    }

    private void end() {
        ended = true;
        store.ended();
    }

    private static void inTransaction(TransactionStep step) {
        try {
            step.run();
        } catch (SQLException failure) {
            throw EvidenceStoreException.of(failure);
        }
    }

    private interface TransactionStep {
        void run() throws SQLException;
    }

    private record Mark(
            JdbcUnitOfWork unit,
            Savepoint savepoint,
            Map<Counters.Count, Long> counts,
            int touches) {}
}
