// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.nio.charset.StandardCharsets;

/** The answer to a sender. The array must not be changed. */
public record Reply(int status, String contentType, byte[] body) {

    /** A JSON answer given as text. */
    public static Reply json(int status, String body) {
        return new Reply(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }
}
