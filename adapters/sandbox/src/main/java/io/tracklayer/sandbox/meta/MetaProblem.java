// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import io.tracklayer.sandbox.platform.Reason;

/**
 * One thing wrong with a Meta call or event.
 *
 * @param subcode Meta's number for it under code 100, 0 where it has none
 */
record MetaProblem(Severity severity, int subcode, Reason reason) {

    /** How far it matters. */
    enum Severity {
        /** The live API refuses it. */
        REFUSED,
        /** The live API lets it pass but cannot use it; refused in strict mode. */
        STRICT,
        /** Counted among the diagnostics, never refused. */
        NOTE
    }

    boolean refuses(boolean strict) {
        return severity == Severity.REFUSED || (strict && severity == Severity.STRICT);
    }
}
