// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import io.tracklayer.spi.identity.States;
import java.util.Optional;

/** States and provinces: TikTok wants two letters in the US and Canada. */
final class TikTokRegions {
    private TikTokRegions() {}

    /**
     * The state as TikTok matches it: elsewhere the lower-case name.
     *
     * @param country two letters, upper case, or empty when not known
     */
    static Rule state(String country) {
        return plain -> {
            Optional<String> code = States.code(country, plain);
            return States.haveCodes(country) ? code : code.or(() -> lower(plain));
        };
    }

    private static Optional<String> lower(String plain) {
        return Optional.of(Rules.lower(plain));
    }
}
