// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** What a destination answers for an event, time after time, decided by a seed. */
final class PlatformScript {
    /** How one call goes. */
    enum Step {
        ACCEPT,
        SLOW,
        ERROR_500,
        THROTTLE_429,
        RESET_BEFORE,
        RESET_AFTER,
        POISON
    }

    private final long seed;
    private final Map<String, Deque<Step>> left = new ConcurrentHashMap<>();

    PlatformScript(long seed) {
        this.seed = seed;
    }

    /** What happens to the event this time; each call goes one step on. */
    Step next(String destination, String eventId) {
        Deque<Step> steps =
                left.computeIfAbsent(
                        destination + " " + eventId, key -> new ArrayDeque<>(plan(key)));
        synchronized (steps) {
            if (steps.isEmpty()) {
                return Step.ACCEPT;
            }
            return steps.peek() == Step.POISON ? Step.POISON : steps.poll();
        }
    }

    private List<Step> plan(String key) {
        SplittableRandom random = new SplittableRandom(seed ^ hash(key));
        int permille = random.nextInt(1000);
        if (permille < 4) {
            return List.of(Step.ERROR_500, Step.ERROR_500);
        } else if (permille < 6) {
            return List.of(Step.THROTTLE_429);
        } else if (permille < 10) {
            return List.of(Step.RESET_BEFORE);
        } else if (permille < 14) {
            return List.of(Step.RESET_AFTER);
        } else if (permille < 20) {
            return List.of(Step.SLOW);
        }
        return permille < 24 ? List.of(Step.POISON) : List.of();
    }

    /** Differs in all bits for keys that differ in one letter. */
    private static long hash(String key) {
        long hash = 1125899906842597L;
        for (int index = 0; index < key.length(); index++) {
            hash = 31 * hash + key.charAt(index);
        }
        return new SplittableRandom(hash).nextLong();
    }
}
