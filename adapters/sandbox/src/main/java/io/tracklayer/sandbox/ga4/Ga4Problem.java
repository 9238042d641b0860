// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.ga4;

import io.tracklayer.sandbox.platform.Reason;

/**
 * One thing wrong with a GA4 body or event.
 *
 * @param fieldPath as the validation server names it
 */
record Ga4Problem(Code code, String fieldPath, Reason reason) {

    /** The codes of the validation server. */
    enum Code {
        VALUE_INVALID,
        VALUE_REQUIRED,
        NAME_INVALID,
        NAME_RESERVED,
        VALUE_OUT_OF_BOUNDS,
        EXCEEDED_MAX_ENTITIES
    }
}
