// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.consent.StoredConsent;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.EventLookup;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.HourCounts;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.IdentityQueries;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.journal.Settlement;
import io.tracklayer.core.replay.ReplayQueries;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenEvents;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The rows of one destination, kept in memory: only what a lane asks for. */
final class MemoryEvidence implements EvidenceQueries {
    final Map<Long, Delivery> deliveries = new ConcurrentSkipListMap<>();
    final Map<String, Inquiry> inquiries = new TreeMap<>();
    final Map<Long, StoredEvent> events = new ConcurrentHashMap<>();
    final Map<String, List<SentCount>> sent = new ConcurrentHashMap<>();
    final Map<String, StoredConsent> consents = new ConcurrentHashMap<>();
    int reads;

    /** Whether reads ignore which events are excepted. */
    boolean stale;

    /** Adds a pending delivery of a purchase with event id {@code e<seq>}. */
    void pending(String destination, long seq, Instant due, Set<EventField> stripped) {
        pending(destination, seq, due, stripped, "548291");
    }

    void pending(
            String destination, long seq, Instant due, Set<EventField> stripped, String orderId) {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                        .eventId("e" + seq)
                        .eventTime(due)
                        .build();
        events.put(seq, new StoredEvent(seq, event, Map.of(), List.of(), 1, "v1", seq));
        deliveries.put(
                seq,
                new Delivery(
                        seq,
                        destination,
                        "acme",
                        "purchase_placed",
                        "e" + seq,
                        orderId,
                        DeliveryStatus.PENDING,
                        "waiting",
                        "waits to be sent",
                        new Decision(true, "allowed", "", "r1", "a.rules.yaml:3", "v1", stripped),
                        0,
                        due,
                        due,
                        due,
                        ""));
    }

    /** Shows what a settlement says, as the projection does. */
    void apply(Settlement settlement, Instant at) {
        String attempt = settlement.made().map(Attempt::id).orElse("");
        for (DeliveryResult result : settlement.results()) {
            deliveries.computeIfPresent(
                    result.eventSeq(),
                    (seq, delivery) ->
                            settlement.isTold() && !settlement.concerns(delivery)
                                    ? delivery
                                    : delivery.after(result, at, attempt));
        }
        settlement
                .inquired()
                .ifPresent(
                        inquiry -> {
                            inquiries.remove(inquiry.attempt());
                            inquiry.due()
                                    .ifPresent(due -> inquiries.put(inquiry.attempt(), inquiry));
                        });
    }

    @Override
    public List<Delivery> due(Claim claim) {
        reads++;
        return deliveries.values().stream()
                .filter(d -> d.destination().equals(claim.destination()))
                .filter(d -> d.status() == DeliveryStatus.PENDING)
                .filter(d -> !d.nextAttemptAt().isAfter(claim.now()))
                .filter(d -> stale || !claim.exceptEvents().contains(d.eventSeq()))
                .sorted(Comparator.comparing(Delivery::nextAttemptAt))
                .limit(claim.limit())
                .toList();
    }

    @Override
    public Optional<Long> earlierOpen(String destination, String orderId, long beforeSeq) {
        return deliveries.values().stream()
                .filter(d -> d.destination().equals(destination) && d.orderId().equals(orderId))
                .filter(d -> d.status() == DeliveryStatus.PENDING && d.eventSeq() < beforeSeq)
                .map(Delivery::eventSeq)
                .max(Comparator.naturalOrder());
    }

    @Override
    public List<SentCount> sent(String destination, Instant since, long sliceMillis) {
        return sent.getOrDefault(destination, List.of()).stream()
                .filter(count -> !count.at().isBefore(since))
                .toList();
    }

    @Override
    public List<Incident> incidents(long beforePlace, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Instant> nextDue(String destination) {
        return deliveries.values().stream()
                .filter(d -> d.destination().equals(destination))
                .filter(d -> d.status() == DeliveryStatus.PENDING)
                .map(Delivery::nextAttemptAt)
                .min(Comparator.naturalOrder());
    }

    @Override
    public Optional<StoredEvent> event(long seq) {
        return Optional.ofNullable(events.get(seq));
    }

    @Override
    public List<Long> acceptedOf(String destination, String merchant, String order) {
        return deliveries.values().stream()
                .filter(d -> d.status() == DeliveryStatus.DELIVERED && d.orderId().equals(order))
                .map(Delivery::eventSeq)
                .sorted()
                .toList();
    }

    @Override
    public boolean accepted(String destination, String merchant, String eventName, String order) {
        return deliveries.values().stream()
                .anyMatch(
                        d ->
                                d.status() == DeliveryStatus.DELIVERED
                                        && d.eventName().equals(eventName)
                                        && d.orderId().equals(order));
    }

    @Override
    public List<StoredEvent> events(EventFilter filter, long beforeSeq, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredEvent> eventsChangedSince(long offset, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<StoredEvent> eventsByKey(String eventOrOrderId, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ObservationRow> observations(
            ObservationFilter filter, long beforeOffset, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ObservationRow> observationsOf(long eventSeq) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Arrival> arrival(long offset) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<MergeRow> merges(long eventSeq) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<CollisionRow> collisions(CollisionFilter filter, long beforeSeq, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<CollisionRow> collisionsOf(long eventSeq, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HourCounts hours() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<CoverageRow> coverage(CoverageFilter filter, LocalDate before, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Delivery> deliveries(DeliveryFilter filter, long beforeSeq, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Delivery> deliveriesOf(long eventSeq) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<Long, List<Delivery>> deliveriesOf(Collection<Long> eventSeqs) {
        Map<Long, List<Delivery>> found = new HashMap<>();
        eventSeqs.forEach(
                seq ->
                        Optional.ofNullable(deliveries.get(seq))
                                .ifPresent(delivery -> found.put(seq, List.of(delivery))));
        return found;
    }

    @Override
    public List<Inquiry> inquiries(String destination, Instant dueBy, int limit) {
        return inquiries.values().stream()
                .filter(inquiry -> !inquiry.dueAt().isAfter(dueBy))
                .limit(limit)
                .toList();
    }

    @Override
    public List<AttemptRow> attempts(AttemptFilter filter, Instant before, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<AttemptRow> attemptsOf(long eventSeq, String destination) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<AttemptRow> attempt(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<DeliveryCount> deliveryCounts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ObservationCount> observationCounts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Instant> oldestPending(String destination) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Pause> pauses() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, StoredConsent> consents(Collection<String> visitors) {
        Map<String, StoredConsent> found = new HashMap<>(consents);
        found.keySet().retainAll(visitors);
        return found;
    }

    @Override
    public IdentityQueries identities() {
        throw new UnsupportedOperationException();
    }

    @Override
    public EventLookup lookup() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ReplayQueries replays() {
        throw new UnsupportedOperationException();
    }
}
