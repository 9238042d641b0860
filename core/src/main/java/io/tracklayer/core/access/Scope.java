// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One kind of message a write key may send. */
public enum Scope {
    /** What happens now. */
    EVENTS,
    /** Who a visitor is: identify, group and alias calls. */
    IDENTIFY,
    /** What happened more than a week ago. */
    IMPORT;

    /** The spelling in keys.yaml. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of that spelling. */
    public static Optional<Scope> find(String wire) {
        return Arrays.stream(values()).filter(scope -> scope.wire().equals(wire)).findFirst();
    }
}
