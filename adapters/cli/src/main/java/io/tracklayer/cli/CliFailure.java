// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

/** A command could not do its work; the text says what, where and what to do. */
class CliFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CliFailure(String text) {
        super(text);
    }

    CliFailure(String text, Throwable cause) {
        super(text, cause);
    }
}
