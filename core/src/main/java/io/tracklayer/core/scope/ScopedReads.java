// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.scope;

import io.tracklayer.core.consent.StoredConsent;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.EventLookup;
import io.tracklayer.core.evidence.EventNumber;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptFilter;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.EvidenceQueries.CollisionFilter;
import io.tracklayer.core.evidence.EvidenceQueries.CoverageFilter;
import io.tracklayer.core.evidence.EvidenceQueries.CoverageRow;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryCount;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryFilter;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.EvidenceQueries.Found;
import io.tracklayer.core.evidence.EvidenceQueries.ObservationCount;
import io.tracklayer.core.evidence.EvidenceQueries.ObservationFilter;
import io.tracklayer.core.evidence.EvidenceQueries.Pulse;
import io.tracklayer.core.evidence.EvidenceQueries.SentCount;
import io.tracklayer.core.evidence.HourCounts;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.IdentityQueries;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.replay.ReplayQueries;
import io.tracklayer.spi.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What of each query is of merchants that are seen. A list by merchant is asked for one by one and
 * put together; everything else is sifted.
 */
public final class ScopedReads {
    private static final int FURTHER = 4;
    private static final int EVENTS_LOOKED_AT = 5;

    private final EvidenceQueries all;
    private final ReplayQueries replays;
    private final Sight sight;

    ScopedReads(EvidenceQueries all, ReplayQueries replays, Sight sight) {
        this.all = all;
        this.replays = replays;
        this.sight = sight;
    }

    public List<StoredEvent> events(EventFilter filter, long beforeSeq, int limit) {
        return merged(
                filter.merchant(),
                merchant -> all.events(filter.of(merchant), beforeSeq, limit),
                StoredEvent::seq,
                limit);
    }

    public List<EventNumber> numbers(EventFilter filter, long beforeSeq, int limit) {
        return merged(
                filter.merchant(),
                merchant -> all.numbers(filter.of(merchant), beforeSeq, limit),
                EventNumber::seq,
                limit);
    }

    public Optional<StoredEvent> event(long seq) {
        return all.event(seq).filter(this::sees);
    }

    public Map<Long, Event> events(Collection<Long> seqs) {
        return kept(all.events(seqs), event -> sight.sees(event.merchant()));
    }

    public List<StoredEvent> eventsByKey(String eventOrOrderId, int limit) {
        // Order numbers repeat from merchant to merchant.
        return all.eventsByKey(eventOrOrderId, limit * FURTHER).stream()
                .filter(this::sees)
                .limit(limit)
                .toList();
    }

    public List<ObservationRow> observations(
            ObservationFilter filter, long beforeOffset, int limit) {
        return merged(
                filter.merchant(),
                merchant ->
                        all.observations(
                                new ObservationFilter(filter.verdict(), merchant, filter.source()),
                                beforeOffset,
                                limit),
                ObservationRow::arrivalOffset,
                limit);
    }

    public List<ObservationRow> observationsOf(long eventSeq) {
        return all.observationsOf(eventSeq).stream()
                .filter(row -> sight.sees(row.merchant()))
                .toList();
    }

    public Optional<Arrival> arrival(long offset) {
        return all.arrival(offset).filter(arrival -> sight.sees(arrival.merchant()));
    }

    public List<MergeRow> merges(long eventSeq) {
        return event(eventSeq).isPresent() ? all.merges(eventSeq) : List.of();
    }

    public List<CollisionRow> collisions(CollisionFilter filter, long beforeSeq, int limit) {
        return merged(
                filter.merchant(),
                merchant ->
                        all.collisions(
                                new CollisionFilter(filter.kind(), merchant, filter.store()),
                                beforeSeq,
                                limit),
                CollisionRow::seq,
                limit);
    }

    public List<CollisionRow> collisionsOf(long eventSeq, int limit) {
        return all.collisionsOf(eventSeq, limit).stream()
                .filter(row -> sight.sees(row.merchant()))
                .toList();
    }

    public List<CoverageRow> coverage(CoverageFilter filter, LocalDate before, int limit) {
        return merged(
                filter.merchant(),
                merchant ->
                        all.coverage(
                                new CoverageFilter(filter.eventName(), merchant, filter.store()),
                                before,
                                limit),
                row -> row.day().toEpochDay(),
                limit);
    }

    public List<Delivery> deliveries(DeliveryFilter filter, long beforeSeq, int limit) {
        return merged(
                filter.merchant(),
                merchant -> all.deliveries(filter.of(merchant), beforeSeq, limit),
                Delivery::eventSeq,
                limit);
    }

    public Found<Delivery> findDeliveries(DeliveryFilter filter, long beforeSeq, int limit) {
        return Pages.found(
                sight.merchants(filter.merchant()).stream()
                        .map(merchant -> all.findDeliveries(filter.of(merchant), beforeSeq, limit))
                        .toList(),
                Delivery::eventSeq,
                limit);
    }

    public List<Delivery> deliveriesOf(long eventSeq) {
        return seen(all.deliveriesOf(eventSeq));
    }

    public Map<Long, List<Delivery>> deliveriesOf(Collection<Long> eventSeqs) {
        return all.deliveriesOf(eventSeqs).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> seen(entry.getValue())));
    }

    /** A destination that is no longer set up is asked for by event only. */
    public List<AttemptRow> attempts(AttemptFilter filter, Instant before, int limit) {
        List<List<AttemptRow>> pages =
                sight.destinations(filter.destination()).stream()
                        .map(filter::at)
                        .map(one -> seenAttempts(all.attempts(one, before, limit)))
                        .toList();
        return Pages.merged(pages, row -> row.attempt().startedAt(), limit);
    }

    public Found<AttemptRow> findAttempts(AttemptFilter filter, Instant before, int limit) {
        return Pages.found(
                sight.destinations(filter.destination()).stream()
                        .map(id -> seenOf(all.findAttempts(filter.at(id), before, limit)))
                        .toList(),
                row -> ChronoUnit.MICROS.between(Instant.EPOCH, row.attempt().startedAt()),
                limit);
    }

    private Found<AttemptRow> seenOf(Found<AttemptRow> page) {
        return new Found<>(seenAttempts(page.rows()), page.searchedTo(), page.searchedToTime());
    }

    public Map<String, Pulse> pulses() {
        return ofDestinations(all.pulses());
    }

    public HourCounts hours() {
        return new ScopedHours(all.hours(), sight);
    }

    public EventLookup lookup() {
        return new ScopedLookup(all.lookup(), sight);
    }

    public List<AttemptRow> attemptsOf(long eventSeq, String destination) {
        return deliveriesOf(eventSeq).stream()
                        .anyMatch(delivery -> delivery.destination().equals(destination))
                ? all.attemptsOf(eventSeq, destination)
                : List.of();
    }

    public Optional<AttemptRow> attempt(String id) {
        return all.attempt(id).filter(this::sees);
    }

    public List<DeliveryCount> deliveryCounts() {
        return all.deliveryCounts().stream().filter(row -> sight.sees(row.merchant())).toList();
    }

    public List<ObservationCount> observationCounts() {
        return all.observationCounts().stream().filter(row -> sight.sees(row.merchant())).toList();
    }

    public Optional<Long> earlierOpen(String destination, String orderId, long beforeSeq) {
        return all.earlierOpen(destination, orderId, beforeSeq)
                .filter(seq -> !deliveriesOf(seq).isEmpty());
    }

    public List<SentCount> sent(String destination, Instant since, long sliceMillis) {
        return sight.seesDestination(destination)
                ? all.sent(destination, since, sliceMillis)
                : List.of();
    }

    public Optional<Instant> nextDue(String destination) {
        return sight.seesDestination(destination) ? all.nextDue(destination) : Optional.empty();
    }

    public Optional<Instant> oldestPending(String destination) {
        return sight.seesDestination(destination)
                ? all.oldestPending(destination)
                : Optional.empty();
    }

    public boolean accepted(String destination, String merchant, String eventName, String orderId) {
        return sight.sees(merchant) && all.accepted(destination, merchant, eventName, orderId);
    }

    public List<Long> acceptedOf(String destination, String merchant, String orderId) {
        return sight.sees(merchant) ? all.acceptedOf(destination, merchant, orderId) : List.of();
    }

    public List<Event> acceptedEvents(String destination, String merchant, String orderId) {
        return sight.sees(merchant)
                ? all.acceptedEvents(destination, merchant, orderId)
                : List.of();
    }

    /** Keys of visitors are hashes with the merchant in them: who has one has seen its event. */
    public Map<String, StoredConsent> consents(Collection<String> visitors) {
        return all.consents(visitors);
    }

    public List<Incident> incidents(long beforePlace, int limit) {
        return Pages.sifted(
                all::incidents,
                Incident::place,
                incident -> sight.sees(incident.merchant()),
                beforePlace,
                limit);
    }

    public Map<String, Pause> pauses() {
        return ofDestinations(all.pauses());
    }

    public Map<String, Pause> orderedPauses() {
        return ofDestinations(all.orderedPauses());
    }

    public Map<String, Pause> platformPauses() {
        return ofDestinations(all.platformPauses());
    }

    private <T> Map<String, T> ofDestinations(Map<String, T> found) {
        return found.entrySet().stream()
                .filter(entry -> sight.seesDestination(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public IdentityQueries identities() {
        return all.identities().of(sight::sees);
    }

    public ReplayQueries replays() {
        return replays;
    }

    private <T, K extends Comparable<K>> List<T> merged(
            String wanted, Function<String, List<T>> ofMerchant, Function<T, K> key, int limit) {
        return Pages.merged(sight.merchants(wanted).stream().map(ofMerchant).toList(), key, limit);
    }

    private boolean sees(StoredEvent stored) {
        return sight.sees(stored.event().merchant());
    }

    private List<Delivery> seen(List<Delivery> deliveries) {
        return deliveries.stream().filter(one -> sight.sees(one.merchant())).toList();
    }

    private List<AttemptRow> seenAttempts(List<AttemptRow> rows) {
        return rows.stream().filter(this::sees).toList();
    }

    /** What it carried decides: the id of a destination may have been another merchant's before. */
    private boolean sees(AttemptRow row) {
        return row.eventSeqs().stream()
                .limit(EVENTS_LOOKED_AT)
                .flatMap(seq -> all.deliveriesOf(seq).stream())
                .filter(delivery -> delivery.destination().equals(row.destination()))
                .findFirst()
                .map(delivery -> sight.sees(delivery.merchant()))
                .orElseGet(() -> sight.seesDestination(row.destination()));
    }

    private static <K, V> Map<K, V> kept(Map<K, V> found, Predicate<V> wanted) {
        return found.entrySet().stream()
                .filter(entry -> wanted.test(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
