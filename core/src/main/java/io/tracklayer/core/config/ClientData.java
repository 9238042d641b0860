// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether a store keeps a visitor's address whole, and the name of the browser. */
public enum ClientData {
    KEEP,
    /** Not of a visitor who refused analytics and marketing. */
    BY_CONSENT,
    NEVER;

    /** The spelling in tracklayer.yaml. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The setting of that spelling. */
    public static Optional<ClientData> find(String wire) {
        return Arrays.stream(values()).filter(setting -> setting.wire().equals(wire)).findFirst();
    }
}
