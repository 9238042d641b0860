// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

/** A query parameter that cannot be understood; the message says what would be. */
public final class BadParameterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadParameterException(String message) {
        super(message);
    }
}
