// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.consent.StoredConsent;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.Inquiry;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.EventLookup;
import io.tracklayer.core.evidence.EventNumber;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.HourCounts;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.IdentityQueries;
import io.tracklayer.core.identity.IdentityRecords;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.replay.ReplayQueries;
import io.tracklayer.spi.Event;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The reading side, by subject. A page never ends inside the rows that share its key (the
 * deliveries of one event, the messages of one request, attempts started in the same microsecond):
 * it is then a little longer than the limit, and the next one, asked for below the key of its last
 * row, misses nothing.
 */
final class JdbcQueries implements EvidenceQueries {
    private final Readers readers;
    private final RecentEvents recent;
    private final EventQueries events;
    private final ObservationQueries observations;
    private final CollisionQueries collisions;
    private final CoverageQueries coverage;
    private final DeliveryQueries deliveries;
    private final IdentityQueries identities;
    private final JdbcReplayQueries replays;
    private final JdbcEventLookup lookup;

    JdbcQueries(Readers readers, SqlDialect dialect, RecentEvents recent) {
        this.readers = readers;
        this.recent = recent;
        this.events = new EventQueries(dialect);
        this.observations = new ObservationQueries();
        this.collisions = new CollisionQueries(dialect);
        this.coverage = new CoverageQueries(dialect);
        this.deliveries = new DeliveryQueries(dialect);
        this.identities = new IdentityQueries(new IdentityReads(readers));
        this.replays = new JdbcReplayQueries(readers, dialect);
        this.lookup = new JdbcEventLookup(readers);
    }

    @Override
    public List<StoredEvent> events(EventFilter filter, long beforeSeq, int limit) {
        return page(limit, sql -> events.page(sql, filter, beforeSeq, limit));
    }

    @Override
    public List<EventNumber> numbers(EventFilter filter, long beforeSeq, int limit) {
        return page(limit, sql -> events.numbers(sql, filter, beforeSeq, limit));
    }

    @Override
    public List<StoredEvent> eventsChangedSince(long offset, int limit) {
        return page(limit, sql -> events.changedSince(sql, offset, limit));
    }

    @Override
    public Optional<StoredEvent> event(long seq) {
        return readers.read(sql -> EventQueries.event(sql, seq));
    }

    @Override
    public Map<String, StoredConsent> consents(Collection<String> visitors) {
        return readers.read(sql -> ConsentRows.of(sql, visitors));
    }

    @Override
    public Map<Long, Event> events(Collection<Long> seqs) {
        Map<Long, Event> found = new HashMap<>();
        List<Long> missing = new ArrayList<>();
        for (long seq : seqs) {
            recent.find(seq)
                    .ifPresentOrElse(event -> found.put(seq, event), () -> missing.add(seq));
        }
        if (!missing.isEmpty()) {
            found.putAll(stored(missing));
        }
        return found;
    }

    private Map<Long, Event> stored(List<Long> seqs) {
        long mark = recent.mark();
        Map<Long, Event> events = new HashMap<>();
        readers.read(sql -> EventQueries.canonical(sql, seqs))
                .forEach(
                        (seq, text) -> {
                            Event event = RowMapping.canonical(text);
                            events.put(seq, event);
                            recent.read(seq, event, text.length(), mark);
                        });
        return events;
    }

    @Override
    public List<StoredEvent> eventsByKey(String eventOrOrderId, int limit) {
        return page(limit, sql -> EventQueries.byKey(sql, eventOrOrderId, limit));
    }

    @Override
    public List<ObservationRow> observations(
            ObservationFilter filter, long beforeOffset, int limit) {
        return page(limit, sql -> observations.page(sql, filter, beforeOffset, limit));
    }

    @Override
    public List<ObservationRow> observationsOf(long eventSeq) {
        return readers.read(sql -> observations.of(sql, eventSeq));
    }

    @Override
    public Optional<Arrival> arrival(long offset) {
        return readers.read(sql -> observations.arrival(sql, offset));
    }

    @Override
    public List<MergeRow> merges(long eventSeq) {
        return readers.read(sql -> events.merges(sql, eventSeq));
    }

    @Override
    public List<CollisionRow> collisions(CollisionFilter filter, long beforeSeq, int limit) {
        return page(limit, sql -> collisions.page(sql, filter, beforeSeq, limit));
    }

    @Override
    public List<CollisionRow> collisionsOf(long eventSeq, int limit) {
        return page(limit, sql -> collisions.of(sql, eventSeq, limit));
    }

    @Override
    public List<CoverageRow> coverage(CoverageFilter filter, LocalDate before, int limit) {
        return page(limit, sql -> coverage.page(sql, filter, before.toEpochDay(), limit));
    }

    @Override
    public List<Delivery> deliveries(DeliveryFilter filter, long beforeSeq, int limit) {
        return DeliverySearch.needed(filter)
                ? findDeliveries(filter, beforeSeq, limit).rows()
                : page(limit, sql -> deliveries.page(sql, filter, beforeSeq, limit));
    }

    @Override
    public Found<Delivery> findDeliveries(DeliveryFilter filter, long beforeSeq, int limit) {
        if (limit <= 0) {
            return Found.all(List.of());
        }
        return readers.read(
                sql ->
                        DeliverySearch.advisable(filter)
                                ? new DeliverySearch(deliveries).find(sql, filter, beforeSeq, limit)
                                : Found.all(deliveries.page(sql, filter, beforeSeq, limit)));
    }

    @Override
    public List<Delivery> deliveriesOf(long eventSeq) {
        return readers.read(sql -> DeliveryQueries.of(sql, eventSeq));
    }

    @Override
    public Map<Long, List<Delivery>> deliveriesOf(Collection<Long> eventSeqs) {
        return readers.read(
                sql -> {
                    Map<Long, List<Delivery>> found = new LinkedHashMap<>();
                    eventSeqs.forEach(seq -> found.put(seq, DeliveryQueries.of(sql, seq)));
                    return found;
                });
    }

    @Override
    public List<AttemptRow> attempts(AttemptFilter filter, Instant before, int limit) {
        return findAttempts(filter, before, limit).rows();
    }

    @Override
    public Found<AttemptRow> findAttempts(AttemptFilter filter, Instant before, int limit) {
        return limit <= 0
                ? Found.all(List.of())
                : readers.read(sql -> AttemptSearch.find(sql, filter, before, limit));
    }

    @Override
    public Map<String, Pulse> pulses() {
        return readers.read(Pulses::all);
    }

    @Override
    public List<AttemptRow> attemptsOf(long eventSeq, String destination) {
        return readers.read(sql -> AttemptQueries.of(sql, eventSeq, destination));
    }

    @Override
    public Optional<AttemptRow> attempt(String id) {
        return readers.read(sql -> AttemptQueries.attempt(sql, id));
    }

    @Override
    public List<DeliveryCount> deliveryCounts() {
        return readers.read(deliveries::counts);
    }

    @Override
    public List<ObservationCount> observationCounts() {
        return readers.read(observations::counts);
    }

    @Override
    public HourCounts hours() {
        return new HourQueries(readers);
    }

    @Override
    public List<Delivery> due(Claim claim) {
        return page(claim.limit(), sql -> deliveries.due(sql, claim));
    }

    @Override
    public List<Inquiry> inquiries(String destination, Instant dueBy, int limit) {
        return page(limit, sql -> InquiryRows.due(sql, destination, dueBy, limit));
    }

    @Override
    public Optional<Long> earlierOpen(String destination, String orderId, long beforeSeq) {
        return readers.read(
                        sql -> DeliveryQueries.earlierOpen(sql, destination, orderId, beforeSeq))
                .map(Delivery::eventSeq);
    }

    @Override
    public List<SentCount> sent(String destination, Instant since, long sliceMillis) {
        return readers.read(sql -> AttemptQueries.sent(sql, destination, since, sliceMillis));
    }

    @Override
    public Optional<Instant> nextDue(String destination) {
        return readers.read(sql -> deliveries.nextDue(sql, destination));
    }

    @Override
    public Optional<Instant> oldestPending(String destination) {
        return readers.read(sql -> deliveries.oldestPending(sql, destination));
    }

    @Override
    public boolean accepted(String destination, String merchant, String eventName, String orderId) {
        return readers.read(
                sql -> deliveries.accepted(sql, destination, merchant, eventName, orderId));
    }

    @Override
    public List<Long> acceptedOf(String destination, String merchant, String orderId) {
        return readers.read(sql -> deliveries.acceptedOf(sql, destination, merchant, orderId));
    }

    @Override
    public List<Incident> incidents(long beforePlace, int limit) {
        return page(limit, sql -> IncidentQueries.page(sql, beforePlace, limit));
    }

    @Override
    public Map<String, Pause> pauses() {
        return readers.read(deliveries::allPauses);
    }

    @Override
    public Map<String, Pause> orderedPauses() {
        return readers.read(OrderedPauses::all);
    }

    @Override
    public Map<String, Pause> platformPauses() {
        return readers.read(deliveries::pauses);
    }

    @Override
    public IdentityQueries identities() {
        return identities;
    }

    @Override
    public EventLookup lookup() {
        return lookup;
    }

    @Override
    public ReplayQueries replays() {
        return replays;
    }

    // HSQLDB takes LIMIT 0 for no limit.
    private <T> List<T> page(int limit, Function<Sql, List<T>> query) {
        return limit <= 0 ? List.of() : readers.read(query);
    }

    /** Reads persons, each time in a transaction of its own. */
    private record IdentityReads(Readers readers) implements IdentityQueries.Reads {
        @Override
        public <T> T of(Function<IdentityRecords, T> query) {
            return readers.read(sql -> query.apply(new IdentityRows(sql)));
        }
    }
}
