// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.other;

import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.PlatformName;
import java.util.Optional;

/**
 * An API nobody has described to this server.
 *
 * @param token when given, every call must carry it as a bearer token
 * @param status of every answer to a call that carries it
 * @param body of every such answer
 */
record OtherApi(String name, Optional<String> token, int status, String body) implements Account {

    static OtherApi read(ControlFields fields) {
        fields.onlyKnown("token", "status", "body");
        return new OtherApi(
                fields.requireText("account"),
                fields.text("token"),
                fields.number("status", 200, 299).orElse(200L).intValue(),
                fields.text("body").orElse("{}"));
    }

    @Override
    public PlatformName platform() {
        return PlatformName.OTHER;
    }
}
