// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.reconcile.Merger.Merge;
import io.tracklayer.spi.EventField;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The evidence of a merge as one sentence: {@code browser 10:00:00.120 + shopify 10:00:01.480
 * merged by order_id 548291; browser gave fbp user_agent; shopify gave email value}.
 */
final class MergeSentence {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private MergeSentence() {}

    static String of(
            StoredEvent known, String newSource, Instant newTime, DedupKey key, Merge merge) {
        String first = String.join("+", known.event().sources());
        return first
                + " "
                + CLOCK.format(known.event().receivedAt())
                + " + "
                + newSource
                + " "
                + CLOCK.format(newTime)
                + " merged by "
                + key
                + contributions(merge);
    }

    private static String contributions(Merge merge) {
        Map<String, List<String>> bySource =
                merge.provenance().entrySet().stream()
                        .filter(
                                entry ->
                                        EventField.find(entry.getKey())
                                                .filter(merge.event()::has)
                                                .isPresent())
                        .collect(
                                Collectors.groupingBy(
                                        entry -> source(entry.getValue()),
                                        TreeMap::new,
                                        Collectors.mapping(
                                                entry -> shortName(entry.getKey()),
                                                Collectors.toList())));
        return bySource.entrySet().stream()
                .map(
                        entry ->
                                "; "
                                        + entry.getKey()
                                        + " gave "
                                        + String.join(" ", new TreeSet<>(entry.getValue())))
                .collect(Collectors.joining());
    }

    private static String source(Provenance provenance) {
        return provenance.source().isEmpty() ? "tracklayer" : provenance.source();
    }

    private static String shortName(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
