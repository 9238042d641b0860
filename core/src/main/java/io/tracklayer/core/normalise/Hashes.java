// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import java.util.regex.Pattern;

/** Tells a value that was hashed in a way nobody can use from one that is wrong otherwise. */
final class Hashes {
    /** MD5, SHA-1 and their like in hex, or SHA-256 in Base64. */
    private static final Pattern FOREIGN =
            Pattern.compile("[0-9a-fA-F]{32,128}|[0-9A-Za-z+/_-]{43}=?");

    private Hashes() {}

    static String otherwise(String raw, String problem) {
        return FOREIGN.matcher(raw.strip()).matches()
                ? "looks hashed, but not as SHA-256 in 64 hex digits"
                : problem;
    }
}
