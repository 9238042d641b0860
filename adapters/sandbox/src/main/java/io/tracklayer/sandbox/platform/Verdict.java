// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import java.util.Locale;

/** What the platform did with an event it was given. */
public enum Verdict {
    STORED,
    DEDUPLICATED,
    REJECTED,
    DROPPED,
    /** Stored, and shown in the platform's test view; Meta counts it, Snapchat does not. */
    TEST;

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
