// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.spi.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a platform took and tells later. Asked about until it tells, at growing distance, for 24
 * hours.
 *
 * @param attempt id of the attempt that was taken; there is one inquiry per attempt
 * @param receipt what to ask with
 * @param events all events of that request, in its order
 * @param begunAt when the request was taken
 * @param asked how often it was asked
 * @param pace the wait that ends at {@code dueAt}
 * @param dueAt when to ask, or null when it is over
 */
public record Inquiry(
        String attempt,
        String receipt,
        List<Long> events,
        Instant begunAt,
        int asked,
        Duration pace,
        Instant dueAt) {
    /** Reason of a delivery while its inquiry is open. */
    public static final String REASON = "accepted_pending";

    /** The outcome of an attempt that only asked. */
    public static final String OUTCOME = "inquiry";

    static final int MOST_RECEIPT = 1_000;
    static final Duration GIVE_UP = Duration.ofHours(24);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(4);

    public Inquiry {
        Objects.requireNonNull(attempt, "attempt");
        Objects.requireNonNull(receipt, "receipt");
        Objects.requireNonNull(pace, "pace");
        events = List.copyOf(events);
    }

    /** The receipts among outcomes. */
    static Set<String> receipts(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.AcceptedPending.class::isInstance)
                .map(outcome -> ((Outcome.AcceptedPending) outcome).receipt())
                .collect(Collectors.toSet());
    }

    /** The inquiry a request begins with these outcomes, if any. */
    static Optional<Inquiry> of(Shipment shipment, List<Outcome> outcomes, Instant now) {
        return outcomes.stream()
                .filter(Outcome.AcceptedPending.class::isInstance)
                .map(Outcome.AcceptedPending.class::cast)
                .findFirst()
                .map(pending -> of(shipment, pending, now));
    }

    private static Inquiry of(Shipment shipment, Outcome.AcceptedPending pending, Instant now) {
        Duration first = bounded(pending.askAfter(), GIVE_UP);
        return new Inquiry(
                shipment.attemptId(),
                pending.receipt(),
                shipment.batch().eventSeqs(),
                now,
                0,
                first,
                now.plus(first));
    }

    private static Duration bounded(Duration pace, Duration longest) {
        Duration least = pace.compareTo(SHORTEST) < 0 ? SHORTEST : pace;
        return least.compareTo(longest) > 0 ? longest : least;
    }

    /** When to ask; empty when it is over. */
    public Optional<Instant> due() {
        return Optional.ofNullable(dueAt);
    }

    /** Whether the platform was asked for as long as it is. */
    boolean isLast(Instant now) {
        return !now.isBefore(begunAt.plus(GIVE_UP));
    }

    /** The same after an answer that says nothing. */
    Inquiry again(Instant now) {
        Duration longer = bounded(pace.multipliedBy(3).dividedBy(2), LONGEST);
        Instant end = begunAt.plus(GIVE_UP);
        Instant next = now.plus(longer);
        return new Inquiry(
                attempt,
                receipt,
                events,
                begunAt,
                asked + 1,
                longer,
                next.isAfter(end) ? end : next);
    }

    /** The same, over. */
    Inquiry over() {
        return new Inquiry(attempt, receipt, events, begunAt, asked + 1, pace, null);
    }

    /** Whether the delivery stands as this request left it: not told yet, and not sent again. */
    public boolean isAwaitedBy(Delivery delivery) {
        return delivery.status() == DeliveryStatus.DELIVERED
                && delivery.reason().equals(REASON)
                && delivery.lastAttempt().equals(attempt);
    }
}
