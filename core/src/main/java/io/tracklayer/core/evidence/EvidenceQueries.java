// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import io.tracklayer.core.consent.StoredConsent;
import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.Inquiry;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.identity.IdentityQueries;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.replay.ReplayQueries;
import io.tracklayer.spi.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Read access to the evidence. Lists are newest first and paged by the key of the last row. */
public interface EvidenceQueries {

    /** Events that match, with numbers below {@code beforeSeq}. */
    List<StoredEvent> events(EventFilter filter, long beforeSeq, int limit);

    /** Events changed at or after a journal offset, oldest change first; for live streams. */
    List<StoredEvent> eventsChangedSince(long offset, int limit);

    /** One event. */
    Optional<StoredEvent> event(long seq);

    /** Those of these events that are kept, by number, without what is known about them. */
    default Map<Long, Event> events(Collection<Long> seqs) {
        Map<Long, Event> found = new HashMap<>();
        seqs.forEach(seq -> event(seq).ifPresent(stored -> found.put(seq, stored.event())));
        return found;
    }

    /** Events carrying an event id or order id, newest first. */
    List<StoredEvent> eventsByKey(String eventOrOrderId, int limit);

    /** What became of the messages, newest first, below an arrival offset. */
    List<ObservationRow> observations(ObservationFilter filter, long beforeOffset, int limit);

    /** The messages merged in an event, oldest first. */
    List<ObservationRow> observationsOf(long eventSeq);

    /** An inbound request as it arrived. */
    Optional<Arrival> arrival(long offset);

    /** The merges of an event, oldest first. */
    List<MergeRow> merges(long eventSeq);

    /** Collisions that match, with numbers below {@code beforeSeq}. */
    List<CollisionRow> collisions(CollisionFilter filter, long beforeSeq, int limit);

    /** The newest collisions an event is concerned by. */
    List<CollisionRow> collisionsOf(long eventSeq, int limit);

    /** Who saw the purchase-like events of the days before one. */
    List<CoverageRow> coverage(CoverageFilter filter, LocalDate before, int limit);

    /** Deliveries that match, with event numbers below {@code beforeSeq}. */
    List<Delivery> deliveries(DeliveryFilter filter, long beforeSeq, int limit);

    /** All deliveries of an event. */
    List<Delivery> deliveriesOf(long eventSeq);

    /** All deliveries of several events, by event number. */
    Map<Long, List<Delivery>> deliveriesOf(Collection<Long> eventSeqs);

    /** Attempts that match, started before a time. */
    List<AttemptRow> attempts(AttemptFilter filter, Instant before, int limit);

    /** The attempts of one delivery, oldest first. */
    List<AttemptRow> attemptsOf(long eventSeq, String destination);

    /** One attempt. */
    Optional<AttemptRow> attempt(String id);

    /** How many deliveries stand where. */
    List<DeliveryCount> deliveryCounts();

    /** How many messages were taken for what. */
    List<ObservationCount> observationCounts();

    /** The same per hour, for a while back. */
    HourCounts hours();

    /**
     * Pending deliveries of a destination that are due: those of each store longest due first, and
     * no store more than another as long as both have any.
     */
    List<Delivery> due(Claim claim);

    /** The inquiries of a destination that are due by a time, longest due first. */
    List<Inquiry> inquiries(String destination, Instant dueBy, int limit);

    /** The nearest earlier event of an order whose delivery there is pending. */
    Optional<Long> earlierOpen(String destination, String orderId, long beforeSeq);

    /** What was sent to a destination since a time, in slices of that length that had any. */
    List<SentCount> sent(String destination, Instant since, long sliceMillis);

    /** When the destination's next pending delivery is due. */
    Optional<Instant> nextDue(String destination);

    /** When the oldest event still pending for the destination arrived. */
    Optional<Instant> oldestPending(String destination);

    /** Whether the destination has accepted an event of that name for the order. */
    boolean accepted(String destination, String merchant, String eventName, String orderId);

    /** The events of the order the destination has accepted, earliest arrival first. */
    List<Long> acceptedOf(String destination, String merchant, String orderId);

    /**
     * The same events as the destination was given them, without what its decision took out; one
     * the content of which has expired is missing.
     */
    default List<Event> acceptedEvents(String destination, String merchant, String orderId) {
        List<Long> seqs = acceptedOf(destination, merchant, orderId);
        if (seqs.isEmpty()) {
            return List.of();
        }
        Map<Long, Event> known = events(seqs);
        Map<Long, List<Delivery>> deliveries = deliveriesOf(seqs);
        return seqs.stream()
                .filter(known::containsKey)
                .flatMap(
                        seq ->
                                deliveries.getOrDefault(seq, List.of()).stream()
                                        .filter(one -> one.destination().equals(destination))
                                        .map(one -> one.decision().applyTo(known.get(seq))))
                .toList();
    }

    /** What is remembered of those visitors of whom anything is, by visitor. */
    Map<String, StoredConsent> consents(Collection<String> visitors);

    /** Incidents, open ones first, with a place below one. */
    List<Incident> incidents(long beforePlace, int limit);

    /** The pause each destination is in, if any. */
    Map<String, Pause> pauses();

    /**
     * What a lane takes at once.
     *
     * @param exceptEvents events it has in flight
     * @param turn counts the claims, so that the stores take turns when there is less room than
     *     stores
     */
    record Claim(
            String destination, Instant now, int limit, Collection<Long> exceptEvents, long turn) {}

    /** Requests and records sent in the slice that begins at a time. */
    record SentCount(Instant at, int requests, int records) {}

    /** Persons as operators see them. */
    IdentityQueries identities();

    /** Replays, what they could take up, and the audit trail. */
    ReplayQueries replays();

    /** Which events. Empty members do not filter. */
    record EventFilter(String eventName, String merchant, String store, String source) {
        /** Every event. */
        public static EventFilter all() {
            return new EventFilter("", "", "", "");
        }
    }

    /** Which messages. Empty members do not filter. */
    record ObservationFilter(String verdict, String merchant, String source) {
        /** Every message. */
        public static ObservationFilter all() {
            return new ObservationFilter("", "", "");
        }
    }

    /** Which collisions. Empty members do not filter. */
    record CollisionFilter(String kind, String merchant, String store) {
        /** Every collision. */
        public static CollisionFilter all() {
            return new CollisionFilter("", "", "");
        }
    }

    /** Which purchase-like events. Empty members do not filter. */
    record CoverageFilter(String eventName, String merchant, String store) {
        /** All of them. */
        public static CoverageFilter all() {
            return new CoverageFilter("", "", "");
        }
    }

    /** Which deliveries. Empty members and a null status do not filter. */
    record DeliveryFilter(
            DeliveryStatus status,
            String destination,
            String merchant,
            String reason,
            String eventName) {
        /** Every delivery. */
        public static DeliveryFilter all() {
            return new DeliveryFilter(null, "", "", "", "");
        }
    }

    /** Which attempts. Empty members do not filter. */
    record AttemptFilter(String destination, String outcome, String text) {
        /** Every attempt. */
        public static AttemptFilter all() {
            return new AttemptFilter("", "", "");
        }
    }

    /** An attempt with its destination and the events it carried. */
    record AttemptRow(String destination, Attempt attempt, List<Long> eventSeqs) {}

    /** How many purchase-like events of one UTC day browser and server both saw, or one of them. */
    record CoverageRow(
            String merchant,
            String store,
            String eventName,
            LocalDate day,
            long both,
            long browserOnly,
            long serverOnly) {
        /** All of them. */
        public long events() {
            return both + browserOnly + serverOnly;
        }
    }

    /** A count of deliveries. */
    record DeliveryCount(
            String merchant,
            String destination,
            DeliveryStatus status,
            String reason,
            long count) {}

    /** A count of messages. */
    record ObservationCount(
            String merchant, String source, String verdict, String reason, long count) {}
}
