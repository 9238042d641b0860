// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.Locale;

/** The state of one purpose; never a boolean, because not knowing is neither yes nor no. */
public enum ConsentState {
    GRANTED,
    DENIED,
    UNKNOWN;

    /** The spelling in JSON and YAML. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
