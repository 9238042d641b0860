// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.webhook;

import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.PlatformName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A webhook endpoint; during a rotation it accepts several secrets. */
record WebhookEndpoint(String name, List<SigningKey> keys) implements Account {
    WebhookEndpoint {
        keys = List.copyOf(keys);
    }

    static WebhookEndpoint read(ControlFields fields) {
        fields.onlyKnown("secrets");
        List<SigningKey> keys = new ArrayList<>();
        for (String secret : fields.texts("secrets")) {
            Optional<SigningKey> key = SigningKey.parse(secret);
            key.ifPresentOrElse(
                    keys::add,
                    () ->
                            fields.error(
                                    "\"secrets\" must each be whsec_ and the base64 of 24 to 64"
                                            + " bytes"));
        }
        return new WebhookEndpoint(fields.requireText("account"), keys);
    }

    @Override
    public PlatformName platform() {
        return PlatformName.WEBHOOK;
    }
}
