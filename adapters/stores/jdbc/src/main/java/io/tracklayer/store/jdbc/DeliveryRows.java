// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Requeue;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Writes deliveries and keeps their counts; for one unit of work. */
final class DeliveryRows {
    private final Sql sql;
    private final Counters counters;
    private final EventRows events;
    private final Set<Queue> queues = new HashSet<>();
    private Delivery lastFound;
    private String lastStore;

    /** Deliveries of one store to one destination. */
    private record Queue(String destination, String store) {}

    DeliveryRows(Sql sql, Counters counters, EventRows events) {
        this.sql = sql;
        this.counters = counters;
        this.events = events;
    }

    Optional<Delivery> find(long eventSeq, String destination) {
        lastFound = null;
        sql.list(
                "SELECT * FROM delivery WHERE event_seq = ? AND destination = ?",
                row -> remember(RowMapping.delivery(row), row.getString("store")),
                eventSeq,
                destination);
        return Optional.ofNullable(lastFound);
    }

    private Delivery remember(Delivery found, String store) {
        lastFound = found;
        lastStore = store;
        return found;
    }

    void insert(Delivery delivery) {
        // the event's store, kept beside the delivery for the index of what is due
        String store = events.store(delivery.eventSeq());
        if (queues.add(new Queue(delivery.destination(), store))) {
            DeliveryQueries.noteStore(sql, delivery.destination(), store);
        }
        Object[] row = row(delivery);
        Object[] whole = Arrays.copyOf(row, row.length + 1);
        whole[row.length] = store;
        sql.update(
                """
                INSERT INTO delivery (merchant, event_name, event_id, order_id, status, reason, sentence,
                    allowed, decision_reason, decision_sentence, rule_id, rule_location, rule_version,
                    stripped, treatment, attempts, created_at, updated_at, next_attempt_at, last_attempt,
                    replay_id, requeued_at, resend_until, event_seq, destination, store)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                whole);
        counters.add(counted(delivery), 1);
        counters.add(HourTable.of(delivery, store), 1);
    }

    void update(Delivery delivery) {
        Delivery before = before(delivery);
        HourTable.Key hour = HourTable.of(before, lastStore);
        sql.update(
                """
                UPDATE delivery SET merchant = ?, event_name = ?, event_id = ?, order_id = ?, status = ?,
                    reason = ?, sentence = ?, allowed = ?, decision_reason = ?, decision_sentence = ?,
                    rule_id = ?, rule_location = ?, rule_version = ?, stripped = ?, treatment = ?, attempts = ?,
                    created_at = ?, updated_at = ?, next_attempt_at = ?, last_attempt = ?,
                    replay_id = ?, requeued_at = ?, resend_until = ?
                WHERE event_seq = ? AND destination = ?
                """,
                row(delivery));
        counters.add(counted(before), -1);
        counters.add(counted(delivery), 1);
        counters.add(hour, -1);
        counters.add(hour.movedTo(delivery), 1);
    }

    /** Forgets what was read and written, because some of it was undone. */
    void undone() {
        lastFound = null;
        queues.clear();
    }

    // Who replaces a delivery has as a rule just read it, and nobody else writes.
    private Delivery before(Delivery delivery) {
        Delivery found = lastFound;
        if (found == null
                || found.eventSeq() != delivery.eventSeq()
                || !found.destination().equals(delivery.destination())) {
            found = find(delivery.eventSeq(), delivery.destination()).orElse(null);
        }
        lastFound = null;
        if (found == null) {
            throw new IllegalStateException(
                    "delivery of event "
                            + delivery.eventSeq()
                            + " to "
                            + delivery.destination()
                            + " is not in the evidence store and cannot be replaced");
        }
        return found;
    }

    private static Counters.Key counted(Delivery delivery) {
        return new Counters.Key(
                Counters.Table.DELIVERY,
                delivery.merchant(),
                delivery.destination(),
                delivery.status().wire(),
                delivery.reason());
    }

    private static Object[] row(Delivery delivery) {
        if (delivery.status() == DeliveryStatus.HELD) {
            throw new IllegalArgumentException(
                    "held is not stored: keep the delivery pending and pause its destination");
        }
        return new Object[] {
            delivery.merchant(),
            delivery.eventName(),
            delivery.eventId(),
            delivery.orderId(),
            delivery.status().wire(),
            delivery.reason(),
            delivery.sentence(),
            delivery.decision().allowed(),
            delivery.decision().reason(),
            delivery.decision().sentence(),
            delivery.decision().rule(),
            delivery.decision().location(),
            delivery.decision().version(),
            RowMapping.csv(delivery.decision().stripped()),
            RowMapping.treatment(delivery.decision().treatment()),
            delivery.attempts(),
            Micros.of(delivery.createdAt()),
            Micros.of(delivery.updatedAt()),
            Micros.ofNullable(delivery.nextAttemptAt()),
            delivery.lastAttempt(),
            delivery.requeued().map(Requeue::replay).orElse(null),
            delivery.requeued().map(by -> Micros.of(by.at())).orElse(null),
            delivery.requeued().map(by -> Micros.ofNullable(by.resendUntil())).orElse(null),
            delivery.eventSeq(),
            delivery.destination()
        };
    }
}
