// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.criteo;

import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.PlatformName;
import java.util.Optional;

/**
 * A partner id of Criteo.
 *
 * @param callerId what {@code mapping_key} must be, if registered
 * @param strict refuse members and shapes that no document of Criteo's names, and late events
 */
record CriteoAdvertiser(String name, Optional<String> callerId, boolean strict) implements Account {

    static CriteoAdvertiser read(ControlFields fields) {
        fields.onlyKnown("caller_id", "mode");
        String id = fields.requireText("account");
        if (!id.isEmpty() && !id.matches("[0-9]{3,10}")) {
            fields.error("\"account\" must have 3 to 10 digits");
        }
        Optional<String> callerId = fields.text("caller_id");
        if (callerId.filter(text -> !text.matches("[0-9]+")).isPresent()) {
            fields.error("\"caller_id\" must be digits");
        }
        return new CriteoAdvertiser(id, callerId, fields.isFirst("mode", "strict", "lenient"));
    }

    @Override
    public PlatformName platform() {
        return PlatformName.CRITEO;
    }
}
