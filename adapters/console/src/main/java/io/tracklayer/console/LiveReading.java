// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.StoredEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One read of what changed: events and requests that became none, up to where both are known. */
record LiveReading(Evidence evidence) {

    LiveChanges read(long offset, long head, int limit) {
        List<StoredEvent> events = evidence.queries().eventsChangedSince(offset, limit);
        List<ObservationRow> requests = evidence.queries().lookup().turnedAwaySince(offset, limit);
        boolean more = events.size() >= limit || requests.size() >= limit;
        long end = head;
        if (events.size() >= limit) {
            end = Math.min(end, events.get(events.size() - 1).updatedOffset() + 1);
        }
        if (requests.size() >= limit) {
            end = Math.min(end, requests.get(requests.size() - 1).arrivalOffset() + 1);
        }
        return new LiveChanges(before(end, events, requests), Math.max(offset, end), more);
    }

    // What was written between the two reads is in one of them only, and belongs to the next time.
    private List<LiveEvent> before(
            long end, List<StoredEvent> events, List<ObservationRow> requests) {
        List<LiveEvent> changes = new ArrayList<>();
        requests.stream()
                .filter(row -> row.arrivalOffset() < end)
                .forEach(row -> changes.add(LiveEvent.of(row)));
        evidence.shown(events.stream().filter(one -> one.updatedOffset() < end).toList())
                .forEach(shown -> changes.add(LiveEvent.of(shown)));
        changes.sort(Comparator.comparingLong(LiveEvent::offset));
        return changes;
    }
}
