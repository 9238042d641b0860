// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signature as it stands in the header: base64 of HMAC-SHA256 over the raw body. The key is the
 * secret as it was typed: WordPress keeps it with HTML entities and takes them out before signing.
 */
record WooSignature(byte[] bytes) {
    private static final String ALGORITHM = "HmacSHA256";

    static Optional<WooSignature> decode(String header) {
        try {
            return Optional.of(new WooSignature(Base64.getDecoder().decode(header)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Tries every secret, so that the time taken does not tell which one fits. */
    boolean fits(byte[] body, List<String> secrets) {
        boolean fits = false;
        for (String secret : secrets) {
            fits |= MessageDigest.isEqual(sign(body, secret), bytes);
        }
        return fits;
    }

    private static byte[] sign(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
