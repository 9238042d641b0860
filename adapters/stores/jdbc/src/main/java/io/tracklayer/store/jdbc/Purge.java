// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.consent.StoredConsent;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.evidence.HourCounts;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.reconcile.DedupKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * One chunk of what has outlived its time, the oldest first. Rows are found by the index of their
 * age and removed by their key; one row more than may be removed is read, to know whether any is
 * left. The rows of an event or attempt go before it does, so that one with thousands of them goes
 * in several chunks.
 */
final class Purge {
    static final String ARRIVALS =
            """
            SELECT arrival_offset FROM arrival WHERE received_at < ?
            ORDER BY received_at, arrival_offset LIMIT ?
            """;
    static final String CONTENTS =
            """
            SELECT id FROM attempt WHERE has_content = ? AND started_at < ?
            ORDER BY has_content, started_at, id LIMIT ?
            """;
    static final String KEYS =
            """
            SELECT merchant, kind, scope, value_key FROM dedup_key WHERE kind = ? AND first_seen < ?
            ORDER BY kind, first_seen LIMIT ?
            """;
    static final String OBSERVATIONS =
            """
            SELECT arrival_offset, message_index, merchant, source, verdict, reason FROM observation
            WHERE received_at < ? ORDER BY received_at, arrival_offset, message_index LIMIT ?
            """;
    static final String ATTEMPTS =
            "SELECT id FROM attempt WHERE started_at < ? ORDER BY started_at, id LIMIT ?";
    static final String INCIDENTS =
            "SELECT id FROM incident WHERE closed_at < ? ORDER BY place LIMIT ?";
    static final String INQUIRIES =
            """
            SELECT attempt_id FROM inquiry WHERE begun_at < ? ORDER BY begun_at, attempt_id LIMIT ?
            """;
    static final String CONSENTS =
            "SELECT visitor FROM stored_consent WHERE last_at < ? ORDER BY last_at, visitor LIMIT"
                    + " ?";
    static final String MEMORIES =
            """
            SELECT memory_key FROM source_memory WHERE written_at < ?
            ORDER BY written_at, memory_key LIMIT ?
            """;
    static final String WAITS =
            """
            SELECT visitor, event_seq FROM consent_wait WHERE until_at < ?
            ORDER BY until_at, visitor, event_seq LIMIT ?
            """;
    static final String CARRIED =
            """
            SELECT event_seq, destination, attempt_id FROM attempt_delivery WHERE attempt_id = ?
            ORDER BY attempt_id, delivery_index LIMIT ?
            """;
    static final String CARRYING =
            """
            SELECT event_seq, destination, attempt_id FROM attempt_delivery WHERE event_seq = ?
            ORDER BY event_seq, destination, attempt_id LIMIT ?
            """;
    static final String MERGES =
            """
            SELECT event_seq, merge_index FROM merge_evidence WHERE event_seq = ?
            ORDER BY event_seq, merge_index LIMIT ?
            """;
    static final String SOURCES =
            """
            SELECT source, event_seq FROM event_source WHERE event_seq = ?
            ORDER BY event_seq, source LIMIT ?
            """;
    static final String DELIVERIES =
            """
            SELECT merchant, destination, status, reason FROM delivery WHERE event_seq = ?
            ORDER BY event_seq, destination LIMIT ?
            """;
    static final String COLLISIONS =
            """
            SELECT seq, kind FROM collision WHERE event_seq = ? ORDER BY event_seq, seq, kind LIMIT ?
            """;
    static final String SIGHTING = "SELECT event_seq FROM sighting WHERE event_seq = ? LIMIT ?";
    // People do few things, and the oldest come first in the journal: no index of their age.
    static final String REPLAYS =
            """
            SELECT id FROM (
                SELECT id, ended_at FROM replay WHERE started_offset >= 0 ORDER BY started_offset LIMIT ?
            ) AS oldest WHERE ended_at < ?
            """;
    static final String AUDIT =
            """
            SELECT entry_offset, action, subject FROM (
                SELECT entry_offset, action, subject, made_at FROM audit_entry WHERE entry_offset >= 0
                ORDER BY entry_offset, action, subject LIMIT ?
            ) AS oldest WHERE made_at < ?
            """;
    static final String COPIES =
            """
            SELECT 1 FROM observation WHERE event_seq = ?
            ORDER BY event_seq, arrival_offset, message_index LIMIT 1
            """;

    private final Sql sql;
    private final Counters counters;
    private final EventRows events;
    private final EventWalk walk;
    private int left;

    Purge(Sql sql, Counters counters, EventRows events, EventWalk walk, int maxRows) {
        this.sql = sql;
        this.events = events;
        this.counters = counters;
        this.walk = walk;
        this.left = maxRows;
    }

    /** Personal data first; events after their copies, by which they are kept. */
    void run(RetentionPolicy policy, Instant now) {
        long evidenceBefore = Micros.of(now.minus(policy.evidence()));
        arrivals(Micros.of(now.minus(policy.raw())));
        contents(Micros.of(now.minus(policy.attempts())));
        for (DedupKey.Kind kind : DedupKey.Kind.values()) {
            keys(kind, Micros.of(policy.keysBefore(kind, now)));
        }
        observations(evidenceBefore);
        attempts(evidenceBefore);
        incidents(evidenceBefore);
        inquiries(evidenceBefore);
        replays(Micros.of(now.minus(policy.replays())));
        audit(Micros.of(now.minus(policy.audit())));
        consents(Micros.of(now.minus(StoredConsent.KEPT)));
        memories(Micros.of(now.minus(SourceMemoryRows.KEPT)));
        waits(Micros.of(now));
        hours(HourTable.hour(now.minus(HourCounts.KEPT)));
        identities(Micros.of(now));
        events(evidenceBefore, now);
    }

    /** How many more rows could have been touched. */
    int left() {
        return left;
    }

    private void arrivals(long before) {
        all(
                list(ARRIVALS, row -> row.getLong(1), before),
                offset -> sql.update("DELETE FROM arrival WHERE arrival_offset = ?", offset));
    }

    private void contents(long before) {
        all(
                list(CONTENTS, row -> row.getString(1), true, before),
                id ->
                        sql.update(
                                """
                                UPDATE attempt SET has_content = FALSE, request_headers = '{}', request_body = NULL,
                                    response_headers = '{}', response_body = NULL
                                WHERE id = ?
                                """,
                                id));
    }

    private void incidents(long before) {
        all(
                list(INCIDENTS, row -> row.getLong(1), before),
                id -> sql.update("DELETE FROM incident WHERE id = ?", id));
    }

    // only of destinations that were removed or are off: the others give up after a day
    private void inquiries(long before) {
        all(
                list(INQUIRIES, row -> row.getString(1), before),
                attempt -> InquiryRows.delete(sql, attempt));
    }

    private void replays(long before) {
        all(
                sql.list(REPLAYS, row -> row.getString(1), left + 1, before),
                id -> sql.update("DELETE FROM replay WHERE id = ?", id));
    }

    private void audit(long before) {
        all(
                sql.list(
                        AUDIT,
                        row -> new Object[] {row.getLong(1), row.getString(2), row.getString(3)},
                        left + 1,
                        before),
                entry ->
                        sql.update(
                                """
                                DELETE FROM audit_entry
                                WHERE entry_offset = ? AND action = ? AND subject = ?
                                """,
                                entry));
    }

    private void consents(long before) {
        all(
                list(CONSENTS, row -> row.getString(1), before),
                visitor -> sql.update("DELETE FROM stored_consent WHERE visitor = ?", visitor));
    }

    private void memories(long before) {
        all(
                list(MEMORIES, row -> row.getString(1), before),
                key -> sql.update("DELETE FROM source_memory WHERE memory_key = ?", key));
    }

    private void waits(long before) {
        all(
                list(WAITS, row -> new Object[] {row.getString(1), row.getLong(2)}, before),
                wait ->
                        sql.update(
                                "DELETE FROM consent_wait WHERE visitor = ? AND event_seq = ?",
                                wait));
    }

    private void hours(int before) {
        for (HourTable table : HourTable.values()) {
            all(
                    list(table.expired(), Purge::sixColumns, before),
                    key -> sql.update(table.delete(), key));
        }
    }

    private static Object[] sixColumns(ResultSet row) throws SQLException {
        Object[] key = new Object[6];
        for (int i = 0; i < key.length; i++) {
            key[i] = row.getObject(i + 1);
        }
        return key;
    }

    private void identities(long before) {
        all(
                list(IdentityPurge.TOUCHES, row -> row.getLong(1), before),
                person -> IdentityPurge.touches(sql, person));
        all(
                list(
                        IdentityPurge.KEYS,
                        row -> new Object[] {row.getString(1), row.getLong(2)},
                        before),
                key -> IdentityPurge.key(sql, key));
        for (long person : list(IdentityPurge.PERSONS, row -> row.getLong(1), before)) {
            if (!identity(person)) {
                return;
            }
        }
    }

    private boolean identity(long person) {
        boolean bare =
                all(
                        list(
                                IdentityPurge.KEYS_OF,
                                row -> new Object[] {row.getString(1), person},
                                person),
                        key -> IdentityPurge.key(sql, key));
        for (String joins : IdentityPurge.joins()) {
            bare =
                    bare
                            && all(
                                    list(joins, row -> row.getLong(1), person),
                                    join -> IdentityPurge.join(sql, join));
        }
        return bare && all(List.of(person), gone -> IdentityPurge.person(sql, gone));
    }

    private void keys(DedupKey.Kind kind, long before) {
        all(
                list(KEYS, Purge::fourColumns, kind.code(), before),
                key ->
                        sql.update(
                                """
                                DELETE FROM dedup_key
                                WHERE merchant = ? AND kind = ? AND scope = ? AND value_key = ?
                                """,
                                key));
    }

    private static Object[] fourColumns(ResultSet row) throws SQLException {
        return new Object[] {
            row.getString(1), row.getString(2), row.getString(3), row.getString(4)
        };
    }

    private void observations(long before) {
        all(
                list(
                        OBSERVATIONS,
                        row ->
                                new Counted(
                                        new Object[] {row.getLong(1), row.getInt(2)},
                                        Counters.Key.observation(row)),
                        before),
                observation -> {
                    sql.update(
                            "DELETE FROM observation WHERE arrival_offset = ? AND message_index ="
                                    + " ?",
                            observation.key);
                    counters.add(observation.count, -1);
                });
    }

    private void attempts(long before) {
        for (String id : list(ATTEMPTS, row -> row.getString(1), before)) {
            if (!links(CARRIED, id)
                    || !all(
                            List.of(id),
                            gone -> sql.update("DELETE FROM attempt WHERE id = ?", gone))) {
                return;
            }
        }
    }

    private void events(long before, Instant now) {
        walk.begin(now);
        for (EventWalk.Place place : walk.next(sql, before, left + 1)) {
            if (left == 0) {
                return;
            }
            if (isKept(place.seq())) {
                left--;
            } else if (!event(place.seq())) {
                return;
            }
            walk.passed(place);
        }
    }

    private boolean isKept(long seq) {
        return sql.first(COPIES, row -> true, seq).isPresent()
                || !DeliveryQueries.of(sql, seq).stream()
                        .map(Delivery::status)
                        .allMatch(status -> status.isFinal());
    }

    private boolean event(long seq) {
        return links(CARRYING, seq)
                && all(
                        list(MERGES, row -> new Object[] {row.getLong(1), row.getInt(2)}, seq),
                        merge ->
                                sql.update(
                                        "DELETE FROM merge_evidence WHERE event_seq = ? AND"
                                                + " merge_index = ?",
                                        merge))
                && all(
                        list(SOURCES, row -> new Object[] {row.getString(1), row.getLong(2)}, seq),
                        source ->
                                sql.update(
                                        "DELETE FROM event_source WHERE source = ? AND event_seq ="
                                                + " ?",
                                        source))
                && all(
                        list(
                                EventKeyRows.OF,
                                row -> new Object[] {row.getLong(1), row.getLong(2)},
                                seq),
                        key -> EventKeyRows.delete(sql, key))
                && all(
                        list(
                                COLLISIONS,
                                row -> new Object[] {row.getLong(1), row.getString(2)},
                                seq),
                        collision ->
                                sql.update(
                                        "DELETE FROM collision WHERE seq = ? AND kind = ?",
                                        collision))
                && all(
                        list(SIGHTING, row -> row.getLong(1), seq),
                        sighting ->
                                sql.update("DELETE FROM sighting WHERE event_seq = ?", sighting))
                && deliveries(seq)
                && all(List.of(seq), events::delete);
    }

    private boolean links(String query, Object owner) {
        return all(
                list(
                        query,
                        row -> new Object[] {row.getLong(1), row.getString(2), row.getString(3)},
                        owner),
                link ->
                        sql.update(
                                """
                                DELETE FROM attempt_delivery
                                WHERE event_seq = ? AND destination = ? AND attempt_id = ?
                                """,
                                link));
    }

    private boolean deliveries(long seq) {
        return all(
                list(
                        DELIVERIES,
                        row ->
                                new Counted(
                                        new Object[] {seq, row.getString("destination")},
                                        Counters.Key.delivery(row)),
                        seq),
                delivery -> {
                    sql.update(
                            "DELETE FROM delivery WHERE event_seq = ? AND destination = ?",
                            delivery.key);
                    counters.add(delivery.count, -1);
                });
    }

    private <T> List<T> list(String query, Sql.RowMapper<T> mapper, Object... values) {
        Object[] bound = Arrays.copyOf(values, values.length + 1);
        bound[values.length] = left + 1;
        return sql.list(query, mapper, bound);
    }

    /** Removes row by row; false when the chunk is full before all are gone. */
    private <T> boolean all(List<T> rows, Consumer<T> remove) {
        for (T row : rows) {
            if (left == 0) {
                return false;
            }
            remove.accept(row);
            left--;
        }
        return true;
    }

    /** A row by its key, and the count it is part of. */
    private record Counted(Object[] key, Counters.Key count) {}
}
