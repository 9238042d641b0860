// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import io.tracklayer.spi.identity.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The old signature: hex of the plain SHA-256 of the secret followed by the raw body. It is no
 * HMAC, whatever the header is called; that a body may be lengthened under such a hash is of no use
 * to anybody, because what would be added is not JSON.
 */
record PlainSignature(byte[] bytes) {

    static Optional<PlainSignature> decode(String header) {
        return TimedSignature.hex(header).map(PlainSignature::new);
    }

    /** Tries every secret, so that the time taken does not tell which one fits. */
    boolean fits(byte[] body, List<String> secrets) {
        boolean fits = false;
        for (String secret : secrets) {
            fits |= MessageDigest.isEqual(hash(body, secret), bytes);
        }
        return fits;
    }

    private static byte[] hash(byte[] body, String secret) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        byte[] message = Arrays.copyOf(key, key.length + body.length);
        System.arraycopy(body, 0, message, key.length, body.length);
        return Sha256.digest(message);
    }
}
