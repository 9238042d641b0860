// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi.identity;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a platform wants one identifier normalised. A rule gives empty when nothing usable is left;
 * an MD5 or another hash that is not SHA-256 is never usable.
 */
@FunctionalInterface
public interface Rule {

    /** Text that looks like an MD5 or SHA-1 in hex: nobody can do anything with it. */
    Pattern FOREIGN_HASH = Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{40}");

    /** Normalises a plain value. */
    Optional<String> normalise(String plain);

    /**
     * The hash of a value: one that was hashed before us is passed on, a plain one is normalised
     * and hashed once.
     */
    default Optional<Sha256> hash(String value) {
        Optional<Sha256> before = Sha256.recognise(value);
        return before.isPresent() ? before : plain(value).map(Sha256::of);
    }

    /**
     * The normalised value when it is plain; empty when it was hashed before us or nothing usable
     * is left.
     */
    default Optional<String> plain(String value) {
        String trimmed = value.strip();
        if (Sha256.recognise(trimmed).isPresent() || isForeignHash(trimmed)) {
            return Optional.empty();
        }
        return normalise(trimmed).filter(text -> !text.isEmpty());
    }

    private static boolean isForeignHash(String text) {
        boolean fits = text.length() == 32 || text.length() == 40;
        return fits && FOREIGN_HASH.matcher(text).matches();
    }
}
