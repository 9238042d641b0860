// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Settings;
import java.math.BigDecimal;
import java.util.Optional;

/** What an event is worth. */
final class Ga4Value {
    private Ga4Value() {}

    /** The value of a shopping event, by the basis the operator chose; else what is known. */
    static Optional<BigDecimal> ofLines(Event event, Settings settings) {
        Optional<BigDecimal> lines = lines(event).or(() -> event.money(EventField.SUBTOTAL));
        return settings.text(Ga4Settings.VALUE_BASIS).equals("items")
                ? lines.or(event::value)
                : event.value().or(() -> lines);
    }

    /** The event's own value: an amount given back, the worth of a lead. */
    static Optional<BigDecimal> own(Event event) {
        return event.value().or(() -> lines(event));
    }

    /** Whether the chosen basis is the lines but only the order total is known. */
    static boolean fellBackToTotal(Event event, Settings settings) {
        return settings.text(Ga4Settings.VALUE_BASIS).equals("items")
                && event.has(EventField.VALUE)
                && !event.has(EventField.SUBTOTAL)
                && lines(event).isEmpty();
    }

    private static Optional<BigDecimal> lines(Event event) {
        boolean priced =
                !event.items().isEmpty()
                        && event.items().stream().allMatch(item -> item.price() != null);
        return priced
                ? event.items().stream()
                        .map(Item::lineTotal)
                        .flatMap(Optional::stream)
                        .reduce(BigDecimal::add)
                : Optional.empty();
    }
}
