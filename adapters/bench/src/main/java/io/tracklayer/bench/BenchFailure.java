// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

/** A measurement that could not be made; the message says why and is all a person needs. */
final class BenchFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchFailure(String message) {
        super(message);
    }

    BenchFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
