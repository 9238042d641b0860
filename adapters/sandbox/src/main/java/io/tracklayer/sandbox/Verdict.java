// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox;

import java.util.Locale;

/** What the platform did with an event it was given. */
enum Verdict {
    STORED,
    DEDUPLICATED,
    REJECTED,
    DROPPED,
    /** Stored, and shown in the platform's test view; Meta counts it, Snapchat does not. */
    TEST;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
