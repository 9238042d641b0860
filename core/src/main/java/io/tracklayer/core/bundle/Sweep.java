// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Goes through one text: values that are known, then what looks like an e-mail address, a phone
 * number, a network address, a hash or a credential, also where it stands encoded.
 */
final class Sweep {
    private static final int LONGEST = 64 * 1024;
    private static final int DEEPEST = 3;
    private static final Pattern URL =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\\s\"'<>\\\\]+");
    private static final Pattern EMAIL =
            Pattern.compile(
                    "[\\p{L}\\p{N}._%+'-]{1,64}(?:@|%40)[\\p{L}\\p{N}.-]{1,190}\\.\\p{L}{2,24}");
    private static final Pattern PHONE =
            Pattern.compile(
                    "(?<![\\w.:+-])(?:\\+\\d[\\d ()/.-]{5,18}\\d|0[1-9][\\d ()/-]{6,16}\\d)(?![\\w:-])");
    private static final Pattern NETWORK =
            Pattern.compile(
                    "(?<![\\w.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\w.])"
                            + "|(?<![\\w:])(?=[0-9a-fA-F:]{0,39}::|(?:[0-9a-fA-F]{1,4}:){7})"
                            + "[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,8}(?![\\w:])");
    private static final Pattern HASH =
            Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])");
    private static final Pattern CREDENTIAL =
            Pattern.compile(
                    "(?<![A-Za-z0-9])(?:EAA|shp[a-z]{2}_|tlk_|tlo_|whsec_|sk_|pk_|ya29\\.|eyJ)[A-Za-z0-9._-]{12,}"
                            + "|(?i:pbkdf2-sha256)\\$\\d{1,9}\\$[A-Za-z0-9+/=$]{8,}"
                            + "|(?i:bearer|basic) [A-Za-z0-9._~+/=-]{8,}");
    private static final Pattern PERCENT =
            Pattern.compile("[^\\s\"'<>&=?/%]{0,200}(?:%[0-9A-Fa-f]{2}[^\\s\"'<>&=?/%]*)+");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{8,}={0,2}");

    private final Redaction redaction;
    private final String place;

    Sweep(Redaction redaction, String place) {
        this.redaction = redaction;
        this.place = place;
    }

    /** The text without them, cut at 64 KiB. */
    String of(String text) {
        return of(text.length() > LONGEST ? text.substring(0, LONGEST) + "… (cut)" : text, 0);
    }

    private String of(String text, int depth) {
        String swept = replaced(URL, text, url -> new Address(redaction, place).of(url));
        swept = taken(redaction.known(), swept, "known of this person or the configuration");
        swept = taken(EMAIL, swept, "looks like an e-mail address");
        swept = taken(CREDENTIAL, swept, "looks like a credential");
        swept = taken(HASH, swept, "looks like a hash of personal data");
        swept = taken(NETWORK, swept, "looks like a network address");
        swept = taken(PHONE, swept, "looks like a phone number");
        if (depth >= DEEPEST) {
            return swept;
        }
        swept = replaced(PERCENT, swept, encoded -> decoded(encoded, depth));
        return replaced(BASE64, swept, this::base64);
    }

    private String taken(Pattern pattern, String text, String reason) {
        return replaced(pattern, text, found -> redaction.whole(place, reason, found));
    }

    /** What was encoded to no purpose stays as it is. */
    private String decoded(String encoded, int depth) {
        String plain;
        try {
            plain = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return redaction.whole(place, "encoded in a way that cannot be looked into", encoded);
        }
        String swept = of(plain, depth + 1);
        return swept.equals(plain) ? encoded : swept;
    }

    /** What stands before it may be of the same letters, so it is read from four places. */
    private String base64(String token) {
        String letters = token.replace("=", "").replace('-', '+').replace('_', '/');
        for (int skip = 0; skip < 4 && letters.length() - skip >= 8; skip++) {
            String part = letters.substring(skip);
            int whole = part.length() % 4 == 1 ? part.length() - 1 : part.length();
            byte[] bytes = Base64.getDecoder().decode(part.substring(0, whole));
            String plain = new String(bytes, StandardCharsets.UTF_8);
            if (holdsAny(plain, redaction.known(), EMAIL, CREDENTIAL)) {
                return redaction.whole(place, "personal data or a secret in Base64", token);
            }
        }
        return token;
    }

    private static boolean holdsAny(String text, Pattern... patterns) {
        return Stream.of(patterns).anyMatch(pattern -> pattern.matcher(text).find());
    }

    private static String replaced(Pattern pattern, String text, UnaryOperator<String> by) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find()
                ? matcher.replaceAll(
                        (MatchResult found) -> Matcher.quoteReplacement(by.apply(found.group())))
                : text;
    }
}
