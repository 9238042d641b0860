// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * The latest requests of a destination that failed in a row, or were told that there is no such
 * thing.
 *
 * @param failures requests in a row without an answer or with a server error
 * @param failingSince when the first of them was made; 1970 when there is none
 * @param notFound answers in a row with 404 or 410
 */
public record Streak(int failures, Instant failingSince, int notFound) {
    private static final int MOST_FAILURES = 5;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_NOT_FOUND = 20;

    /** Nothing in a row. */
    public static Streak none() {
        return new Streak(0, Instant.EPOCH, 0);
    }

    Streak after(Attempt attempt) {
        int status = attempt.status();
        if (status == 0 || status >= 500) {
            Instant since = failures == 0 ? attempt.startedAt() : failingSince;
            return new Streak(failures + 1, since, status == 0 ? notFound : 0);
        }
        return new Streak(0, Instant.EPOCH, status == 404 || status == 410 ? notFound + 1 : 0);
    }

    boolean down(Instant at) {
        return failures >= MOST_FAILURES
                || failures > 1 && Duration.between(failingSince, at).compareTo(LONGEST) > 0;
    }

    boolean gone() {
        return notFound >= MOST_NOT_FOUND;
    }
}
