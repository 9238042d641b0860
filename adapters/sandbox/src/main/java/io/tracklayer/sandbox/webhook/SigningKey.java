// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A symmetric Standard Webhooks key. */
final class SigningKey {
    private static final String PREFIX = "whsec_";

    private final SecretKeySpec key;

    private SigningKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
    }

    /**
     * Standard Webhooks: the key is the decoded bytes behind {@code whsec_}, 24 to 64 of them, and
     * never the base64 text itself.
     */
    static Optional<SigningKey> parse(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
            return bytes.length < 24 || bytes.length > 64
                    ? Optional.empty()
                    : Optional.of(new SigningKey(bytes));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    byte[] sign(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }
}
