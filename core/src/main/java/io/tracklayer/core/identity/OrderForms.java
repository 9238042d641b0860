// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import io.tracklayer.core.consent.VisitorKeys;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is the same of an order's number however it is written: {@code #1001}, {@code 1001}, {@code
 * 001001} and {@code web-1001} all have the core {@code 1001}.
 */
public final class OrderForms {
    private static final Pattern NUMBERED =
            Pattern.compile("(?:[a-z]{1,10}[^a-z0-9]*)?0*(\\d{3,18})(?:[^a-z0-9]*[a-z]{1,10})?");

    private OrderForms() {}

    /**
     * The part that all ways to write it share: its digits when it has one run of at least three,
     * else its letters and digits; lower case. Empty when it has neither.
     */
    public static String core(String order) {
        String lower = order.strip().toLowerCase(Locale.ROOT);
        String trimmed = lower.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
        Matcher numbered = NUMBERED.matcher(trimmed);
        return numbered.matches() ? numbered.group(1) : trimmed.replaceAll("[^\\p{L}\\p{N}]", "");
    }

    /** A name as people type it: without the sign before it and without regard to case. */
    public static String bare(String order) {
        return order.strip().replaceFirst("^#\\s*", "").toLowerCase(Locale.ROOT);
    }

    /** The order's id and name, as the event has them. */
    public static Set<String> of(Event event) {
        return Stream.of(event.orderId(), event.text(EventField.ORDER_NAME))
                .flatMap(Optional::stream)
                .collect(TreeSet::new, Set::add, Set::addAll);
    }

    /** The cores of the order's id and name. */
    public static Set<String> cores(Event event) {
        Set<String> cores = new TreeSet<>();
        of(event).forEach(form -> cores.add(core(form)));
        cores.remove("");
        return cores;
    }

    /** Under which hash a core is found. */
    static String hash(String merchant, String core) {
        return VisitorKeys.key(merchant, "order", core);
    }
}
