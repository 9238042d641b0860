// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import java.time.Instant;

/**
 * A message that shows keys.
 *
 * @param number the number of the message
 * @param received when it arrived
 * @param happened when what it tells of happened
 */
record Message(
        long number,
        Instant received,
        Instant happened,
        String merchant,
        String eventId,
        String source) {
    /** Two persons come from one message at most, and a join per kind of key. */
    private static final int PERSONS = 2;

    private static final int JOINS = 16;

    /** The number of the person it brings to light. */
    long person(boolean browser) {
        return number * PERSONS + (browser ? 1 : 0);
    }

    /** The number of one of the joins it makes. */
    long join(int index) {
        return number * JOINS + index;
    }
}
