// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.LaneStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryCount;
import io.tracklayer.core.evidence.EvidenceQueries.Pulse;
import io.tracklayer.spi.DestinationDescriptor;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a destination does: what waits for it, what keeps it back, when it last worked.
 *
 * @param counts deliveries by status as people see it
 * @param oldestPending when the oldest event that waits for it arrived, or null
 * @param pause what keeps it back, or null
 * @param lane how it stands at this moment, or null while it is not at work
 */
record Condition(
        DestinationConfig config,
        Map<String, Long> counts,
        Instant oldestPending,
        Pause pause,
        LaneStatus lane,
        Pulse pulse,
        Instant now) {

    /** All destinations that are configured, by id. */
    static List<Condition> all(Evidence evidence) {
        Standing.Board board = evidence.board();
        EvidenceQueries queries = evidence.queries();
        Map<String, Pulse> pulses = queries.pulses();
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        for (DeliveryCount row : queries.deliveryCounts()) {
            counts.computeIfAbsent(row.destination(), id -> new TreeMap<>())
                    .merge(row.status().wire(), row.count(), Long::sum);
        }
        return board.configuration().destinations().stream()
                .sorted(Comparator.comparing(DestinationConfig::id))
                .map(
                        config ->
                                new Condition(
                                        config,
                                        counts.getOrDefault(config.id(), Map.of()),
                                        queries.oldestPending(config.id()).orElse(null),
                                        board.pause(config.id()).orElse(null),
                                        evidence.sending()
                                                .standing()
                                                .apply(config.id())
                                                .orElse(null),
                                        pulses.getOrDefault(config.id(), new Pulse(null, null)),
                                        board.now()))
                .toList();
    }

    /** One of them. */
    static Optional<Condition> of(Evidence evidence, String id) {
        return all(evidence).stream().filter(one -> one.config.id().equals(id)).findFirst();
    }

    long backlog() {
        return counts.getOrDefault("pending", 0L) + counts.getOrDefault("held", 0L);
    }

    Optional<Instant> oldest() {
        return Optional.ofNullable(oldestPending);
    }

    Optional<Pause> paused() {
        return Optional.ofNullable(pause);
    }

    Optional<LaneStatus> atWork() {
        return Optional.ofNullable(lane);
    }

    Optional<DestinationDescriptor> descriptor() {
        return Optional.ofNullable(config.destination()).map(plugin -> plugin.descriptor());
    }

    /** One word for a badge: sends, paused, held, waits, down or off. */
    String state() {
        if (!config.enabled()) {
            return "off";
        }
        if (pause != null) {
            return pause.isOrdered() ? "paused" : pause.isHold() ? "held" : "waits";
        }
        return lane != null && lane.circuit() != LaneStatus.Circuit.CLOSED ? "down" : "sends";
    }

    /** The same as a sentence that says what to do, if anything. */
    String sentence() {
        if (!config.enabled()) {
            return "switched off; set enabled: true in " + config.file();
        }
        if (pause != null) {
            return pause.sentence();
        }
        if (lane == null) {
            return "not at work yet";
        }
        return switch (lane.circuit()) {
            case OPEN ->
                    failed()
                            + "; the next one leaves at "
                            + Words.clock(lane.unavailableUntil().orElse(now))
                            + ", by itself";
            case HALF_OPEN -> failed() + "; one request finds out whether the platform is back";
            case CLOSED -> "requests leave as they come";
        };
    }

    private String failed() {
        int failures = lane.failuresInARow();
        return (failures == 1 ? "the latest request" : "the latest " + failures + " requests")
                + " failed"
                + pulse.lastBad().map(bad -> " (" + bad.code() + ")").orElse("");
    }
}
