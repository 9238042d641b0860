// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import java.util.regex.Pattern;

/**
 * Texts without personal data. "Best practices to avoid sending PII" (Analytics Help, November
 * 2026): e-mail addresses and phone numbers anywhere in a property lead to deletion of its data.
 */
final class Ga4Text {
    static final String REDACTED = "redacted";

    /** At sign plain, encoded once or several times; lengths bounded so that no text is slow. */
    private static final Pattern EMAIL =
            Pattern.compile(
                    "[^\\s/?&=#;,:<>\"'()]{1,128}(?:@|%(?:25){0,3}40)[^\\s/?&=#;,:@%<>\"'()]{1,253}\\.[A-Za-z]{2,24}");

    private static final Pattern PHONE = Pattern.compile("(?<!\\w)\\+[1-9]\\d{6,14}(?!\\d)");
    private static final Pattern WRITTEN_PHONE =
            Pattern.compile(
                    "\\+[\\d\\s().-]{7,24}|00[1-9]\\d{7,14}|\\(?\\d{3}\\)?[-. ]\\d{3}[-. ]\\d{4}");

    private Ga4Text() {}

    /**
     * The text with everything that looks like an e-mail address or international phone removed.
     */
    static String redact(String text) {
        return PHONE.matcher(redactEmail(text)).replaceAll(REDACTED);
    }

    static String redactEmail(String text) {
        return EMAIL.matcher(text).replaceAll(REDACTED);
    }

    /** Whether an identifier is, or contains, an e-mail address or is a phone number. */
    static boolean looksLikePerson(String id) {
        return looksLikeEmail(id) || WRITTEN_PHONE.matcher(id).matches();
    }

    static boolean looksLikeEmail(String text) {
        // most texts hold neither sign, and the search is dear
        boolean may = text.indexOf('@') >= 0 || text.indexOf('%') >= 0;
        return may && EMAIL.matcher(text).find();
    }

    /** At most that many characters, no character halved. */
    static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit;
        return text.substring(0, end);
    }
}
