// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.util.List;

/**
 * Something done to the node: a line of {@code faults.log}.
 *
 * @param at milliseconds since 1970
 * @param forgives how many of what the kind says
 */
record Disturbance(long at, Kind kind, int forgives, String text) {
    /** What a repetition may be explained by. */
    enum Kind {
        /**
         * The process ended at once, and the platforms have read all it had sent: what was in
         * flight may be sent once more.
         */
        KILL,
        /** Stored records were destroyed: so many calls of a destination may be repeated. */
        DAMAGE,
        /** Records that nothing was made of yet were destroyed: so many messages may be lost. */
        LOSS,
        /** Anything that explains no repetition. */
        OTHER
    }

    String line() {
        return Tabs.join(at, kind, forgives, text);
    }

    static Disturbance of(String line) {
        List<String> f = Tabs.split(line, 4);
        return new Disturbance(
                Long.parseLong(f.get(0)),
                Kind.valueOf(f.get(1)),
                Integer.parseInt(f.get(2)),
                f.get(3));
    }
}
