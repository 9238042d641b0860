// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.util.Collection;
import java.util.Set;

/**
 * How well a diagnosis names what was provoked.
 *
 * @param expected findings there should be
 * @param named those of them there are
 * @param falseAlarms findings there should not be
 */
record Score(int expected, int named, int falseAlarms) {
    static final Score NONE = new Score(0, 0, 0);

    /** Of one merchant. */
    static Score of(Set<String> wanted, Collection<String> found) {
        int named = (int) wanted.stream().filter(found::contains).count();
        int others = (int) found.stream().filter(line -> !wanted.contains(line)).count();
        return new Score(wanted.size(), named, others);
    }

    Score and(Score other) {
        return new Score(
                expected + other.expected, named + other.named, falseAlarms + other.falseAlarms);
    }

    boolean perfect() {
        return named == expected && falseAlarms == 0;
    }

    @Override
    public String toString() {
        return "%d of %d faults named rightly, %d false alarms"
                .formatted(named, expected, falseAlarms);
    }
}
