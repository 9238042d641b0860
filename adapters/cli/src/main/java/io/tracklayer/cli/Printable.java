// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.util.regex.Pattern;

/** Text of senders and platforms for a terminal, which would obey control characters in it. */
final class Printable {
    private static final Pattern OBEYED = Pattern.compile("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");

    private Printable() {}

    /** The text on one line, a question mark for each character that a terminal would obey. */
    static String of(String text) {
        return OBEYED.matcher(text).replaceAll("?");
    }

    /** The same with its lines kept. */
    static String lines(String text) {
        return String.join("\n", text.lines().map(Printable::of).toList());
    }
}
