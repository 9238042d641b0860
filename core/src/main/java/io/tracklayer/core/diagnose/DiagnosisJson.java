// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.Event;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A diagnosis as JSON. */
public final class DiagnosisJson {
    private DiagnosisJson() {}

    /** The whole answer. */
    public static Map<String, Object> toTree(EventDiagnosis diagnosis) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("asked", diagnosis.question().shown());
        tree.put("at", diagnosis.at().toString());
        tree.put("result", diagnosis.result().wire());
        tree.put("headlines", diagnosis.headlines());
        diagnosis
                .event()
                .ifPresent(
                        meant -> {
                            tree.put("how", diagnosis.how());
                            tree.put("event", meant.seq());
                            tree.put(
                                    "events",
                                    diagnosis.events().stream().map(DiagnosisJson::event).toList());
                        });
        tree.put("destinations", diagnosis.courses().stream().map(DiagnosisJson::course).toList());
        if (!diagnosis.misses().isEmpty()) {
            tree.put(
                    "near_misses",
                    diagnosis.misses().stream().map(DiagnosisJson::finding).toList());
        }
        tree.put("text", DiagnosisText.of(diagnosis));
        return tree;
    }

    /** What names an event in a list. */
    static Map<String, Object> event(StoredEvent stored) {
        Event event = stored.event();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("seq", stored.seq());
        tree.put("event_name", event.name().wire());
        tree.put("event_id", event.eventId());
        event.orderId().ifPresent(order -> tree.put("order_id", order));
        tree.put("merchant", event.merchant());
        tree.put("store", event.store());
        tree.put("sources", event.sources());
        tree.put("event_time", event.eventTime().toString());
        tree.put("received_at", event.receivedAt().toString());
        return tree;
    }

    private static Map<String, Object> course(Course course) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", course.destination());
        tree.put("outcome", course.outcome());
        tree.put("failed", course.failed());
        tree.put("headline", course.headline());
        tree.put("first", finding(course.first()));
        tree.put(
                "layers",
                course.layers().entrySet().stream()
                        .map(layer -> layer(layer.getKey(), layer.getValue()))
                        .toList());
        if (course.place() != null) {
            tree.put("platform", place(course.place()));
        }
        return tree;
    }

    private static Map<String, Object> layer(Layer layer, List<Finding> findings) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("letter", layer.letter());
        tree.put("layer", layer.wire());
        tree.put("question", layer.question());
        tree.put("state", Course.state(findings).wire());
        tree.put("findings", findings.stream().map(DiagnosisJson::finding).toList());
        return tree;
    }

    private static Map<String, Object> place(Place place) {
        Map<String, Object> tree = new LinkedHashMap<>();
        if (!place.url().isEmpty()) {
            tree.put("url", place.url());
        }
        tree.put("menu", place.menu());
        tree.put("look", place.look());
        return tree;
    }

    /** One finding. */
    public static Map<String, Object> finding(Finding finding) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("layer", finding.layer().wire());
        tree.put("state", finding.state().wire());
        if (finding.cause() != null) {
            tree.put("cause", finding.cause().wire());
        }
        tree.put("sentence", finding.sentence());
        if (!finding.next().isEmpty()) {
            tree.put("next", finding.next());
        }
        if (!finding.proofs().isEmpty()) {
            tree.put("proofs", finding.proofs().stream().map(DiagnosisJson::proof).toList());
        }
        return tree;
    }

    static Map<String, Object> proof(Proof proof) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("text", proof.text());
        if (!proof.link().isEmpty()) {
            tree.put("link", proof.link());
        }
        return tree;
    }
}
