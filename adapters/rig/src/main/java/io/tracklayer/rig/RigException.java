// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

/** The rig cannot go on, or the node did something that no ledger shows. The message says what. */
final class RigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RigException(String message) {
        super(message);
    }

    RigException(String message, Throwable cause) {
        super(message, cause);
    }
}
