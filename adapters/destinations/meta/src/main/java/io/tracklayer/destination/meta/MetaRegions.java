// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import io.tracklayer.spi.identity.Rules;
import io.tracklayer.spi.identity.States;
import java.util.Map;
import java.util.Optional;

/** States and provinces as Meta matches them, and its numbers for limited data use. */
final class MetaRegions {
    /** Data processing options: data_processing_options_state, November 2026. */
    private static final Map<String, Long> LIMITED_DATA_USE =
            Map.ofEntries(
                    Map.entry("ca", 1000L),
                    Map.entry("co", 1001L),
                    Map.entry("ct", 1002L),
                    Map.entry("fl", 1003L),
                    Map.entry("or", 1004L),
                    Map.entry("tx", 1005L),
                    Map.entry("mt", 1006L),
                    Map.entry("de", 1007L),
                    Map.entry("ne", 1008L),
                    Map.entry("nh", 1009L),
                    Map.entry("nj", 1010L),
                    Map.entry("mn", 1011L),
                    Map.entry("md", 1012L),
                    Map.entry("ri", 1013L));

    private MetaRegions() {}

    /**
     * The state as Meta matches it.
     *
     * @param country two letters, upper case, or empty when not known
     */
    static Optional<String> normalise(String country, String state) {
        Optional<String> code = States.code(country, state);
        return States.haveCodes(country) ? code : code.or(() -> Rules.NAME.normalise(state));
    }

    /** Meta's number of a US state in which limited data use applies. */
    static Optional<Long> limitedDataUseState(String state) {
        return normalise("US", state).map(LIMITED_DATA_USE::get);
    }
}
