// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What came with each write key since the node was started. Thread-safe. */
public final class KeyCounts {
    private static final int MOST_REASONS = 50;
    private static final String OTHER = "other";
    private static final Count NONE = new Count(0, 0, Map.of(), Optional.empty(), Optional.empty());

    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    /**
     * What came with one key.
     *
     * @param accepted requests that were stored and acknowledged
     * @param limited requests that were one too many
     * @param refused requests that were turned away otherwise, by reason code
     * @param lastSeen when the latest of any of these came
     * @param lastLimited when the latest that was one too many came
     */
    public record Count(
            long accepted,
            long limited,
            Map<String, Long> refused,
            Optional<Instant> lastSeen,
            Optional<Instant> lastLimited) {

        /** Sum over all reasons. */
        public long refusals() {
            return refused.values().stream().mapToLong(Long::longValue).sum();
        }

        private Count oneAccepted(Instant at) {
            return new Count(accepted + 1, limited, refused, Optional.of(at), lastLimited);
        }

        private Count oneLimited(Instant at) {
            return new Count(accepted, limited + 1, refused, Optional.of(at), Optional.of(at));
        }

        private Count oneRefused(String code, Instant at) {
            Map<String, Long> more = new TreeMap<>(refused);
            boolean known = more.containsKey(code) || more.size() < MOST_REASONS;
            more.merge(known ? code : OTHER, 1L, Long::sum);
            return new Count(accepted, limited, Map.copyOf(more), Optional.of(at), lastLimited);
        }
    }

    /** Counts a request that was stored. */
    public void accepted(String key, Instant at) {
        counts.merge(key, NONE.oneAccepted(at), (before, one) -> before.oneAccepted(at));
    }

    /** Counts a request that was one too many. */
    public void limited(String key, Instant at) {
        counts.merge(key, NONE.oneLimited(at), (before, one) -> before.oneLimited(at));
    }

    /** Counts a request that was turned away for another reason. */
    public void refused(String key, String code, Instant at) {
        counts.merge(key, NONE.oneRefused(code, at), (before, one) -> before.oneRefused(code, at));
    }

    /** What came with a key; zeros when nothing did. */
    public Count of(String key) {
        return counts.getOrDefault(key, NONE);
    }
}
