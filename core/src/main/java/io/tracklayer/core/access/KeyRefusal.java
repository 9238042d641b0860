// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

/** The codes of messages a key may not send. */
public final class KeyRefusal {
    /** Begins the code of a message the key lacks the scope for. */
    static final String SCOPE = "missing_scope:";

    static final String EVENT = "server_only_event";
    static final String PLACE = "server_only_action_source";

    private KeyRefusal() {}

    /** Whether a message was rejected because of the key and not because of its content. */
    public static boolean is(String code) {
        return code.startsWith(SCOPE) || code.equals(EVENT) || code.equals(PLACE);
    }
}
