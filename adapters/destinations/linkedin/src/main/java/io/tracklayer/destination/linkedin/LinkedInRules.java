// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import java.util.Optional;
import java.util.regex.Pattern;

/** How LinkedIn wants identifiers, where its way is its own (Conversions API: schema). */
final class LinkedInRules {
    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern NOTHING = Pattern.compile("[0-]+");

    /** E-mail: no white space at all, lower case; dots and tags stay. */
    static final Rule EMAIL =
            plain -> Rules.EMAIL_LOWER.normalise(WHITE_SPACE.matcher(plain).replaceAll(""));

    /** Name before hashing: trimmed, lower case; LinkedIn says no more. */
    static final Rule NAME = plain -> Optional.of(Rules.lower(plain));

    /** Android advertising id; all zero stands for none. */
    static final Rule AD_ID =
            plain ->
                    Optional.of(plain)
                            .filter(UUID_TEXT.asMatchPredicate())
                            .filter(NOTHING.asMatchPredicate().negate());

    private LinkedInRules() {}
}
