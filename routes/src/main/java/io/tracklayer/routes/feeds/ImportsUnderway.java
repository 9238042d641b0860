// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import io.tracklayer.console.NodeSigns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Imports that had a part of late. A client does not tell when it is done; one that has sent
 * nothing for a minute is. Thread-safe.
 */
public final class ImportsUnderway {
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Map<String, NodeSigns.Import> byId = new ConcurrentHashMap<>();
    private final Clock clock;

    public ImportsUnderway(Clock clock) {
        this.clock = clock;
    }

    /** Counts the records of a part that were kept. */
    void stored(String id, String store, long records) {
        Instant now = clock.instant();
        byId.merge(
                id,
                new NodeSigns.Import(id, store, now, now, records),
                (known, part) ->
                        new NodeSigns.Import(
                                id, store, known.begunAt(), now, known.stored() + records));
        forget(now);
    }

    /** Those that go on. */
    public List<NodeSigns.Import> list() {
        forget(clock.instant());
        return List.copyOf(byId.values());
    }

    private void forget(Instant now) {
        byId.values().removeIf(known -> known.lastAt().plus(SILENCE).isBefore(now));
    }
}
