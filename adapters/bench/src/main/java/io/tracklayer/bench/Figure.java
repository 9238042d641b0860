// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One result.
 *
 * @param id stable name, by which two runs are compared
 * @param title what was measured, for people
 * @param unit of the value; {@code ×} for a ratio
 * @param budget what it has to keep to, or null
 * @param raw the measured values it was made of, in order
 */
record Figure(
        String id,
        String title,
        double value,
        String unit,
        Budget budget,
        Map<String, Double> raw) {

    Figure {
        raw = new LinkedHashMap<>(raw);
    }

    static Figure of(String id, String title, double value, String unit) {
        return new Figure(id, title, value, unit, null, Map.of());
    }

    Figure within(Budget limits) {
        return new Figure(id, title, value, unit, limits, raw);
    }

    Figure with(String name, double measured) {
        Map<String, Double> more = new LinkedHashMap<>(raw);
        more.put(name, measured);
        return new Figure(id, title, value, unit, budget, more);
    }

    /** Whether the budget is kept; a figure without one keeps it. */
    boolean met() {
        return budget == null || budget.met(value);
    }
}
