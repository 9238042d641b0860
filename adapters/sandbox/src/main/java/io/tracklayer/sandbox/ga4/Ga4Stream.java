// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.ga4;

import io.tracklayer.sandbox.platform.Account;
import io.tracklayer.sandbox.platform.ControlFields;
import io.tracklayer.sandbox.platform.PlatformName;

/** A GA4 web stream. */
record Ga4Stream(String name, String secret) implements Account {

    static Ga4Stream read(ControlFields fields) {
        fields.onlyKnown("secret");
        return new Ga4Stream(fields.requireText("account"), fields.requireText("secret"));
    }

    @Override
    public PlatformName platform() {
        return PlatformName.GA4;
    }
}
