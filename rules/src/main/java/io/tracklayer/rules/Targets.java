// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.spi.Purpose;
import java.util.Set;

/** Which destinations an effect is about. */
sealed interface Targets {

    boolean include(Situation situation);

    /** Whether these are at least the others. */
    boolean cover(Targets others);

    /** Every destination. */
    record All() implements Targets {
        @Override
        public boolean include(Situation situation) {
            return true;
        }

        @Override
        public boolean cover(Targets others) {
            return true;
        }
    }

    /** Destinations by their own id or their plugin's; groups are resolved when they are read. */
    record Named(Set<String> names) implements Targets {
        @Override
        public boolean include(Situation situation) {
            return names.contains(situation.destination()) || names.contains(situation.plugin());
        }

        @Override
        public boolean cover(Targets others) {
            return others instanceof Named named && names.containsAll(named.names);
        }
    }

    /** Destinations that cannot do without one of these purposes. */
    record Needing(Set<Purpose> purposes) implements Targets {
        @Override
        public boolean include(Situation situation) {
            for (Purpose purpose : purposes) {
                if (situation.purposes().contains(purpose)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean cover(Targets others) {
            return others instanceof Needing needing && purposes.containsAll(needing.purposes);
        }
    }
}
