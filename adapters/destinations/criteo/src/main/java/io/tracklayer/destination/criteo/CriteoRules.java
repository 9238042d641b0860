// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.identity.Rules;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where Criteo's normalisation differs from the shared rules. */
final class CriteoRules {
    /** No-break spaces too, which {@link String#strip} leaves. */
    private static final Pattern OUTER_SPACE =
            Pattern.compile("^\\p{IsWhite_Space}+|\\p{IsWhite_Space}+$");

    private CriteoRules() {}

    /** Without Unicode white space at both ends. */
    static String trim(String text) {
        return OUTER_SPACE.matcher(text).replaceAll("");
    }

    /** Lower case; dots and tags of the local part stay. Empty for what is no plain address. */
    static Optional<String> email(String trimmed) {
        return Rules.EMAIL_LOWER.plain(trimmed);
    }
}
