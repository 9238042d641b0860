// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The symmetric signature of Standard Webhooks 1.0.0: HMAC-SHA-256 over id, timestamp and the bytes
 * of the body, joined by dots. The key is what the secret's base64 stands for, never its text.
 */
final class WebhookSignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final String PREFIX_OF_VERSION = "v1,";
    private static final int SHORTEST_KEY = 24;
    private static final int LONGEST_KEY = 64;

    private WebhookSignature() {}

    /** The value of {@code webhook-signature}: one signature per secret, in their order. */
    static String header(List<String> secrets, String id, String timestamp, byte[] body) {
        byte[] signed = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
        return secrets.stream()
                .map(secret -> PREFIX_OF_VERSION + sign(key(secret), signed, body))
                .collect(Collectors.joining(" "));
    }

    private static String sign(byte[] key, byte[] head, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(head);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] key(String secret) {
        if (!secret.startsWith(PREFIX)) {
            throw unusable("does not begin with whsec_");
        }
        byte[] key = decode(secret.substring(PREFIX.length()));
        if (key.length < SHORTEST_KEY || key.length > LONGEST_KEY) {
            throw unusable("stands for " + key.length + " bytes instead of 24 to 64");
        }
        return key;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException notBase64) {
            // The cause is left out: its message quotes a part of the secret.
            throw unusable("is not base64 behind whsec_");
        }
    }

    private static IllegalArgumentException unusable(String why) {
        return new IllegalArgumentException(
                "a signing secret in \"secret\" or \"previous-secrets\" "
                        + why
                        + ". Create one with: echo whsec_$(openssl rand -base64 32)");
    }
}
