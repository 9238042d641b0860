// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.diagnose.RequestFix;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.IdentityKeys;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.json.EventJson;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Events as JSON. */
final class EventJsonView {
    private EventJsonView() {}

    static Map<String, Object> summary(StoredEvent stored, List<Standing> deliveries) {
        Event event = stored.event();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("seq", stored.seq());
        tree.put("event_name", event.name().wire());
        tree.put("event_id", event.eventId());
        event.orderId().ifPresent(id -> tree.put("order_id", id));
        event.value().ifPresent(value -> tree.put("value", value));
        event.currency().ifPresent(currency -> tree.put("currency", currency));
        String amount = Words.amount(event);
        if (!amount.isEmpty()) {
            tree.put("amount", amount);
        }
        tree.put("merchant", event.merchant());
        tree.put("store", event.store());
        tree.put("sources", event.sources());
        tree.put("event_time", event.eventTime().toString());
        tree.put("received_at", event.receivedAt().toString());
        tree.put("copies", stored.copies());
        if (event.test()) {
            tree.put("test", true);
        }
        event.text(EventField.BOT_REASON).ifPresent(why -> tree.put("bot", why));
        tree.put("updated_offset", stored.updatedOffset());
        tree.put("deliveries", deliveries.stream().map(DeliveryJsonView::brief).toList());
        return tree;
    }

    static Map<String, Object> whole(
            EvidenceQueries evidence, StoredEvent stored, Standing.Board board) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("seq", stored.seq());
        tree.put("event", EventJson.toTree(stored.event()));
        tree.put("provenance", provenance(stored));
        tree.put("notes", stored.notes());
        tree.put("copies", stored.copies());
        tree.put("config_version", stored.configVersion());
        tree.put("updated_offset", stored.updatedOffset());
        evidence.identities()
                .find(IdentityKeys.of(stored.event()))
                .ifPresent(identity -> tree.put("identity", identity.id()));
        tree.put(
                "merges",
                evidence.merges(stored.seq()).stream().map(EventJsonView::merge).toList());
        tree.put(
                "collisions",
                evidence.collisionsOf(stored.seq(), Evidence.MOST_COLLISIONS).stream()
                        .map(ReconciliationJsonView::collision)
                        .toList());
        tree.put(
                "observations",
                evidence.observationsOf(stored.seq()).stream()
                        .map(row -> observation(evidence, row))
                        .toList());
        tree.put(
                "deliveries",
                evidence.deliveriesOf(stored.seq()).stream()
                        .map(board::of)
                        .map(
                                standing ->
                                        DeliveryJsonView.withAttempts(
                                                standing,
                                                evidence.attemptsOf(
                                                        stored.seq(),
                                                        standing.delivery().destination())))
                        .toList());
        return tree;
    }

    static Map<String, Object> observation(ObservationRow row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", row.id());
        tree.put("offset", row.arrivalOffset());
        tree.put("received_at", row.receivedAt().toString());
        tree.put("merchant", row.merchant());
        tree.put("store", row.store());
        tree.put("source", row.source());
        tree.put("verdict", row.verdict().wire());
        tree.put("reason", row.reason());
        tree.put("sentence", row.sentence());
        if (row.eventSeq() != 0) {
            tree.put("event_seq", row.eventSeq());
        }
        if (!row.eventName().isEmpty()) {
            tree.put("event_name", row.eventName());
        }
        return tree;
    }

    /** A message that became no event, with its place among the events and what to do. */
    static Map<String, Object> turnedAway(ObservationRow row) {
        Map<String, Object> tree = observation(row);
        tree.put("seq", EventLines.place(row));
        tree.put("fix", RequestFix.of(row.reason()));
        return tree;
    }

    private static Map<String, Object> observation(EvidenceQueries evidence, ObservationRow row) {
        Map<String, Object> tree = observation(row);
        evidence.arrival(row.arrivalOffset())
                .ifPresent(arrival -> tree.put("request", request(arrival)));
        return tree;
    }

    private static Map<String, Object> request(Arrival arrival) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("method", arrival.method());
        tree.put("path", arrival.path());
        tree.put("query", new TreeMap<>(arrival.query()));
        tree.put("headers", new TreeMap<>(arrival.headers()));
        tree.put("remote_address", arrival.remoteAddress());
        tree.put("verified_by", arrival.verifiedBy());
        tree.put("body", new String(arrival.raw(), StandardCharsets.UTF_8));
        return tree;
    }

    private static Map<String, Object> provenance(StoredEvent stored) {
        Map<String, Object> tree = new TreeMap<>();
        stored.provenance().forEach((path, from) -> tree.put(path, provenance(from)));
        return tree;
    }

    private static Map<String, Object> provenance(Provenance from) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("observation", from.observation());
        tree.put("source", from.source());
        tree.put("authority", from.authority().name().toLowerCase(Locale.ROOT));
        tree.put("origin", from.origin());
        tree.put("rule", from.rule());
        if (from.rule().equals(Provenance.REMEMBERED) && from.at() != null) {
            tree.put("seen", from.at().toString());
        }
        return tree;
    }

    private static Map<String, Object> merge(MergeRow row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("observation", row.observation());
        tree.put("at", row.at().toString());
        tree.put("key", row.key());
        tree.put("lag_ms", row.lagMillis());
        tree.put("late", row.late());
        tree.put("collision", row.collision());
        tree.put("sentence", row.sentence());
        return tree;
    }
}
