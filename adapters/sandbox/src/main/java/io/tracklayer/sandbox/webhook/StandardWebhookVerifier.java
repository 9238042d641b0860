// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.webhook;

import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.Reason;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Verifies Standard Webhooks signatures (version v1) over the bytes that arrived. */
final class StandardWebhookVerifier {
    private static final Duration TOLERANCE = Duration.ofSeconds(300);

    private final Clock clock;

    StandardWebhookVerifier(Clock clock) {
        this.clock = clock;
    }

    /** Why the call is not trusted, or empty when it is. */
    Optional<Reason> distrust(Call call, List<SigningKey> keys) {
        Optional<String> id = filled(call, "webhook-id");
        Optional<String> timestamp = filled(call, "webhook-timestamp");
        Optional<String> signature = filled(call, "webhook-signature");
        if (id.isEmpty() || timestamp.isEmpty() || signature.isEmpty()) {
            return reason(
                    "signature_headers_missing",
                    "webhook-id, webhook-timestamp and webhook-signature are all required");
        }
        if (!timestamp.get().matches("\\d{1,12}")) {
            return reason("timestamp_invalid", "webhook-timestamp must be unix seconds");
        }
        long seconds = Long.parseLong(timestamp.get());
        if (Math.abs(clock.instant().getEpochSecond() - seconds) > TOLERANCE.toSeconds()) {
            return reason("timestamp_out_of_tolerance", "webhook-timestamp is over 300 s off");
        }
        boolean matches = false;
        for (SigningKey key : keys) {
            byte[] expected = key.sign(id.get(), timestamp.get(), call.body());
            matches |= anyMatch(signature.get(), expected);
        }
        return matches
                ? Optional.empty()
                : reason("signature_mismatch", "no v1 signature fits the body and a known secret");
    }

    /** Standard Webhooks: a space-separated list; versions not known to us are passed over. */
    private static boolean anyMatch(String header, byte[] expected) {
        boolean matches = false;
        for (String entry : header.split(" ")) {
            if (entry.startsWith("v1,")) {
                // No early exit: the time taken must not tell which entry was right.
                matches |= MessageDigest.isEqual(expected, decode(entry.substring(3)));
            }
        }
        return matches;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static Optional<String> filled(Call call, String name) {
        return call.header(name).filter(value -> !value.isBlank());
    }

    private static Optional<Reason> reason(String code, String sentence) {
        return Optional.of(new Reason(code, sentence));
    }
}
