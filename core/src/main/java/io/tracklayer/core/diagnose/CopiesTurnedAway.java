// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.OrderForms;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a copy of a purchase that was turned away at the door or could not be read: what looks like
 * a page or shop that says nothing is then one that is not understood.
 */
final class CopiesTurnedAway {
    /** A day: as long as copies are recognised. */
    private static final Duration OF_ORDER = Duration.ofDays(1);

    /** What only names the buyer says little about another hour. */
    private static final Duration OF_BUYER = Duration.ofMinutes(15);

    private final Ground ground;

    CopiesTurnedAway(Ground ground) {
        this.ground = ground;
    }

    Optional<Finding> of(StoredEvent stored) {
        Event event = stored.event();
        if (!event.name().purchaseLike()) {
            return Optional.empty();
        }
        TurnedAway requests = new TurnedAway(ground, event.merchant());
        List<ObservationRow> rows =
                requests.rows(Verdict.REJECTED, Verdict.REFUSED).stream()
                        .filter(row -> near(row, event, OF_ORDER))
                        .toList();
        return requests.having(orders(event), rows)
                .map(row -> finding("Another request about it", row))
                .or(() -> ofBuyer(requests, rows, event));
    }

    private static Set<String> orders(Event event) {
        Set<String> words = new HashSet<>(OrderForms.of(event));
        words.add(event.eventId());
        words.addAll(OrderForms.of(event).stream().map(OrderForms::bare).toList());
        return words;
    }

    private static List<String> buyers(Event event) {
        List<String> words = new ArrayList<>();
        event.text(EventField.EMAIL).ifPresent(words::add);
        event.text(EventField.ANONYMOUS_ID).ifPresent(words::add);
        return words;
    }

    /** It may be about another order of the same person: what it is about cannot be told. */
    private static Optional<Finding> ofBuyer(
            TurnedAway requests, List<ObservationRow> rows, Event event) {
        return requests.having(buyers(event), ofBuyer(rows, event))
                .map(row -> finding("Another request of the same buyer", row));
    }

    private static List<ObservationRow> ofBuyer(List<ObservationRow> rows, Event event) {
        return rows.stream()
                .filter(row -> near(row, event, OF_BUYER))
                .filter(row -> row.eventName().equals(event.name().wire()))
                .toList();
    }

    private static boolean near(ObservationRow row, Event event, Duration most) {
        return Duration.between(row.receivedAt(), event.receivedAt()).abs().compareTo(most) <= 0;
    }

    private static Finding finding(String which, ObservationRow row) {
        return new Finding(
                Layer.ARRIVED,
                "",
                State.WARNING,
                RequestMeanings.of(row.reason()).cause(),
                which
                        + ", number "
                        + row.arrivalOffset()
                        + " from "
                        + row.source()
                        + " at "
                        + Say.time(row.receivedAt())
                        + ", was "
                        + row.verdict().wire()
                        + " ("
                        + row.reason()
                        + "): "
                        + Say.sentence(row.sentence()),
                List.of(new Proof("that request and why", Links.request(row.arrivalOffset()))),
                RequestMeanings.next(row));
    }
}
