// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events of which something else changed. A unit often settles one event for many destinations; so
 * they are collected and each is written once per unit.
 */
final class Touches {
    private record Touch(long seq, long offset) {}

    private final List<Touch> touches = new ArrayList<>();

    void add(long seq, long offset) {
        touches.add(new Touch(seq, offset));
    }

    /** A place to come back to. */
    int mark() {
        return touches.size();
    }

    void backTo(int mark) {
        touches.subList(mark, touches.size()).clear();
    }

    void applyTo(Sql sql) {
        Map<Long, Long> latest = new LinkedHashMap<>();
        touches.forEach(touch -> latest.merge(touch.seq, touch.offset, Math::max));
        latest.forEach((seq, offset) -> apply(sql, seq, offset));
        touches.clear();
    }

    // A copy that was merged later in the unit has left a higher offset.
    private static void apply(Sql sql, long seq, long offset) {
        sql.update(
                "UPDATE event_change SET updated_offset = ? WHERE event_seq = ? AND updated_offset < ?",
                offset,
                seq,
                offset);
    }
}
