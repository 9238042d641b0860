// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.core.reconcile.DedupKey;
import io.tracklayer.core.reconcile.Match;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField.Authority;
import java.util.List;
import java.util.Optional;

/**
 * One message on its way through the pipeline: what is known about it grows from step to step.
 * Lives on one thread within one unit of work; a message that ends early (ignored, rejected,
 * repeated) carries its final row and the later steps leave it alone.
 */
public final class Passage {
    /** What one request may carry: further messages would take the next request's event numbers. */
    public static final int MOST_MESSAGES = 4_096;

    private final UnitOfWork unit;
    private final ActiveConfiguration active;
    private final long offset;
    private final int index;
    private final Arrival arrival;
    private final StoreConfig store;
    private final Decoded decoded;
    private final Authority authority;
    private Accepted accepted;
    private Match match;
    private StoredEvent event;
    private List<Delivery> deliveries = List.of();
    private ObservationRow ended;

    Passage(
            UnitOfWork unit,
            ActiveConfiguration active,
            long offset,
            int index,
            Arrival arrival,
            StoreConfig store,
            Decoded decoded,
            Authority authority) {
        this.unit = unit;
        this.active = active;
        this.offset = offset;
        this.index = index;
        this.arrival = arrival;
        this.store = store;
        this.decoded = decoded;
        this.authority = authority;
    }

    /** Whether the message still is on its way to becoming an event. */
    public boolean open() {
        return ended == null;
    }

    /** What the dedup step found, once it ran. */
    public Optional<Match> match() {
        return Optional.ofNullable(match);
    }

    /** Keys under which the sender's own ids are remembered. */
    List<DedupKey> messages() {
        return decoded instanceof Decoded.Happened happened
                ? happened.observation().deliveryIds().stream()
                        .map(
                                id ->
                                        DedupKey.message(
                                                arrival.merchant(),
                                                arrival.store(),
                                                arrival.source(),
                                                id))
                        .toList()
                : List.of();
    }

    /** The key the idempotent consumer shows in logs: event name and id. */
    public String dedupKey() {
        return accepted == null ? observationId() : DedupKey.eventId(accepted.event()).toString();
    }

    /** Its place in the request. */
    int index() {
        return index;
    }

    String observationId() {
        return offset + "-" + index;
    }

    /** Event numbers are made of the journal offset, so a rebuilt store numbers alike. */
    long newEventSeq() {
        return offset * MOST_MESSAGES + index + 1;
    }

    void end(Verdict verdict, String reason, String sentence, long eventSeq) {
        ended =
                new ObservationRow(
                        observationId(),
                        offset,
                        arrival.merchant(),
                        arrival.store(),
                        arrival.source(),
                        arrival.receivedAt(),
                        verdict,
                        reason,
                        sentence,
                        eventSeq,
                        eventName());
    }

    private String eventName() {
        return decoded instanceof Decoded.Happened happened
                ? happened.observation().name().wire()
                : "";
    }

    UnitOfWork unit() {
        return unit;
    }

    ActiveConfiguration active() {
        return active;
    }

    long offset() {
        return offset;
    }

    Arrival arrival() {
        return arrival;
    }

    StoreConfig store() {
        return store;
    }

    Decoded decoded() {
        return decoded;
    }

    Authority authority() {
        return authority;
    }

    Accepted accepted() {
        return accepted;
    }

    void accepted(Accepted normalised) {
        this.accepted = normalised;
    }

    void matched(Match found) {
        this.match = found;
    }

    StoredEvent event() {
        return event;
    }

    void event(StoredEvent current) {
        this.event = current;
    }

    /** The deliveries the event had before this message; none of a new event. */
    List<Delivery> deliveries() {
        return deliveries;
    }

    void deliveries(List<Delivery> present) {
        this.deliveries = List.copyOf(present);
    }

    ObservationRow ended() {
        return ended;
    }
}
