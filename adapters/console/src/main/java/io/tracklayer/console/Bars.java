// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts over a period, a bar per slice, each made of parts that have a name.
 *
 * @param parts from bottom to top
 */
record Bars(Period period, List<String> parts, List<Map<String, Long>> slices) {

    static Bars empty(Period period, List<String> parts) {
        List<Map<String, Long>> slices = new ArrayList<>();
        for (int i = 0; i < period.slices(); i++) {
            slices.add(new LinkedHashMap<>());
        }
        return new Bars(period, parts, slices);
    }

    void add(Instant hour, String part, long count) {
        slices.get(period.slice(hour)).merge(part, count, Long::sum);
    }

    long count(int slice, String part) {
        return slices.get(slice).getOrDefault(part, 0L);
    }

    /** The height of a bar. */
    long total(int slice) {
        return parts.stream().mapToLong(part -> count(slice, part)).sum();
    }

    /** Of all bars. */
    long total(String part) {
        return slices.stream().mapToLong(slice -> slice.getOrDefault(part, 0L)).sum();
    }

    long highest() {
        long highest = 0;
        for (int i = 0; i < slices.size(); i++) {
            highest = Math.max(highest, total(i));
        }
        return highest;
    }
}
