// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.Locale;

/** Where the action took place. */
public enum ActionSource {
    WEBSITE,
    APP,
    EMAIL,
    PHONE_CALL,
    CHAT,
    PHYSICAL_STORE,
    SYSTEM_GENERATED,
    OTHER;

    /** The spelling in JSON, e.g. {@code physical_store}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
