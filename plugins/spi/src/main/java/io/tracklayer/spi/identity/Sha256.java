// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A SHA-256 hash of an identifier, 64 lower-case hex characters.
 *
 * @param hex the hash
 */
public record Sha256(String hex) {
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");

    public Sha256 {
        if (!HASH.matcher(hex).matches()) {
            throw new IllegalArgumentException("not a SHA-256 hash");
        }
        hex = hex.toLowerCase(Locale.ROOT);
    }

    /** Hashes the UTF-8 bytes of an already normalised text. */
    public static Sha256 of(String normalised) {
        return new Sha256(
                HexFormat.of().formatHex(digest(normalised.getBytes(StandardCharsets.UTF_8))));
    }

    /** Recognises a value that somebody hashed before us, in any case. */
    public static Optional<Sha256> recognise(String value) {
        String trimmed = value.strip();
        return HASH.matcher(trimmed).matches()
                ? Optional.of(new Sha256(trimmed))
                : Optional.empty();
    }

    /** The digest of bytes. */
    public static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
