// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that may go on: bounded, without control characters, well-formed Unicode. */
final class Texts {
    private static final int LONGEST = 4_096;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\t\\n\\r]]");
    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    // A leading dot would make the JDK ask the name servers.
    private static final Pattern IPV6 =
            Pattern.compile("(?=.*:.*:)[0-9a-fA-F:][0-9a-fA-F:.]{1,44}");
    private static final Pattern ORIGIN =
            Pattern.compile("https?://[^/?#]+", Pattern.CASE_INSENSITIVE);
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private Texts() {}

    /** A text, or a number or flag as text. */
    static Optional<String> scalar(Object raw) {
        if (raw instanceof String text) {
            return Optional.of(text.strip());
        }
        if (raw instanceof BigDecimal number && Math.abs((long) number.scale()) <= 50) {
            return Optional.of(number.toPlainString());
        }
        return raw instanceof Long || raw instanceof BigInteger || raw instanceof Boolean
                ? Optional.of(raw.toString())
                : Optional.empty();
    }

    /** Any text by the general rule. */
    static Canonical text(String text) {
        if (text.length() > LONGEST) {
            return Canonical.unusable("is longer than " + LONGEST + " characters");
        }
        if (hasLoneSurrogate(text)) {
            return Canonical.unusable("is not well-formed Unicode");
        }
        String clean = CONTROL.matcher(text).replaceAll("");
        return clean.isBlank()
                ? Canonical.unusable("is blank")
                : Canonical.of(
                        clean, clean.equals(text) ? "as given" : "control characters removed");
    }

    /** An absolute web address. */
    static Canonical url(String text) {
        Canonical clean = text(text);
        if (!clean.usable()) {
            return clean;
        }
        Matcher origin = ORIGIN.matcher(text);
        // Browsers send brackets, pipes and lone percent signs as they are; only the host must be
        // sound.
        return origin.lookingAt() && hasHost(origin.group())
                ? clean
                : Canonical.unusable("is not an absolute http or https address");
    }

    private static boolean hasHost(String origin) {
        try {
            return new URI(origin).getHost() != null;
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }

    /** An IP address in text form. */
    static Canonical ip(String text) {
        boolean wellFormed = IPV4.matcher(text).matches() || IPV6.matcher(text).matches();
        if (!wellFormed) {
            return Canonical.unusable("is not a client address");
        }
        return isPrivate(text)
                ? Canonical.unusable(
                        "is a private address; behind a proxy, name it in node.trusted-proxies")
                : Canonical.of(text.toLowerCase(Locale.ROOT), "as given");
    }

    private static boolean isPrivate(String literal) {
        try {
            InetAddress address = InetAddress.getByName(literal);
            byte[] bytes = address.getAddress();
            boolean carrierNat = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
            boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || address.isSiteLocalAddress()
                    || address.isLinkLocalAddress()
                    || carrierNat
                    || uniqueLocal;
        } catch (UnknownHostException notALiteral) {
            return true;
        }
    }

    /** An ISO 3166-1 alpha-2 code in any case. */
    static Canonical country(String text) {
        String code = text.toUpperCase(Locale.ROOT);
        return COUNTRIES.contains(code)
                ? Canonical.of(code, code.equals(text) ? "as given" : "upper case")
                : Canonical.unusable("is not an ISO 3166-1 alpha-2 country code");
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
}
