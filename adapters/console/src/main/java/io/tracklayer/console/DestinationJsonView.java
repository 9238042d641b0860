// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.LaneStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries.Beat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How destinations do, as JSON. */
final class DestinationJsonView {
    private DestinationJsonView() {}

    static Map<String, Object> of(Condition condition) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", condition.config().id());
        tree.put("plugin", condition.config().plugin());
        tree.put("merchant", condition.config().merchant());
        tree.put("enabled", condition.config().enabled());
        tree.put("state", condition.state());
        tree.put("sentence", condition.sentence());
        condition.paused().ifPresent(pause -> tree.put("pause", pause(pause)));
        tree.put("counts", condition.counts());
        tree.put("backlog", condition.backlog());
        condition.oldest().ifPresent(at -> tree.put("oldest_pending", at.toString()));
        condition.atWork().ifPresent(lane -> lane(tree, lane));
        condition.pulse().lastGood().ifPresent(beat -> tree.put("last_success", beat(beat)));
        condition.pulse().lastBad().ifPresent(beat -> tree.put("last_failure", beat(beat)));
        condition
                .descriptor()
                .ifPresent(
                        descriptor -> {
                            tree.put("api_version", descriptor.apiVersion());
                            tree.put("maturity", lower(descriptor.maturity()));
                            tree.put("test_mode", lower(descriptor.testMode()));
                        });
        return tree;
    }

    private static void lane(Map<String, Object> tree, LaneStatus lane) {
        tree.put("circuit", lane.circuit().wire());
        tree.put("failures_in_a_row", lane.failuresInARow());
        lane.unavailableUntil().ifPresent(at -> tree.put("next_request_at", at.toString()));
        tree.put("requests_last_minute", lane.requestsLastMinute());
        tree.put("in_flight", lane.inFlight());
        tree.put("rate_windows", lane.windows().stream().map(DestinationJsonView::window).toList());
        tree.put("account_shared_with", lane.sharedWith());
    }

    private static Map<String, Object> window(LaneStatus.Window window) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("permits", window.rate().permits());
        tree.put("seconds", window.rate().per().toSeconds());
        tree.put("unit", lower(window.rate().unit()));
        tree.put("scope", lower(window.rate().scope()));
        tree.put("used", window.used());
        tree.put("free_at", window.freeAt().toString());
        return tree;
    }

    private static Map<String, Object> beat(Beat beat) {
        return Map.of("at", beat.at().toString(), "attempt", beat.attempt(), "code", beat.code());
    }

    private static Map<String, Object> pause(Pause pause) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", lower(pause.kind()));
        tree.put("code", pause.code());
        tree.put("sentence", pause.sentence());
        tree.put("since", pause.since().toString());
        if (!pause.isOrdered()) {
            tree.put("until", pause.until().toString());
        }
        return tree;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
