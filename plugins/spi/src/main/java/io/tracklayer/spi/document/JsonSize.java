// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi.document;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Bytes of a tree as the host writes it. Measured, because a message that is too large has to be
 * recognised while it is mapped, before anything is written.
 */
public final class JsonSize {
    // RFC 8259 section 7 lets a writer choose between 4 bytes and 12; never guess too small.
    private static final int ESCAPED_PAIR = 12;

    private JsonSize() {}

    /** How many bytes the host writes for a tree, or a few more. */
    public static long bytes(Object node) {
        if (node instanceof Map<?, ?> map) {
            long sum = brackets(map.size());
            for (Map.Entry<?, ?> member : map.entrySet()) {
                sum += bytes(member.getKey()) + 1 + bytes(member.getValue());
            }
            return sum;
        }
        if (node instanceof List<?> list) {
            long sum = brackets(list.size());
            for (Object element : list) {
                sum += bytes(element);
            }
            return sum;
        }
        if (node instanceof BigDecimal decimal) {
            return decimal(decimal);
        }
        return node instanceof String text ? text(text) : node.toString().length();
    }

    private static long brackets(int members) {
        return 2L + Math.max(0, members - 1);
    }

    private static long text(String text) {
        long sum = 2;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (Character.isHighSurrogate(character) && i + 1 < text.length()) {
                sum += character(text.codePointAt(i));
                i += Character.charCount(text.codePointAt(i)) - 1;
            } else {
                sum += character(character);
            }
        }
        return sum;
    }

    private static long character(int codePoint) {
        if (codePoint < 0x20) {
            return "\b\t\n\f\r".indexOf(codePoint) >= 0 ? 2 : 6;
        }
        if (codePoint < 0x80) {
            return codePoint == '"' || codePoint == '\\' ? 2 : 1;
        }
        if (codePoint < 0x10000) {
            return codePoint < 0x800 ? 2 : 3;
        }
        return ESCAPED_PAIR;
    }

    // Computed, not written out: 1E+999999999 in plain notation would fill the memory.
    private static long decimal(BigDecimal number) {
        long digits = number.precision();
        long scale = number.scale();
        long sign = number.signum() < 0 ? 1 : 0;
        return sign + (scale <= 0 ? digits - scale : Math.max(digits, scale + 1) + 1);
    }
}
