// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.TreatmentJson;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.spi.EventField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Deliveries and attempts as JSON. */
final class DeliveryJsonView {
    private DeliveryJsonView() {}

    static Map<String, Object> brief(Standing standing) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("destination", standing.delivery().destination());
        tree.put("status", standing.status().wire());
        tree.put("reason", standing.delivery().reason());
        tree.put("sentence", standing.sentence());
        return tree;
    }

    static Map<String, Object> whole(Standing standing) {
        Delivery delivery = standing.delivery();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("event_seq", delivery.eventSeq());
        tree.put("merchant", delivery.merchant());
        tree.put("event_name", delivery.eventName());
        tree.put("event_id", delivery.eventId());
        tree.put("order_id", delivery.orderId());
        tree.putAll(brief(standing));
        tree.put("attempts", delivery.attempts());
        tree.put("created_at", delivery.createdAt().toString());
        tree.put("updated_at", delivery.updatedAt().toString());
        standing.due().ifPresent(at -> tree.put("next_attempt_at", at.toString()));
        tree.put("last_attempt", delivery.lastAttempt());
        delivery.requeued()
                .ifPresent(
                        by ->
                                tree.put(
                                        "replayed",
                                        Map.of("replay", by.replay(), "at", by.at().toString())));
        tree.put("decision", decision(delivery.decision()));
        return tree;
    }

    static Map<String, Object> withAttempts(Standing standing, List<AttemptRow> attempts) {
        Map<String, Object> tree = whole(standing);
        tree.put("attempts_made", attempts.stream().map(DeliveryJsonView::attempt).toList());
        return tree;
    }

    static Map<String, Object> attempt(AttemptRow row) {
        Attempt attempt = row.attempt();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", attempt.id());
        tree.put("destination", row.destination());
        tree.put("events", row.eventSeqs());
        tree.put("started_at", attempt.startedAt().toString());
        tree.put("latency_ms", attempt.latencyMillis());
        tree.put("status", attempt.status());
        tree.put("outcome", attempt.outcome());
        tree.put("code", attempt.code());
        tree.put("text", attempt.text());
        tree.put("warnings", attempt.warnings());
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("method", attempt.method());
        request.put("url", attempt.url());
        request.put("headers", new TreeMap<>(attempt.requestHeaders()));
        body(request, attempt.requestBody());
        tree.put("request", request);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("headers", new TreeMap<>(attempt.responseHeaders()));
        body(response, attempt.responseBody());
        tree.put("response", response);
        return tree;
    }

    private static void body(Map<String, Object> message, String body) {
        if (body == null) {
            message.put("no_longer_kept", true);
        } else {
            message.put("body", body);
        }
    }

    private static Map<String, Object> decision(Decision decision) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("allowed", decision.allowed());
        tree.put("reason", decision.reason());
        tree.put("sentence", decision.sentence());
        tree.put("rule", decision.rule());
        tree.put("location", decision.location());
        tree.put("version", decision.version());
        tree.put("stripped", decision.stripped().stream().map(EventField::path).sorted().toList());
        tree.put("treatment", TreatmentJson.toTree(decision.treatment()));
        return tree;
    }
}
