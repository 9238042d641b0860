// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

/** The configuration has no such source; the message says which and what to do. */
public final class UnknownSourceException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownSourceException(String store, String source) {
        super(
                "tracklayer.yaml has no source \""
                        + source
                        + "\" in a store \""
                        + store
                        + "\"; add it, or correct the name");
    }
}
