// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.awin;

import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.PlatformName;
import java.util.Optional;

/**
 * An advertiser.
 *
 * @param strict refuse members Awin does not name and members without content
 * @param immediate whether orders are looked at before the answer
 * @param callsPerMinute most calls within a minute of the clock
 */
record AwinAdvertiser(
        String name, String token, boolean strict, boolean immediate, Optional<Long> callsPerMinute)
        implements Account {
    private static final int MOST_CALLS = 1_000;

    static AwinAdvertiser read(ControlFields fields) {
        fields.onlyKnown("token", "mode", "answers", "calls_per_minute");
        String id = fields.requireText("account");
        if (!id.isEmpty() && !id.matches("[0-9]{1,10}")) {
            fields.error("\"account\" must be 1 to 10 digits");
        }
        return new AwinAdvertiser(
                id,
                fields.requireText("token"),
                fields.isFirst("mode", "strict", "lenient"),
                fields.isFirst("answers", "now", "later"),
                fields.number("calls_per_minute", 1, MOST_CALLS));
    }

    @Override
    public PlatformName platform() {
        return PlatformName.AWIN;
    }
}
