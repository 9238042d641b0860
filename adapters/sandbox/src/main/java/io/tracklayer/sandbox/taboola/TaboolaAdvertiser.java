// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.taboola;

import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.PlatformName;
import java.util.List;

/**
 * An advertiser's or network's account at Taboola.
 *
 * @param eventNames what its rules in Realize are called; any name counts when empty
 * @param strict refuse what no document of Taboola's names
 */
record TaboolaAdvertiser(String name, List<String> eventNames, boolean strict) implements Account {

    static TaboolaAdvertiser read(ControlFields fields) {
        fields.onlyKnown("event_names", "mode");
        String id = fields.requireText("account");
        if (!id.isEmpty() && !id.matches("[1-9][0-9]*")) {
            fields.error("\"account\" must be digits");
        }
        List<String> names = fields.has("event_names") ? fields.texts("event_names") : List.of();
        return new TaboolaAdvertiser(id, names, fields.isFirst("mode", "strict", "lenient"));
    }

    @Override
    public PlatformName platform() {
        return PlatformName.TABOOLA;
    }
}
