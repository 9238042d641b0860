// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import java.util.Locale;

/** What an operator may do; each may what those before it may. */
public enum Role {
    /** Sees everything. */
    VIEWER,
    /** Sends again, pauses and resumes, sends test events. */
    OPERATOR,
    /** Connects destinations, changes secrets and access, erases persons. */
    ADMIN;

    /** The name in files and JSON. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether this role includes another. */
    public boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }
}
