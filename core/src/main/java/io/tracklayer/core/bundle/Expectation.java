// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.core.pipeline.Region;
import io.tracklayer.spi.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What configuration and rules, as they are in force now, would have happen to an event, beside
 * what did happen.
 */
final class Expectation {
    private final ActiveConfiguration active;
    private final Map<String, Pause> pauses;

    Expectation(ActiveConfiguration active, Map<String, Pause> pauses) {
        this.active = active;
        this.pauses = pauses;
    }

    /**
     * One destination.
     *
     * @param asExpected whether what should happen did
     * @param tree all of it as JSON
     */
    record Line(
            String destination, String platform, boolean asExpected, Map<String, Object> tree) {}

    /** A line for each destination that should get the event or has a delivery of it. */
    List<Line> of(Event event, List<Delivery> deliveries) {
        List<Line> lines = new ArrayList<>();
        active.configuration().destinations().stream()
                .filter(known -> known.serves(event.merchant(), event.store()))
                .sorted(Comparator.comparing(DestinationConfig::id))
                .forEach(known -> lines.add(configured(event, known, deliveries)));
        deliveries.stream()
                .filter(
                        row ->
                                lines.stream()
                                        .noneMatch(l -> l.destination.equals(row.destination())))
                .forEach(row -> lines.add(removed(row)));
        return lines;
    }

    private Line configured(Event event, DestinationConfig known, List<Delivery> deliveries) {
        Decision now =
                active.decider()
                        .decide(
                                event,
                                Region.of(event, active.configuration()),
                                known,
                                known.destination().purposes(known.settings()));
        Optional<Delivery> row =
                deliveries.stream().filter(d -> d.destination().equals(known.id())).findFirst();
        boolean sends = known.enabled() && now.allowed();
        Map<String, Object> expected = new LinkedHashMap<>();
        expected.put("sent", sends);
        expected.put("destination_enabled", known.enabled());
        expected.putAll(decision(now));
        DeliveryStatus wanted = sends ? DeliveryStatus.DELIVERED : DeliveryStatus.SKIPPED;
        boolean met = row.filter(delivery -> delivery.status() == wanted).isPresent();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("destination", known.id());
        tree.put("platform", known.destination().descriptor().title());
        tree.put("sentence", sentence(sends, met, row));
        tree.put("expected_now", expected);
        tree.put("actual", row.map(this::actual).orElse(null));
        return new Line(known.id(), known.destination().descriptor().title(), met, tree);
    }

    private Line removed(Delivery row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("destination", row.destination());
        tree.put("platform", row.destination());
        tree.put("sentence", "the destination is no longer configured for this store");
        tree.put("expected_now", null);
        tree.put("actual", actual(row));
        return new Line(row.destination(), row.destination(), false, tree);
    }

    private static String sentence(boolean sends, boolean met, Optional<Delivery> row) {
        if (met) {
            return sends ? "should be sent and was" : "should not be sent and was not";
        }
        if (row.isEmpty()) {
            return "there is no delivery: the destination was added after the event came";
        }
        String status = row.get().status().wire();
        if (sends && row.get().status() == DeliveryStatus.SKIPPED) {
            return "the rules in force let it be sent, and it was left out: " + row.get().reason();
        }
        return sends
                ? "should be sent, and is " + status + ": " + row.get().reason()
                : "by the rules and settings in force now it should not be sent, and is " + status;
    }

    private Map<String, Object> actual(Delivery row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("status", row.status().wire());
        tree.put("reason", row.reason());
        tree.put("sentence", row.sentence());
        tree.put("attempts", row.attempts());
        tree.put("updated_at", row.updatedAt().toString());
        row.due().ifPresent(at -> tree.put("next_attempt_at", at.toString()));
        tree.put("decided_then", decision(row.decision()));
        Pause pause = pauses.get(row.destination());
        if (pause != null) {
            tree.put("destination_pauses", pause(pause));
        }
        return tree;
    }

    static Map<String, Object> pause(Pause pause) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", pause.kind().name().toLowerCase(Locale.ROOT));
        tree.put("code", pause.code());
        tree.put("sentence", pause.sentence());
        tree.put("since", pause.since().toString());
        tree.put("until", pause.until().toString());
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
        return tree;
    }
}
