// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.TreatmentJson;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.EventField;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Rows of the evidence as JSON trees, not redacted yet. */
final class EvidenceTree {
    private EvidenceTree() {}

    static Map<String, Object> provenance(StoredEvent stored) {
        Map<String, Object> tree = new TreeMap<>();
        stored.provenance()
                .forEach(
                        (path, from) -> {
                            Map<String, Object> field = new LinkedHashMap<>();
                            field.put("observation", from.observation());
                            field.put("source", from.source());
                            field.put(
                                    "authority", from.authority().name().toLowerCase(Locale.ROOT));
                            field.put("origin", from.origin());
                            field.put("rule", from.rule());
                            tree.put(path, field);
                        });
        return tree;
    }

    static Map<String, Object> merge(MergeRow row) {
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

    static Map<String, Object> collision(CollisionRow row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", row.kind().wire());
        tree.put("at", row.at().toString());
        tree.put("sentence", row.sentence());
        return tree;
    }

    static Map<String, Object> observation(ObservationRow row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", row.id());
        tree.put("received_at", row.receivedAt().toString());
        tree.put("source", row.source());
        tree.put("verdict", row.verdict().wire());
        tree.put("reason", row.reason());
        tree.put("sentence", row.sentence());
        return tree;
    }

    static Map<String, Object> delivery(Delivery row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("destination", row.destination());
        tree.put("status", row.status().wire());
        tree.put("reason", row.reason());
        tree.put("sentence", row.sentence());
        tree.put("attempts", row.attempts());
        tree.put("created_at", row.createdAt().toString());
        tree.put("updated_at", row.updatedAt().toString());
        row.due().ifPresent(at -> tree.put("next_attempt_at", at.toString()));
        row.requeued().ifPresent(by -> tree.put("replayed_at", by.at().toString()));
        tree.put("decision", decision(row.decision()));
        return tree;
    }

    private static Map<String, Object> decision(Decision decision) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("allowed", decision.allowed());
        tree.put("reason", decision.reason());
        tree.put("sentence", decision.sentence());
        tree.put("rule", decision.rule());
        tree.put("location", decision.location());
        tree.put("rules_version", decision.version());
        tree.put("stripped", decision.stripped().stream().map(EventField::path).sorted().toList());
        tree.put("treatment", TreatmentJson.toTree(decision.treatment()));
        return tree;
    }

    static Map<String, Object> incident(Incident incident) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", incident.kind().wire());
        tree.put("destination", incident.destination());
        tree.put("opened_at", incident.openedAt().toString());
        incident.closed().ifPresent(at -> tree.put("closed_at", at.toString()));
        tree.put("count", incident.count());
        tree.put("sentence", incident.sentence());
        return tree;
    }
}
