// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where Reddit's normalisation differs from the shared rules. */
final class RedditRules {
    private static final Pattern EXTENSION = Pattern.compile("(?i)(?:ext|x|#).*");
    private static final Pattern NOT_DIGIT = Pattern.compile("\\D");

    /** Lower case, without dots and without the tag before the at sign, whatever the domain. */
    static final Rule EMAIL =
            plain -> Rules.EMAIL_LOWER.normalise(plain).flatMap(RedditRules::canonical);

    /** E.164 with plus, without an extension. */
    static final Rule PHONE =
            plain ->
                    Optional.of(EXTENSION.matcher(plain).replaceFirst(""))
                            .filter(phone -> phone.startsWith("+"))
                            .map(phone -> "+" + NOT_DIGIT.matcher(phone).replaceAll(""))
                            .flatMap(Rules.PHONE_PLUS::normalise);

    private RedditRules() {}

    private static Optional<String> canonical(String mail) {
        int at = mail.lastIndexOf('@');
        int plus = mail.indexOf('+');
        int end = plus >= 0 && plus < at ? plus : at;
        String local = mail.substring(0, end).replace(".", "");
        return local.isEmpty() ? Optional.empty() : Optional.of(local + mail.substring(at));
    }
}
