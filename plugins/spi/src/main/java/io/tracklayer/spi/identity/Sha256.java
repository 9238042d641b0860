// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A SHA-256 hash of an identifier, 64 lower-case hex characters.
 *
 * @param hex the hash
 */
public record Sha256(String hex) {
    private static final int LENGTH = 64;

    /** Copied for each use, which is several times quicker than asking the providers for one. */
    private static final MessageDigest DIGEST = digest();

    public Sha256 {
        if (!isHash(hex)) {
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
        return isHash(trimmed) ? Optional.of(new Sha256(trimmed)) : Optional.empty();
    }

    /** The digest of bytes. */
    public static byte[] digest(byte[] bytes) {
        try {
            return ((MessageDigest) DIGEST.clone()).digest(bytes);
        } catch (CloneNotSupportedException everyJdkCopiesIt) {
            throw new IllegalStateException(everyJdkCopiesIt);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** By hand: this is asked of every identifier for every destination. */
    private static boolean isHash(String text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return hex;
    }
}
