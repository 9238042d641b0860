// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.TreatmentJson;
import io.tracklayer.core.pipeline.Region;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decisions and their reasons as JSON: the form of the API and of the command line. */
public final class ExplanationJson {
    private ExplanationJson() {}

    /**
     * How an event is decided for each destination of its merchant and store.
     *
     * @param destination only this one; empty for all
     */
    public static Map<String, Object> event(
            long seq, Event event, SetUp setUp, String destination) {
        String region = Region.of(event, setUp.configuration());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("event", seq);
        tree.put("event_name", event.name().wire());
        tree.put("event_id", event.eventId());
        tree.put("region", region);
        tree.put("consent", consent(event));
        List<Map<String, Object>> decided = new ArrayList<>();
        for (DestinationConfig known : setUp.configuration().destinations()) {
            boolean wanted = destination.isEmpty() || known.id().equals(destination);
            if (wanted && known.serves(event.merchant(), event.store())) {
                Explanation explanation =
                        setUp.rules()
                                .explain(
                                        event,
                                        region,
                                        known,
                                        known.destination().purposes(known.settings()));
                decided.add(destination(known.id(), explanation));
            }
        }
        tree.put("destinations", decided);
        return tree;
    }

    private static Map<String, Object> consent(Event event) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (Purpose purpose : Purpose.values()) {
            tree.put(purpose.wire(), event.consent().state(purpose).wire());
        }
        return tree;
    }

    private static Map<String, Object> destination(String id, Explanation explanation) {
        Decision decision = explanation.decision();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("destination", id);
        tree.put("allowed", decision.allowed());
        tree.put("reason", decision.reason());
        tree.put("sentence", decision.sentence());
        tree.put("rule", decision.rule());
        tree.put("location", decision.location());
        tree.put("stripped", decision.stripped().stream().map(EventField::path).sorted().toList());
        tree.put("treatment", TreatmentJson.toTree(decision.treatment()));
        tree.put("rules", explanation.rules().stream().map(ExplanationJson::trace).toList());
        return tree;
    }

    private static Map<String, Object> trace(RuleTrace trace) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("rule", trace.rule().id());
        tree.put("location", trace.rule().location());
        tree.put("matched", trace.matched());
        tree.put("effects", trace.effects());
        tree.put("shadowed", trace.shadowed());
        trace.missed()
                .ifPresent(
                        miss -> {
                            Map<String, Object> why = new LinkedHashMap<>();
                            why.put("key", miss.key());
                            why.put("wanted", miss.wanted());
                            why.put("actual", miss.actual());
                            tree.put("missed", why);
                        });
        return tree;
    }
}
