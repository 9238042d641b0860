// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.spi.Purpose;
import java.util.Set;

/** Which destinations an action is about. */
sealed interface Targets {

    boolean include(Situation situation);

    /** Every destination. */
    record All() implements Targets {
        @Override
        public boolean include(Situation situation) {
            return true;
        }
    }

    /** Destinations by their own id or their plugin's. */
    record Named(Set<String> names) implements Targets {
        @Override
        public boolean include(Situation situation) {
            return names.contains(situation.destination()) || names.contains(situation.plugin());
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
    }
}
