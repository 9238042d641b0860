// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MapContext;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One order: the event that counts it and the changes Google took since, with the one at hand. A
 * sum over all of them is right whatever the order of sending, and harmless to repeat.
 */
final class GoogleAdsOrder {
    /** Events that count an order under its id. */
    static final Set<EventName> SALES =
            Set.of(
                    EventName.PURCHASE_PLACED,
                    EventName.PURCHASE_PAID,
                    EventName.SUBSCRIPTION_RENEWED);

    private static final Set<EventName> CHANGES =
            Set.of(EventName.ORDER_CANCELLED, EventName.ORDER_REFUNDED, EventName.ORDER_EDITED);

    private final Optional<Event> sale;
    private final List<Event> before;
    private final List<Event> changes;

    private GoogleAdsOrder(Optional<Event> sale, List<Event> before, List<Event> changes) {
        this.sale = sale;
        this.before = before;
        this.changes = changes;
    }

    /** The order of an event. What was only validated does not count, and a test changes none. */
    static GoogleAdsOrder of(Event event, MapContext context) {
        List<Event> others =
                event.orderId().map(context::accepted).orElse(List.of()).stream()
                        .filter(one -> one.test() == event.test())
                        .filter(one -> !one.eventId().equals(event.eventId()))
                        .toList();
        List<Event> before = others.stream().filter(one -> CHANGES.contains(one.name())).toList();
        List<Event> changes = new ArrayList<>(before);
        if (CHANGES.contains(event.name())) {
            changes.add(event);
        }
        Optional<Event> sale =
                Stream.concat(Stream.of(event), others.stream())
                        .filter(one -> SALES.contains(one.name()))
                        .findFirst();
        return new GoogleAdsOrder(sale, before, changes);
    }

    /** The event under which Google has the order, if it has it. */
    Optional<Event> sale() {
        return sale;
    }

    /** Whether anything has changed. */
    boolean corrected() {
        return !changes.isEmpty();
    }

    /** What is left of the order, never negative; empty when it cannot be told. */
    Optional<BigDecimal> left() {
        return left(changes);
    }

    /** Whether nothing was left already before the event at hand. */
    boolean nothingLeftBefore() {
        return left(before).filter(value -> value.signum() == 0).isPresent() && !before.isEmpty();
    }

    private Optional<BigDecimal> left(List<Event> known) {
        if (sale.isEmpty() || sale.get().currency().isEmpty()) {
            return Optional.empty();
        }
        if (known.stream().anyMatch(one -> one.name() == EventName.ORDER_CANCELLED)) {
            return Optional.of(BigDecimal.ZERO);
        }
        Event total = total(known);
        List<Event> refunds = known.stream().filter(one -> refundedSince(one, total)).toList();
        boolean comparable =
                Stream.concat(Stream.of(total), refunds.stream()).allMatch(this::comparable);
        return comparable
                ? Optional.of(
                        refunds.stream()
                                .map(refund -> refund.value().orElseThrow())
                                .reduce(total.value().orElseThrow(), BigDecimal::subtract)
                                .max(BigDecimal.ZERO))
                : Optional.empty();
    }

    /** The newest statement of the order's total: its latest edit, else the sale itself. */
    private Event total(List<Event> known) {
        return known.stream()
                .filter(one -> one.name() == EventName.ORDER_EDITED)
                .max(Comparator.comparing(Event::eventTime))
                .orElseGet(sale::orElseThrow);
    }

    private boolean refundedSince(Event change, Event total) {
        return change.name() == EventName.ORDER_REFUNDED
                && (SALES.contains(total.name()) || change.eventTime().isAfter(total.eventTime()));
    }

    private boolean comparable(Event event) {
        return event.value().isPresent() && event.currency().equals(sale.flatMap(Event::currency));
    }
}
