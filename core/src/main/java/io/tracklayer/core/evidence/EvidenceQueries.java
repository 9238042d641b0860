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
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Read access to the evidence. Lists are newest first and paged by the key of the last row. */
public interface EvidenceQueries {

    /** Events that match, with numbers below {@code beforeSeq}. */
    List<StoredEvent> events(EventFilter filter, long beforeSeq, int limit);

    /** The same without their content, which is large. */
    default List<EventNumber> numbers(EventFilter filter, long beforeSeq, int limit) {
        return events(filter, beforeSeq, limit).stream()
                .map(
                        stored ->
                                new EventNumber(
                                        stored.seq(),
                                        stored.event().merchant(),
                                        stored.event().store()))
                .toList();
    }

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

    /**
     * The same, looked for no longer than a page may take: among deliveries that no index leads to,
     * only so many are looked at.
     */
    default Found<Delivery> findDeliveries(DeliveryFilter filter, long beforeSeq, int limit) {
        return Found.all(deliveries(filter, beforeSeq, limit));
    }

    /** All deliveries of an event. */
    List<Delivery> deliveriesOf(long eventSeq);

    /** All deliveries of several events, by event number. */
    Map<Long, List<Delivery>> deliveriesOf(Collection<Long> eventSeqs);

    /** Attempts that match, started before a time. */
    List<AttemptRow> attempts(AttemptFilter filter, Instant before, int limit);

    /** The same, looked for no longer than a page may take. */
    default Found<AttemptRow> findAttempts(AttemptFilter filter, Instant before, int limit) {
        return Found.all(attempts(filter, before, limit));
    }

    /** When a destination last took something and last did not. */
    default Map<String, Pulse> pulses() {
        return Map.of();
    }

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

    /** The pause each destination is in, if any; one an operator ordered hides any other. */
    Map<String, Pause> pauses();

    /** The pauses operators ordered. */
    default Map<String, Pause> orderedPauses() {
        return pausesThat(Pause::isOrdered);
    }

    /** The pauses that destinations are in for other reasons, ordered ones beside them or not. */
    default Map<String, Pause> platformPauses() {
        return pausesThat(pause -> !pause.isOrdered());
    }

    private Map<String, Pause> pausesThat(Predicate<Pause> meant) {
        Map<String, Pause> found = new HashMap<>(pauses());
        found.values().removeIf(meant.negate());
        return found;
    }

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

    /** How operators find events. */
    EventLookup lookup();

    /** Replays, what they could take up, and the audit trail. */
    ReplayQueries replays();

    /** Which events. Empty members do not filter. */
    record EventFilter(String eventName, String merchant, String store, String source) {
        /** The same of one merchant. */
        public EventFilter of(String theirs) {
            return new EventFilter(eventName, theirs, store, source);
        }

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

    /**
     * Which deliveries. Empty members and null ones do not filter.
     *
     * @param since those of events received at this time or later
     * @param until those of events received before this time
     */
    record DeliveryFilter(
            DeliveryStatus status,
            String destination,
            String merchant,
            String reason,
            String eventName,
            String store,
            String orderId,
            String eventId,
            Instant since,
            Instant until) {
        /** The same of one merchant. */
        public DeliveryFilter of(String theirs) {
            return new DeliveryFilter(
                    status,
                    destination,
                    theirs,
                    reason,
                    eventName,
                    store,
                    orderId,
                    eventId,
                    since,
                    until);
        }

        /** Every delivery. */
        public static DeliveryFilter all() {
            return new DeliveryFilter(null, "", "", "", "", "", "", "", null, null);
        }

        /** The same of one destination and one status. */
        public DeliveryFilter standing(String one, DeliveryStatus at) {
            return new DeliveryFilter(
                    at, one, merchant, reason, eventName, store, orderId, eventId, since, until);
        }
    }

    /**
     * Some rows, newest first, and how far back was looked for them.
     *
     * @param searchedTo where the search was given up, to go on before: an event number or a time
     *     in microseconds; empty when the page is full or nothing is left
     * @param searchedToTime the same as a time
     */
    record Found<T>(List<T> rows, OptionalLong searchedTo, Instant searchedToTime) {
        public Found {
            rows = List.copyOf(rows);
        }

        /** All that there is, or a full page. */
        public static <T> Found<T> all(List<T> rows) {
            return new Found<>(rows, OptionalLong.empty(), Instant.EPOCH);
        }

        /** Those before where the search was given up. */
        public static <T> Found<T> until(long searchedTo, Instant time, List<T> rows) {
            return new Found<>(rows, OptionalLong.of(searchedTo), time);
        }
    }

    /**
     * Which attempts. Empty members and null ones do not filter.
     *
     * @param text part of an address, a body, a code or a sentence
     * @param status an HTTP status such as {@code 429}, a class such as {@code 4xx}, or {@code
     *     none} when no answer came
     * @param code the platform's code or ours
     * @param eventSeq those that carried this event, 0 for any
     */
    record AttemptFilter(
            String destination,
            String outcome,
            String text,
            String status,
            String code,
            long eventSeq,
            Instant since,
            Instant until) {
        /** The same at one destination. */
        public AttemptFilter at(String one) {
            return new AttemptFilter(one, outcome, text, status, code, eventSeq, since, until);
        }

        /** Every attempt. */
        public static AttemptFilter all() {
            return new AttemptFilter("", "", "", "", "", 0, null, null);
        }
    }

    /** An attempt with its destination and the events it carried. */
    record AttemptRow(String destination, Attempt attempt, List<Long> eventSeqs) {}

    /**
     * The last good and the last bad answer of a destination.
     *
     * @param good the attempt whose records, or some of them, were taken; null when there was none
     * @param bad the attempt whose records, or some of them, were not; null when there was none
     */
    record Pulse(Beat good, Beat bad) {
        /** The last good one. */
        public Optional<Beat> lastGood() {
            return Optional.ofNullable(good);
        }

        /** The last bad one. */
        public Optional<Beat> lastBad() {
            return Optional.ofNullable(bad);
        }
    }

    /** One attempt in short. */
    record Beat(Instant at, String attempt, String code) {}

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
