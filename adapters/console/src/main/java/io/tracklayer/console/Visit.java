// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import java.time.Clock;
import java.util.List;

/**
 * One GET of an operator.
 *
 * @param evidence what this operator may see
 * @param names what stood in the path in place of its placeholders, in order
 */
record Visit(
        Evidence evidence, Parameters query, Operator operator, Clock clock, List<String> names) {

    /** The only placeholder of the path. */
    String name() {
        return names.get(0);
    }

    /** The same as a number. */
    long number() {
        return Long.parseLong(name());
    }
}
