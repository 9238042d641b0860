// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.pinterest;

import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.PlatformName;
import java.util.List;

/**
 * A Pinterest ad account.
 *
 * @param strict refuse keys the description does not have, which the live API may tolerate
 * @param partialStatus status of a call of which some events failed, 422 or 200
 * @param extendedEvents whether it knows the event names of the newer guide
 * @param eventNames names its advertiser has defined
 */
record PinterestAdAccount(
        String name,
        String token,
        boolean strict,
        int partialStatus,
        boolean extendedEvents,
        List<String> eventNames)
        implements Account {
    PinterestAdAccount {
        eventNames = List.copyOf(eventNames);
    }

    static PinterestAdAccount read(ControlFields fields) {
        fields.onlyKnown("token", "mode", "failures", "extended_events", "event_names");
        return new PinterestAdAccount(
                fields.requireText("account"),
                fields.requireText("token"),
                fields.isFirst("mode", "strict", "lenient"),
                fields.isFirst("failures", "422", "200") ? 422 : 200,
                fields.flag("extended_events").orElse(true),
                fields.has("event_names") ? fields.texts("event_names") : List.of());
    }

    @Override
    public PlatformName platform() {
        return PlatformName.PINTEREST;
    }
}
