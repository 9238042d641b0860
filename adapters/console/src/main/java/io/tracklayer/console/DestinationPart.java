// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.HourCounts.Delivered;
import io.tracklayer.core.overview.MatchEstimate;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What became of a period's events at one destination.
 *
 * @param configured as it is set up, or null when it no longer is
 * @param pause what keeps it back, or null
 * @param down whether its latest requests got no usable answer
 * @param rows of the period
 * @param match how well its recent purchases can be matched, or null without any
 * @param lastDelivered when the newest event it accepted was delivered, or null
 */
record DestinationPart(
        String id,
        DestinationConfig configured,
        Pause pause,
        boolean down,
        List<Delivered> rows,
        MatchEstimate match,
        Instant lastDelivered) {

    DestinationPart {
        rows = List.copyOf(rows);
    }

    /** How it stands, as a status of the style sheet. */
    String state() {
        if (configured == null) {
            return "removed";
        }
        if (!configured.enabled()) {
            return "off";
        }
        if (pause == null) {
            return down ? "down" : "on";
        }
        if (pause.isOrdered()) {
            return "paused";
        }
        return pause.isHold() ? "held" : "waiting";
    }

    long count(DeliveryStatus status) {
        return rows.stream()
                .filter(row -> row.status() == status)
                .mapToLong(Delivered::count)
                .sum();
    }

    /** Reasons of one status, the most frequent first. */
    Map<String, Long> reasons(DeliveryStatus status) {
        return rows.stream()
                .filter(row -> row.status() == status)
                .collect(
                        Collectors.groupingBy(
                                Delivered::reason, Collectors.summingLong(Delivered::count)))
                .entrySet()
                .stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                Map.Entry::getValue,
                                (one, other) -> one,
                                LinkedHashMap::new));
    }

    /** Of what was meant to be sent, how many of a hundred were delivered, rounded down. */
    OptionalInt share() {
        long delivered = count(DeliveryStatus.DELIVERED);
        long meant = delivered + count(DeliveryStatus.FAILED) + count(DeliveryStatus.PENDING);
        return meant == 0 ? OptionalInt.empty() : OptionalInt.of((int) (100 * delivered / meant));
    }

    Optional<MatchEstimate> estimate() {
        return Optional.ofNullable(match);
    }

    Optional<Instant> last() {
        return Optional.ofNullable(lastDelivered);
    }

    /** Whether its pending deliveries wait for a person. */
    boolean held() {
        return pause != null && pause.isHold();
    }

    Bars bars(Period period) {
        String pending = held() ? "held" : "pending";
        Bars bars = Bars.empty(period, List.of("delivered", pending, "failed", "skipped"));
        for (Delivered row : rows) {
            String part = row.status() == DeliveryStatus.PENDING ? pending : row.status().wire();
            bars.add(row.hour(), part, row.count());
        }
        return bars;
    }
}
