// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

/**
 * The journal cannot promise durability right now. The caller must not acknowledge, and may ask the
 * client to come back.
 */
public final class JournalUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public JournalUnavailableException(String message) {
        super(message);
    }
}
