// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.connect;

import java.util.regex.Pattern;

/** What is given as a secret. */
final class SecretText {
    private static final Pattern OF_SEVERAL_LINES =
            Pattern.compile("(?s)\\{.*}|-----BEGIN .*-----END [A-Z ]{1,40}-----");

    private SecretText() {}

    /**
     * Key files have lines; elsewhere a line break or another control character came along by
     * mistake, and no request could carry it.
     *
     * @throws NotWrittenException if it has one; never shows the value
     */
    static void requireWhole(String setting, String value) {
        String text = value.strip();
        boolean controls = text.chars().anyMatch(Character::isISOControl);
        if (controls && !OF_SEVERAL_LINES.matcher(text).matches()) {
            throw new NotWrittenException(
                    "the value of \""
                            + setting
                            + "\" has a line break or another control character in it; copy it"
                            + " again, alone");
        }
    }
}
