// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryFilter;
import io.tracklayer.core.evidence.HourCounts.Arrived;
import io.tracklayer.core.evidence.HourCounts.Delivered;
import io.tracklayer.core.overview.MatchEstimate;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Puts an overview together for one operator. */
final class Overviews {
    /** Recent purchases an estimate is made of, and among how many events they are looked for. */
    private static final int SAMPLE = 50;

    private static final int LOOKED = 2_000;
    private static final Set<String> PURCHASES =
            Arrays.stream(EventName.values())
                    .filter(EventName::purchaseLike)
                    .map(EventName::wire)
                    .collect(Collectors.toCollection(TreeSet::new));

    private final Visit visit;
    private final EvidenceQueries queries;
    private final Merchants merchants;
    private final Standing.Board board;
    private final RecentCounts recent;

    private Overviews(Visit visit) {
        this.visit = visit;
        this.queries = visit.evidence().queries();
        this.merchants = new Merchants(visit);
        this.board = visit.evidence().board();
        this.recent = RecentCounts.read(queries.hours(), merchants, now());
    }

    static Overview of(Visit visit) {
        Period period = Period.of(visit.query(), visit.clock().instant());
        return new Overviews(visit).read(period);
    }

    private Instant now() {
        return visit.clock().instant();
    }

    private Overview read(Period period) {
        Map<String, List<Long>> purchases = queries.hours().newest(PURCHASES, SAMPLE, LOOKED);
        TreeSet<String> names = merchants.known();
        recent.arrived().stream().map(Arrived::merchant).forEach(names::add);
        return new Overview(
                now(),
                period,
                new Concerns(visit, board).all(recent),
                names.stream()
                        // what came with no known key is last: it may be anybody's
                        .sorted(Comparator.comparing(String::isEmpty))
                        .map(
                                name ->
                                        merchant(
                                                period,
                                                name,
                                                Sample.of(
                                                        queries,
                                                        purchases.getOrDefault(name, List.of()))))
                        .filter(part -> !part.merchant().isEmpty() || part.arrived() > 0)
                        .toList(),
                Workshop.of(visit),
                queries.observationCounts().stream().anyMatch(row -> row.count() > 0));
    }

    private MerchantPart merchant(Period period, String merchant, Sample sample) {
        TreeSet<String> ids = new TreeSet<>();
        board.configuration().destinations().stream()
                .filter(one -> one.merchant().equals(merchant))
                .map(DestinationConfig::id)
                .forEach(ids::add);
        recent.delivered().stream()
                .filter(row -> row.merchant().equals(merchant))
                .map(Delivered::destination)
                .forEach(ids::add);
        return new MerchantPart(
                merchant,
                recent.arrivedIn(period, merchant),
                ids.stream().map(id -> destination(period, merchant, id, sample)).toList());
    }

    private DestinationPart destination(Period period, String merchant, String id, Sample sample) {
        return new DestinationPart(
                id,
                board.configuration().destination(id).orElse(null),
                board.pause(id).orElse(null),
                down(id),
                recent.deliveredIn(period, merchant, id),
                MatchEstimate.of(sample.givenTo(id)).orElse(null),
                lastDelivered(id).orElse(null));
    }

    private boolean down(String destination) {
        return visit.evidence()
                .sending()
                .standing()
                .apply(destination)
                .filter(lane -> lane.failuresInARow() >= DestinationConcerns.FAILURES)
                .isPresent();
    }

    private Optional<Instant> lastDelivered(String destination) {
        return queries
                .deliveries(
                        DeliveryFilter.all().standing(destination, DeliveryStatus.DELIVERED),
                        Long.MAX_VALUE,
                        1)
                .stream()
                .map(Delivery::updatedAt)
                .findFirst();
    }

    /** Recent purchases of a merchant and what was decided of them. */
    private record Sample(Map<Long, Event> events, Map<Long, List<Delivery>> deliveries) {
        static Sample of(EvidenceQueries queries, List<Long> seqs) {
            return seqs.isEmpty()
                    ? new Sample(Map.of(), Map.of())
                    : new Sample(queries.events(seqs), queries.deliveriesOf(seqs));
        }

        /** Without what the decision took out, and without those that were not to be sent. */
        List<Event> givenTo(String destination) {
            return deliveries.entrySet().stream()
                    .filter(entry -> events.containsKey(entry.getKey()))
                    .flatMap(
                            entry ->
                                    entry.getValue().stream()
                                            .filter(one -> one.destination().equals(destination))
                                            .filter(one -> one.decision().allowed())
                                            .map(
                                                    one ->
                                                            one.decision()
                                                                    .applyTo(
                                                                            events.get(
                                                                                    entry
                                                                                            .getKey()))))
                    .toList();
        }
    }
}
