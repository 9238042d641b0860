// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

/**
 * Something that cannot be done with rules on disk; the message says what, where and what to do.
 */
public final class RulesDeskException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RulesDeskException(String message, Throwable cause) {
        super(message, cause);
    }
}
