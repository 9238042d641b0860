// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

/** A scenario cannot be played here. The message says what it needs. */
final class SkippedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SkippedException(String message) {
        super(message);
    }
}
