// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.identity.Sha256;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A share of events that is kept: of one visitor, order or event all or none, on every node and at
 * every time the same. The SHA-256 of {@code <rule id> LF <visitor|order|event> LF <key>} in UTF-8
 * is taken; its first eight bytes, read as an unsigned number, modulo 1,000,000 must be less than
 * the share in millionths. Because of the rule's id two rules keep independent shares.
 *
 * @param rule id of the rule
 * @param millionths the share kept, 0 to 1,000,000
 */
record Sampling(String rule, long millionths, By by) {
    private static final long WHOLE = 1_000_000;

    boolean keeps(Event event) {
        String key = rule + "\n" + by.name().toLowerCase(Locale.ROOT) + "\n" + by.key(event);
        long first = Long.parseUnsignedLong(Sha256.of(key).hex().substring(0, 16), 16);
        return Long.remainderUnsigned(first, WHOLE) < millionths;
    }

    /** {@code 10%}. */
    String share() {
        return BigDecimal.valueOf(millionths, 4).stripTrailingZeros().toPlainString() + "%";
    }

    /** What is kept or left out as a whole. */
    enum By {
        /** The browser's id, else the customer key, else the e-mail address, else the event id. */
        VISITOR(
                event ->
                        List.of(EventField.ANONYMOUS_ID, EventField.EXTERNAL_ID, EventField.EMAIL)
                                .stream()
                                .flatMap(field -> event.text(field).stream())
                                .findFirst()),
        /** The order id, else the event id. */
        ORDER(Event::orderId),
        /** The event id. */
        EVENT(event -> Optional.of(event.eventId()));

        private final Function<Event, Optional<String>> reader;

        By(Function<Event, Optional<String>> reader) {
            this.reader = reader;
        }

        private String key(Event event) {
            return reader.apply(event).orElse(event.eventId());
        }
    }
}
