// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import java.util.regex.Pattern;

/** Amounts that templates print for people. */
final class SegmentNumbers {
    /** Only with both signs: {@code 1,299} is a thousand to some and one and a bit to others. */
    private static final Pattern GROUPED = Pattern.compile("\\s*-?\\d{1,3}(,\\d{3})+\\.\\d+\\s*");

    private static final int LONGEST = 40;

    private SegmentNumbers() {}

    /** {@code 1,299.00} without its commas; anything else as it is, for the host to judge. */
    static Object plain(Object raw) {
        return raw instanceof String text
                        && text.length() <= LONGEST
                        && GROUPED.matcher(text).matches()
                ? text.replace(",", "").strip()
                : raw;
    }
}
