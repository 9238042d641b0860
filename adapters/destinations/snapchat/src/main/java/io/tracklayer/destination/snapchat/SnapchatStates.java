// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import io.tracklayer.spi.identity.Rules;
import io.tracklayer.spi.identity.States;
import java.util.Optional;

/** States of the US as two letters, everywhere else lower case without spaces (Parameters: st). */
final class SnapchatStates {
    private SnapchatStates() {}

    /**
     * The state as Snapchat matches it.
     *
     * @param country two letters, upper case, or empty when not known
     */
    static Optional<String> normalise(String country, String state) {
        return switch (country) {
            case "US" -> States.code("US", state);
            case "" -> States.code("US", state).or(() -> Rules.COMPACT_LOWER.normalise(state));
            default -> Rules.COMPACT_LOWER.normalise(state);
        };
    }
}
