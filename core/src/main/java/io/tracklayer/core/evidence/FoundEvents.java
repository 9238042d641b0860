// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import java.time.Instant;
import java.util.List;

/**
 * A page of events, newest first. What is rare is searched for a bounded stretch at a time.
 *
 * @param goOnBelow events with numbers below it were not looked at; 0 when all were
 * @param backTo when the last event that was looked at arrived, or null when none was
 * @param lookedAt how many events were looked at
 */
public record FoundEvents(List<StoredEvent> events, long goOnBelow, Instant backTo, int lookedAt) {
    public FoundEvents {
        events = List.copyOf(events);
    }
}
