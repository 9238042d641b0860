// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who holds a write key, and so how much may be believed of what comes with it. */
public enum KeyKind {
    /** Pages and servers alike. */
    ANY(EnumSet.allOf(Scope.class)),
    /** Kept secret on a server; a browser that uses it has been given what it should not have. */
    SERVER(EnumSet.allOf(Scope.class)),
    /** Written into pages, so everybody has it. */
    BROWSER(EnumSet.of(Scope.EVENTS, Scope.IDENTIFY));

    private final Set<Scope> most;

    KeyKind(Set<Scope> most) {
        this.most = most;
    }

    /** The scopes a key of this kind may have at most, and has when its entry names none. */
    public Set<Scope> most() {
        return EnumSet.copyOf(most);
    }

    /** The spelling in keys.yaml. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that spelling. */
    public static Optional<KeyKind> find(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
    }
}
