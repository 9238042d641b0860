// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.evidence.HourCounts.Arrived;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A period of one merchant.
 *
 * @param merchant empty for what could be ascribed to none
 * @param arrivals messages of the period
 */
record MerchantPart(String merchant, List<Arrived> arrivals, List<DestinationPart> destinations) {
    private static final Set<String> TURNED_AWAY =
            Set.of(Verdict.REJECTED.wire(), Verdict.REFUSED.wire());

    MerchantPart {
        arrivals = List.copyOf(arrivals);
        destinations = List.copyOf(destinations);
    }

    /** All messages, whatever became of them. */
    long arrived() {
        return arrivals.stream().mapToLong(Arrived::count).sum();
    }

    long count(Verdict verdict) {
        return arrivals.stream()
                .filter(row -> row.verdict().equals(verdict.wire()))
                .mapToLong(Arrived::count)
                .sum();
    }

    /** Messages by source, and of each by verdict. */
    Map<String, Map<String, Long>> bySource() {
        return arrivals.stream()
                .collect(
                        Collectors.groupingBy(
                                Arrived::source,
                                TreeMap::new,
                                Collectors.groupingBy(
                                        Arrived::verdict,
                                        TreeMap::new,
                                        Collectors.summingLong(Arrived::count))));
    }

    /** Rejected and refused messages by reason, the most frequent first. */
    List<Map.Entry<String, Long>> turnedAway() {
        return arrivals.stream()
                .filter(row -> TURNED_AWAY.contains(row.verdict()))
                .collect(
                        Collectors.groupingBy(
                                Arrived::reason, Collectors.summingLong(Arrived::count)))
                .entrySet()
                .stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    Bars bars(Period period) {
        Bars bars = Bars.empty(period, List.of("arrived", "failed"));
        arrivals.forEach(
                row ->
                        bars.add(
                                row.hour(),
                                TURNED_AWAY.contains(row.verdict()) ? "failed" : "arrived",
                                row.count()));
        return bars;
    }
}
