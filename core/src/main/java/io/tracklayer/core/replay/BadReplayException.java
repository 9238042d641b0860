// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

/** A replay was asked for that cannot be; the message says what is wrong and what to do. */
public final class BadReplayException extends Exception {
    private static final long serialVersionUID = 1L;

    BadReplayException(String message) {
        super(message);
    }
}
