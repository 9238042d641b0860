// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.Decoded;

/** A message that cannot become what the mapping wants until somebody changes something. */
final class UnusableMessageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    UnusableMessageException(String code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
    }

    Decoded.Rejected rejected() {
        return new Decoded.Rejected(code, getMessage());
    }
}
