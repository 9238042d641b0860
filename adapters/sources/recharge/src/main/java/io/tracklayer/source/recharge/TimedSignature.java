// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature with a timestamp, {@code t=1768472431,v1=6b07...}: hex of HMAC-SHA256 over the
 * timestamp, a dot and the raw body. Parts of further versions may follow.
 *
 * @param signed the timestamp as it stands
 * @param candidates every {@code v1}
 */
record TimedSignature(String signed, List<byte[]> candidates) {
    /** Retries go on for 48 h and keep the time of the first signing. */
    static final Duration LONGEST_AGE = Duration.ofHours(48);

    private static final String ALGORITHM = "HmacSHA256";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    /**
     * @param timestamp the header with the time alone, for a signature that leaves it out
     */
    static Optional<TimedSignature> decode(String header, Optional<String> timestamp) {
        String signed = timestamp.orElse("");
        List<byte[]> candidates = new ArrayList<>();
        for (String part : header.split(",")) {
            String[] pair = part.strip().split("=", 2);
            if (pair.length == 2 && pair[0].equals("t")) {
                signed = pair[1];
            } else if (pair.length == 2 && pair[0].equals("v1")) {
                hex(pair[1]).ifPresent(candidates::add);
            }
        }
        return SECONDS.matcher(signed).matches() && !candidates.isEmpty()
                ? Optional.of(new TimedSignature(signed, candidates))
                : Optional.empty();
    }

    static Optional<byte[]> hex(String text) {
        try {
            return Optional.of(HexFormat.of().parseHex(text.strip().toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    boolean current(Instant now) {
        try {
            Instant time = Instant.ofEpochSecond(Long.parseLong(signed));
            return Duration.between(time, now).abs().compareTo(LONGEST_AGE) <= 0;
        } catch (DateTimeException absurd) {
            return false;
        }
    }

    /** Tries every secret, so that the time taken does not tell which one fits. */
    boolean fits(byte[] body, List<String> secrets) {
        boolean fits = false;
        for (String secret : secrets) {
            byte[] expected = sign(body, secret);
            for (byte[] candidate : candidates) {
                fits |= MessageDigest.isEqual(expected, candidate);
            }
        }
        return fits;
    }

    private byte[] sign(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((signed + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
