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
 * An MD5 hash of an identifier, 32 lower-case hex characters, for the platforms that still match by
 * it.
 *
 * @param hex the hash
 */
public record Md5(String hex) {
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{32}");

    public Md5 {
        if (!HASH.matcher(hex).matches()) {
            throw new IllegalArgumentException("not an MD5 hash");
        }
        hex = hex.toLowerCase(Locale.ROOT);
    }

    /** Hashes the UTF-8 bytes of an already normalised text. */
    public static Md5 of(String normalised) {
        try {
            byte[] text = normalised.getBytes(StandardCharsets.UTF_8);
            return new Md5(HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Recognises a value that somebody hashed before us, in any case. */
    public static Optional<Md5> recognise(String value) {
        String trimmed = value.strip();
        return HASH.matcher(trimmed).matches() ? Optional.of(new Md5(trimmed)) : Optional.empty();
    }

    @Override
    public String toString() {
        return hex;
    }
}
