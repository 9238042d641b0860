// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

/**
 * One raw value read by its field's rule: either a canonical value with the rule's name, or a
 * sentence saying why it is unusable.
 *
 * @param value canonical value, or null when unusable
 * @param rule what was done, e.g. {@code as given}
 * @param problem why it is unusable, or empty
 */
record Canonical(Object value, String rule, String problem) {

    static Canonical of(Object value, String rule) {
        return new Canonical(value, rule, "");
    }

    static Canonical unusable(String problem) {
        return new Canonical(null, "", problem);
    }

    boolean usable() {
        return value != null;
    }
}
