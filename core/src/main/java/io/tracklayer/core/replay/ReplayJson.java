// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.spi.Tree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Replays, their orders and the audit trail as JSON trees. */
public final class ReplayJson {
    private ReplayJson() {}

    /** An order; {@link #toOrder} reads it back. */
    public static Map<String, Object> order(ReplayOrder order) {
        ReplayFilter filter = order.filter();
        Map<String, Object> tree = new LinkedHashMap<>();
        put(tree, "destination", filter.destination());
        put(tree, "merchant", filter.merchant());
        put(tree, "store", filter.store());
        put(tree, "event", filter.eventName());
        put(tree, "status", filter.status() == null ? "" : filter.status().wire());
        put(tree, "reason", filter.reason());
        put(tree, "code", filter.code());
        if (!filter.only().isEmpty()) {
            tree.put("deliveries", filter.only().stream().map(ReplayCursor::toText).toList());
        }
        tree.put("since", filter.since().toString());
        tree.put("until", filter.until().toString());
        tree.put("rate", order.perSecond());
        tree.put("force", order.force());
        tree.put("backfill", order.backfill());
        return tree;
    }

    /** Reads what {@link #order} has written. */
    public static ReplayOrder toOrder(Tree tree) {
        return new ReplayOrder(
                new ReplayFilter(
                        text(tree, "/destination"),
                        text(tree, "/merchant"),
                        text(tree, "/store"),
                        Instant.parse(text(tree, "/since")),
                        Instant.parse(text(tree, "/until")),
                        tree.text("/status").map(DeliveryStatus::of).orElse(null),
                        text(tree, "/reason"),
                        text(tree, "/code"),
                        text(tree, "/event"),
                        only(tree)),
                ((Number) tree.find("/rate").orElseThrow()).intValue(),
                (Boolean) tree.find("/force").orElse(false),
                (Boolean) tree.find("/backfill").orElse(false));
    }

    private static SortedSet<ReplayCursor> only(Tree tree) {
        return tree.each("/deliveries").stream()
                .map(each -> ReplayCursor.of(each.node().toString()))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Numbers by name. */
    public static Map<String, Long> counts(Tree tree) {
        Map<String, Long> counts = new TreeMap<>();
        tree.members().forEach((name, n) -> counts.put(name, ((Number) n).longValue()));
        return counts;
    }

    /** A replay with its progress. */
    public static Map<String, Object> replay(Replay replay) {
        Tally tally = replay.tally();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", replay.id());
        tree.put("state", replay.state().wire());
        tree.put("by", replay.by());
        tree.put("started_at", replay.startedAt().toString());
        replay.ended().ifPresent(at -> tree.put("ended_at", at.toString()));
        put(tree, "sentence", replay.sentence());
        if (replay.expected() >= 0) {
            tree.put("total", replay.expected());
        }
        tree.put("queued", tally.queued());
        tree.put("outstanding", tally.outstanding());
        tree.put("delivered", tally.delivered());
        tree.put("failed", tally.failed());
        tree.put("skipped", tally.skipped());
        tree.put("excluded", new TreeMap<>(tally.excluded()));
        tree.put("all_selected", replay.selected());
        tree.put("order", order(replay.order()));
        tree.put("offset", replay.offset());
        return tree;
    }

    /** What a replay would do. */
    public static Map<String, Object> preview(ReplayPreview preview) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("order", order(preview.order()));
        tree.put("matched", preview.matched());
        tree.put("complete", preview.complete());
        tree.put("admitted", preview.admitted());
        tree.put("excluded", new TreeMap<>(preview.excluded()));
        tree.put(
                "groups",
                preview.groups().entrySet().stream()
                        .map(
                                entry -> {
                                    Map<String, Object> group = group(entry.getKey());
                                    group.put("count", entry.getValue());
                                    return group;
                                })
                        .toList());
        tree.put("first", preview.first().stream().map(ReplayJson::example).toList());
        return tree;
    }

    private static Map<String, Object> example(ReplayPreview.Example example) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("event_seq", example.eventSeq());
        tree.putAll(group(example.group()));
        put(tree, "excluded", example.excluded());
        put(tree, "sentence", example.sentence());
        return tree;
    }

    private static Map<String, Object> group(ReplayPreview.Group group) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("destination", group.destination());
        tree.put("status", group.status());
        tree.put("reason", group.reason());
        tree.put("event_name", group.eventName());
        return tree;
    }

    /** An entry of the audit trail. */
    public static Map<String, Object> audit(AuditEntry entry) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("offset", entry.offset());
        tree.put("at", entry.at().toString());
        tree.put("by", entry.by());
        tree.put("action", entry.action());
        tree.put("subject", entry.subject());
        tree.put("detail", entry.detail());
        return tree;
    }

    private static void put(Map<String, Object> tree, String name, String value) {
        if (!value.isEmpty()) {
            tree.put(name, value);
        }
    }

    private static String text(Tree tree, String pointer) {
        return tree.text(pointer).orElse("");
    }
}
