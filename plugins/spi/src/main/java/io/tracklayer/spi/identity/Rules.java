// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi.identity;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The normalisation rules platforms ask for, one constant or method each. Lower-casing always
 * follows Unicode NFC.
 */
public final class Rules {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
    private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");

    /** Categories of Unicode, one bit each. */
    private static final int LETTERS =
            1 << Character.UPPERCASE_LETTER
                    | 1 << Character.LOWERCASE_LETTER
                    | 1 << Character.TITLECASE_LETTER
                    | 1 << Character.MODIFIER_LETTER
                    | 1 << Character.OTHER_LETTER
                    | 1 << Character.NON_SPACING_MARK
                    | 1 << Character.ENCLOSING_MARK
                    | 1 << Character.COMBINING_SPACING_MARK;

    private static final int LETTERS_AND_DIGITS =
            LETTERS
                    | 1 << Character.DECIMAL_DIGIT_NUMBER
                    | 1 << Character.LETTER_NUMBER
                    | 1 << Character.OTHER_NUMBER;

    private static final Set<String> GOOGLE_MAIL = Set.of("gmail.com", "googlemail.com");

    /** E-mail: trimmed, lower case, one at sign and a dot in the domain; tags and dots stay. */
    public static final Rule EMAIL_LOWER = plain -> email(plain);

    /** E-mail as Google asks for: as {@link #EMAIL_LOWER}, dots of Google addresses removed. */
    public static final Rule EMAIL_GOOGLE = plain -> email(plain).map(mail -> google(mail, false));

    /**
     * E-mail as Google's Data Manager asks for: as {@link #EMAIL_GOOGLE}, tags of Google addresses
     * removed too.
     */
    public static final Rule EMAIL_GOOGLE_UNTAGGED =
            plain -> email(plain).map(mail -> google(mail, true));

    /** Phone in E.164 with plus. The host stores phones in this form. */
    public static final Rule PHONE_PLUS =
            plain -> Optional.of(plain).filter(E164.asMatchPredicate());

    /** Phone in E.164 without plus. */
    public static final Rule PHONE_DIGITS =
            plain -> PHONE_PLUS.normalise(plain).map(phone -> phone.substring(1));

    /** Name: lower case, letters and digits of any script, no punctuation or white space. */
    public static final Rule NAME = plain -> Optional.of(keep(LETTERS_AND_DIGITS, lower(plain)));

    /** Town: lower case, letters of any script only. */
    public static final Rule CITY = plain -> Optional.of(keep(LETTERS, lower(plain)));

    /** Lower case without any white space, e.g. for customer keys. */
    public static final Rule COMPACT_LOWER =
            plain -> Optional.of(lower(plain).replaceAll("\\s+", ""));

    /** Trimmed, nothing else. */
    public static final Rule AS_IS = Optional::of;

    private Rules() {}

    /** NFC, then lower case independent of the machine's language. */
    public static String lower(String text) {
        String composed = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
        return composed.strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> email(String plain) {
        return Optional.of(lower(plain)).filter(EMAIL.asMatchPredicate());
    }

    private static String google(String mail, boolean untagged) {
        int at = mail.lastIndexOf('@');
        String domain = mail.substring(at + 1);
        if (!GOOGLE_MAIL.contains(domain)) {
            return mail;
        }
        String local = mail.substring(0, at).replace(".", "");
        int plus = local.indexOf('+');
        if (untagged && plus > 0) {
            local = local.substring(0, plus);
        }
        return local + "@" + domain;
    }

    private static String keep(int categories, String text) {
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(character -> (categories >> Character.getType(character) & 1) == 1)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }
}
