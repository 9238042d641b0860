// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.CollisionRow.Kind;
import io.tracklayer.core.evidence.EvidenceQueries.CoverageRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collisions and coverage as JSON. */
final class ReconciliationJsonView {
    private static final int DIGITS = 4;

    private ReconciliationJsonView() {}

    static Map<String, Object> collision(CollisionRow row) {
        boolean reused = row.kind() == Kind.EVENT_ID_REUSED;
        List<String> values = List.of(row.first(), row.second());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("seq", row.seq());
        tree.put("kind", row.kind().wire());
        tree.put("at", row.at().toString());
        tree.put("merchant", row.merchant());
        tree.put("store", row.store());
        tree.put("order_ids", reused ? values : List.of(row.shared()));
        tree.put("event_ids", reused ? List.of(row.shared()) : values);
        tree.put("events", row.events());
        tree.put("sentence", row.sentence());
        return tree;
    }

    static Map<String, Object> coverage(CoverageRow row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("day", row.day().toString());
        tree.put("merchant", row.merchant());
        tree.put("store", row.store());
        tree.put("event_name", row.eventName());
        tree.put("events", row.events());
        put(tree, "both", row.both(), row.events());
        put(tree, "browser_only", row.browserOnly(), row.events());
        put(tree, "server_only", row.serverOnly(), row.events());
        return tree;
    }

    private static void put(Map<String, Object> tree, String name, long part, long whole) {
        tree.put(name, part);
        tree.put(name + "_share", share(part, whole));
    }

    /** From 0 to 1; 0 of nothing. */
    static BigDecimal share(long part, long whole) {
        return whole == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(part)
                        .divide(BigDecimal.valueOf(whole), DIGITS, RoundingMode.HALF_UP);
    }
}
