// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import java.util.regex.Pattern;

/** What Google wrote, without what could be personal: it may repeat what was sent. */
final class GoogleAdsText {
    private static final int LONGEST = 300;
    private static final Pattern HASH =
            Pattern.compile("(?<![0-9a-fA-F])[0-9a-fA-F]{64}(?![0-9a-fA-F])");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s\"'<>@]{1,64}@[^\\s\"'<>@,;]{1,190}");
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "\\d{1,3}(?:\\.\\d{1,3}){3}|(?:[0-9a-fA-F]{1,4}:){2,7}[0-9a-fA-F:]{0,20}");
    private static final Pattern PHONE = Pattern.compile("\\+\\d[\\d ()-]{5,20}\\d");

    private GoogleAdsText() {}

    static String shown(String text) {
        String cut = text.substring(0, Math.min(4 * LONGEST, text.length()));
        String unhashed = HASH.matcher(cut).replaceAll("(hash)");
        String unmailed = EMAIL.matcher(unhashed).replaceAll("(e-mail)");
        String located = ADDRESS.matcher(unmailed).replaceAll("(address)");
        String plain = PHONE.matcher(located).replaceAll("(number)");
        return plain.substring(0, Math.min(LONGEST, plain.length()));
    }
}
