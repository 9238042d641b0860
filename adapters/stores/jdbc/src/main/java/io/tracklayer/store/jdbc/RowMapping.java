// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.Treatment;
import io.tracklayer.core.decide.TreatmentJson;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.delivery.Requeue;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.Sighting;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.json.EventJson;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Rows to records, by column name. */
final class RowMapping {
    private RowMapping() {}

    static Arrival arrival(ResultSet row) throws SQLException {
        return ArrivalHead.read(row.getString("head"))
                .toArrival(
                        row.getString("merchant"),
                        row.getString("store"),
                        row.getString("source"),
                        row.getString("http_method"),
                        row.getString("http_path"),
                        time(row, "received_at"),
                        row.getBytes("raw"));
    }

    static ObservationRow observation(ResultSet row) throws SQLException {
        return new ObservationRow(
                row.getString("id"),
                row.getLong("arrival_offset"),
                row.getString("merchant"),
                row.getString("store"),
                row.getString("source"),
                time(row, "received_at"),
                ObservationRow.Verdict.valueOf(row.getString("verdict").toUpperCase(Locale.ROOT)),
                row.getString("reason"),
                row.getString("sentence"),
                row.getLong("event_seq"),
                row.getString("event_name"));
    }

    static StoredEvent event(ResultSet row) throws SQLException {
        EventEvidence evidence = EventEvidence.read(row.getString("evidence"));
        return new StoredEvent(
                row.getLong("event_seq"),
                canonical(row.getString("canonical")),
                evidence.provenance(),
                evidence.notes(),
                row.getInt("copies"),
                row.getString("config_version"),
                row.getLong("updated_offset"),
                evidence.aside());
    }

    static Event canonical(String text) {
        return EventJson.fromTree(StrictJson.readTrusted(text));
    }

    static MergeRow merge(ResultSet row) throws SQLException {
        return new MergeRow(
                row.getLong("event_seq"),
                row.getString("observation"),
                time(row, "merged_at"),
                row.getString("key_used"),
                row.getLong("lag_millis"),
                row.getBoolean("is_late"),
                row.getString("collision"),
                row.getString("sentence"));
    }

    static CollisionRow collision(ResultSet row) throws SQLException {
        return new CollisionRow(
                row.getLong("seq"),
                CollisionRow.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                row.getString("merchant"),
                row.getString("store"),
                time(row, "found_at"),
                row.getString("shared_value"),
                row.getString("first_value"),
                row.getString("second_value"),
                row.getLong("event_seq"),
                row.getLong("other_event_seq"));
    }

    static Sighting sighting(ResultSet row) throws SQLException {
        return new Sighting(
                row.getLong("event_seq"),
                row.getString("merchant"),
                row.getString("store"),
                row.getString("event_name"),
                LocalDate.ofEpochDay(row.getLong("seen_day")),
                row.getBoolean("by_browser"),
                row.getBoolean("by_server"),
                row.getString("event_id"));
    }

    static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("event_seq"),
                row.getString("destination"),
                row.getString("merchant"),
                row.getString("event_name"),
                row.getString("event_id"),
                row.getString("order_id"),
                DeliveryStatus.of(row.getString("status")),
                row.getString("reason"),
                row.getString("sentence"),
                decision(row),
                row.getInt("attempts"),
                time(row, "created_at"),
                time(row, "updated_at"),
                timeOrNull(row, "next_attempt_at"),
                row.getString("last_attempt"),
                requeue(row));
    }

    private static Requeue requeue(ResultSet row) throws SQLException {
        String replay = row.getString("replay_id");
        return replay == null
                ? null
                : new Requeue(replay, time(row, "requeued_at"), timeOrNull(row, "resend_until"));
    }

    private static Decision decision(ResultSet row) throws SQLException {
        return new Decision(
                row.getBoolean("allowed"),
                row.getString("decision_reason"),
                row.getString("decision_sentence"),
                row.getString("rule_id"),
                row.getString("rule_location"),
                row.getString("rule_version"),
                fields(row.getString("stripped")),
                treatment(row.getString("treatment")));
    }

    /** JSON, or empty when nothing is done to the event. */
    static String treatment(Treatment treatment) {
        return treatment.equals(Treatment.NONE)
                ? ""
                : StrictJson.writeText(TreatmentJson.toTree(treatment));
    }

    private static Treatment treatment(String json) {
        return json.isEmpty()
                ? Treatment.NONE
                : TreatmentJson.fromTree(StrictJson.readTrusted(json));
    }

    static Attempt attempt(ResultSet row) throws SQLException {
        return new Attempt(
                row.getString("id"),
                time(row, "started_at"),
                row.getLong("latency_millis"),
                row.getString("http_method"),
                row.getString("url"),
                Json.texts(row.getString("request_headers")),
                row.getString("request_body"),
                row.getInt("http_status"),
                Json.texts(row.getString("response_headers")),
                row.getString("response_body"),
                row.getString("outcome"),
                row.getString("platform_code"),
                row.getString("platform_text"),
                Json.list(row.getString("warnings")));
    }

    static Pause pause(ResultSet row) throws SQLException {
        return new Pause(
                Pause.Kind.valueOf(row.getString("kind")),
                row.getString("platform_code"),
                row.getString("sentence"),
                time(row, "paused_since"),
                time(row, "paused_until"),
                row.getString("fingerprint"),
                row.getString("account"));
    }

    static Incident incident(ResultSet row) throws SQLException {
        return new Incident(
                row.getLong("id"),
                Incident.Kind.of(row.getString("kind")),
                row.getString("destination"),
                row.getString("merchant"),
                row.getString("cause"),
                time(row, "opened_at"),
                timeOrNull(row, "closed_at"),
                time(row, "last_at"),
                row.getLong("n"),
                row.getString("sentence"));
    }

    /** Field paths between commas, in the order of the field table. */
    static String csv(Set<EventField> fields) {
        return fields.stream().sorted().map(EventField::path).collect(Collectors.joining(","));
    }

    // A path that no longer names a field belongs to an older version; there is nothing to show for
    // it.
    private static Set<EventField> fields(String csv) {
        return Arrays.stream(csv.split(","))
                .flatMap(path -> EventField.find(path).stream())
                .collect(Collectors.toSet());
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return Micros.toInstant(row.getLong(column));
    }

    static Instant timeOrNull(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Micros.toInstant(micros);
    }
}
