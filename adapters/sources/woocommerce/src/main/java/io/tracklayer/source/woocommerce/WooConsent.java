// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.Tree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The visitor's choice as the shop's snippet leaves it in the order: an object, or the same as JSON
 * text, e.g. {@code {"analytics":"granted","marketing":"denied"}}. WooCommerce itself knows no
 * consent.
 */
final class WooConsent {
    private static final String STATED_BY = "api";
    private static final int LONGEST = 8_192;

    /** One member of a JSON object with what stands before it. */
    private static final Pattern MEMBER =
            Pattern.compile(
                    "\\G[{,]\\s*\"([A-Za-z_]{1,40})\"\\s*:\\s*(?:\"([^\"\\\\]*+)\"|([a-z0-9]{1,10}))\\s*");

    private WooConsent() {}

    /**
     * @param ordered when the order was made: the choice is not younger, whenever it is told
     */
    static ConsentSignals read(Tree value, Optional<Instant> ordered) {
        Map<String, Object> object =
                value.node() instanceof String text ? flat(text) : value.members();
        if (object.isEmpty()) {
            return ConsentSignals.none();
        }
        ConsentSignals.Builder signals =
                ConsentSignals.collect().signalsOf(object).statesOf(object, STATED_BY);
        if (object.get("collected_at") == null) {
            ordered.ifPresent(time -> signals.collectedAt(time.toString()));
        }
        return signals.build();
    }

    /** The members of a JSON object without nesting and escapes; none when it is another text. */
    private static Map<String, Object> flat(String text) {
        String json = text.strip();
        Map<String, Object> members = new LinkedHashMap<>();
        if (json.length() > LONGEST || !json.startsWith("{")) {
            return members;
        }
        Matcher member = MEMBER.matcher(json);
        int end = 0;
        while (member.find()) {
            members.put(member.group(1), value(member));
            end = member.end();
        }
        return json.substring(end).equals("}") ? members : Map.of();
    }

    private static Object value(Matcher member) {
        String bare = member.group(3);
        if (bare == null) {
            return member.group(2);
        }
        return switch (bare) {
            case "true" -> true;
            case "false" -> false;
            default -> bare;
        };
    }
}
