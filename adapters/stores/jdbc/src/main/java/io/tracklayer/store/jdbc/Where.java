// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import java.util.ArrayList;
import java.util.List;

/** A WHERE clause put together from fixed texts, with its values beside it. */
final class Where {
    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** Adds a condition with one question mark per value. */
    Where and(String condition, Object... bound) {
        text.append(text.isEmpty() ? " WHERE " : " AND ").append(condition);
        values.addAll(List.of(bound));
        return this;
    }

    /** Adds equality unless the wanted value is empty, which does not filter. */
    Where andEqual(String column, String wanted) {
        return wanted.isEmpty() ? this : and(column + " = ?", wanted);
    }

    String text() {
        return text.toString();
    }

    /** The values, followed by further ones. */
    Object[] valuesAnd(Object... further) {
        List<Object> all = new ArrayList<>(values);
        all.addAll(List.of(further));
        return all.toArray();
    }
}
