// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.util.EnumMap;
import java.util.Map;

/**
 * Google consent mode: the named states, else the parameter gcd, else gcs. The two parameters are
 * read the way open-source parsers read them.
 */
final class ConsentMode {
    private static final String BASE64 =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** In gcd, the letter at each of these positions stands for a purpose. */
    private static final Map<Purpose, Integer> GCD_POSITIONS =
            Map.of(
                    Purpose.MARKETING, 2,
                    Purpose.ANALYTICS, 4,
                    Purpose.AD_USER_DATA, 6,
                    Purpose.AD_PERSONALIZATION, 8);

    private static final Map<Purpose, Integer> GCS_POSITIONS =
            Map.of(Purpose.MARKETING, 2, Purpose.ANALYTICS, 3);

    private static final Map<Purpose, String> NAMES =
            Map.of(Purpose.MARKETING, "ad_storage", Purpose.ANALYTICS, "analytics_storage");

    private ConsentMode() {}

    /** The purposes it says something about; empty when there is no signal. */
    static Map<Purpose, ConsentState> states(Map<String, Object> signal) {
        Map<Purpose, ConsentState> states = new EnumMap<>(Purpose.class);
        String gcd = String.valueOf(signal.get("gcd"));
        String gcs = String.valueOf(signal.get("gcs"));
        if (gcd.length() > 8) {
            GCD_POSITIONS.forEach((purpose, at) -> states.put(purpose, letter(gcd.charAt(at))));
        } else if (gcs.matches("G1[01-][01-]")) {
            GCS_POSITIONS.forEach((purpose, at) -> states.put(purpose, digit(gcs.charAt(at))));
        }
        NAMES.forEach(
                (purpose, name) -> {
                    if (signal.containsKey(name)) {
                        states.put(purpose, BrowserConsent.state(signal.get(name)));
                    }
                });
        return states;
    }

    /** Two bits of default, two of update; an update that was made wins. */
    private static ConsentState letter(char letter) {
        int bits = Math.max(0, BASE64.indexOf(letter));
        int update = bits & 3;
        return state(update >= 2 ? update : bits >> 2 & 3);
    }

    private static ConsentState state(int bits) {
        return switch (bits) {
            case 2 -> ConsentState.DENIED;
            case 3 -> ConsentState.GRANTED;
            default -> ConsentState.UNKNOWN;
        };
    }

    private static ConsentState digit(char digit) {
        return switch (digit) {
            case '0' -> ConsentState.DENIED;
            case '1' -> ConsentState.GRANTED;
            default -> ConsentState.UNKNOWN;
        };
    }
}
