// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.scope;

import io.tracklayer.core.evidence.HourCounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts of merchants that are seen. */
record ScopedHours(HourCounts all, Sight sight) implements HourCounts {
    @Override
    public List<Arrived> arrived(Instant from, Instant before) {
        return all.arrived(from, before).stream()
                .filter(count -> sight.sees(count.merchant()))
                .toList();
    }

    @Override
    public List<Delivered> delivered(Instant from, Instant before) {
        return all.delivered(from, before).stream()
                .filter(count -> sight.sees(count.merchant()))
                .toList();
    }

    @Override
    public Map<String, List<Long>> newest(Set<String> eventNames, int mostEach, int looked) {
        return all.newest(eventNames, mostEach, looked).entrySet().stream()
                .filter(found -> sight.sees(found.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
