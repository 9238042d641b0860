// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.decide.EventPath;
import io.tracklayer.core.delivery.Masking;
import io.tracklayer.spi.EventField.Privacy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Values of an event as an explanation may show them. */
final class Shown {
    private static final int LONGEST = 80;
    private static final int DIGITS_OF_A_PHONE = 7;

    private Shown() {}

    /**
     * Numbers and short text as they are. What names a person or a browser is not shown, nor are
     * properties and addresses that look as if they did.
     */
    static String values(EventPath path, List<Object> values) {
        if (values.isEmpty()) {
            return "not known";
        }
        return values.stream()
                .limit(5)
                .map(value -> value(path, value))
                .collect(Collectors.joining(", "));
    }

    private static String value(EventPath path, Object value) {
        if (path.privacy() != Privacy.NONE) {
            return Masking.MASK;
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (!(value instanceof String text)) {
            return value instanceof Boolean ? value.toString() : "(a tree)";
        }
        return personal(path, text) ? Masking.MASK : cut(text);
    }

    private static boolean personal(EventPath path, String text) {
        boolean free = path.property() || Set.of("page", "search_query").contains(head(path));
        return free
                && (text.indexOf('@') >= 0
                        || text.contains("%40")
                        || text.chars().filter(Character::isDigit).count() >= DIGITS_OF_A_PHONE);
    }

    private static String head(EventPath path) {
        return path.text().split("\\.", 2)[0];
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
