// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.List;

/**
 * A message the node answered with a 2xx: a line of {@code acked.log}.
 *
 * @param at milliseconds since 1970, when the answer was there
 * @param message as in {@code attempt.log}
 */
record Acked(long at, long message, int status) {
    String line() {
        return Tabs.join(at, message, status);
    }

    static Acked of(String line) {
        List<String> f = Tabs.split(line, 3);
        return new Acked(
                Long.parseLong(f.get(0)), Long.parseLong(f.get(1)), Integer.parseInt(f.get(2)));
    }
}
