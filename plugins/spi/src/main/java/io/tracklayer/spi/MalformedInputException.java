// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

/**
 * Content that cannot be read. The message says what is wrong and where, without repeating the
 * content.
 */
public final class MalformedInputException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * Creates it.
     *
     * @param code closed lower-case code, e.g. {@code malformed_json}
     */
    public MalformedInputException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The closed code. */
    public String code() {
        return code;
    }
}
