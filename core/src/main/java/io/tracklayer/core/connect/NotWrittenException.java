// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.connect;

/** Nothing was written, or not all of it; the message says why and what to do, never a secret. */
public final class NotWrittenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotWrittenException(String message) {
        super(message);
    }

    NotWrittenException(String message, Throwable cause) {
        super(message, cause);
    }
}
