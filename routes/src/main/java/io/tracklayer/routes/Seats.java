// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Operators;
import java.util.HashMap;
import java.util.Map;

/**
 * Places for live viewers, so many in all. One operator gets a part of them, so that none takes
 * them all from the others; who has no name of their own is not told apart. Thread-safe.
 */
final class Seats {
    private final int all;
    private final int each;
    private final Map<Operator, Integer> taken = new HashMap<>();
    private int total;

    Seats(int all, int each) {
        this.all = all;
        this.each = each;
    }

    /** Takes a place until {@link #leave}; false when there is none for them. */
    synchronized boolean take(Operator who) {
        int theirs = taken.getOrDefault(who, 0);
        if (total >= all || named(who) && theirs >= each) {
            return false;
        }
        taken.put(who, theirs + 1);
        total++;
        return true;
    }

    synchronized void leave(Operator who) {
        taken.computeIfPresent(who, (same, theirs) -> theirs == 1 ? null : theirs - 1);
        total--;
    }

    private static boolean named(Operator who) {
        return !who.equals(Operator.LOCAL) && !who.equals(Operators.TOKEN_HOLDER);
    }
}
