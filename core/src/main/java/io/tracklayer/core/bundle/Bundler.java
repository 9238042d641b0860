// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.Treatment;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.LaneStatus;
import io.tracklayer.core.diagnose.Ground;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.core.scope.ScopedQueries;
import io.tracklayer.core.scope.Sight;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes bundles of the evidence. Thread-safe; reads only. */
public final class Bundler {
    /** An order has its purchase, a few refunds and renewals. */
    private static final int MOST_EVENTS = 20;

    private final EvidenceQueries evidence;
    private final Supplier<ActiveConfiguration> active;
    private final Surroundings surroundings;
    private final Function<String, Optional<LaneStatus>> standing;
    private final Clock clock;

    /**
     * Creates it.
     *
     * @param standing how a destination stands now, by its id; empty while it is not at work
     */
    public Bundler(
            EvidenceQueries evidence,
            Supplier<ActiveConfiguration> active,
            Surroundings surroundings,
            Function<String, Optional<LaneStatus>> standing,
            Clock clock) {
        this.evidence = evidence;
        this.active = active;
        this.surroundings = surroundings;
        this.standing = standing;
        this.clock = clock;
    }

    /**
     * The bundle of an event, or of all events of an order.
     *
     * @param of number, event id or order id
     * @param operator only what they see is in it, and of one merchant alone
     * @return empty when there is no such event
     */
    public Optional<Bundle> of(String of, Operator operator) {
        ActiveConfiguration now = active.get();
        EvidenceQueries theirs = ScopedQueries.of(evidence, operator, now.configuration());
        List<StoredEvent> seen = found(of, theirs);
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        String merchant = seen.get(0).event().merchant();
        List<Case> cases =
                seen.stream()
                        .filter(stored -> stored.event().merchant().equals(merchant))
                        .map(stored -> read(stored, theirs))
                        .toList();
        boolean some = !operator.merchants().isEmpty();
        Surroundings shown = some ? new WithoutRules(surroundings) : surroundings;
        ConcernedLines lines = new ConcernedLines(now.configuration(), cases, some);
        Ground ground =
                new Ground(
                        theirs,
                        new Sight(operator, now.configuration()).seen(),
                        theirs.pauses(),
                        standing,
                        operator::sees,
                        clock.instant());
        return Optional.of(new BundleBook(cases, now, ground, shown, lines).bound());
    }

    /** The files of rules are about all merchants. */
    private record WithoutRules(Surroundings all) implements Surroundings {
        @Override
        public Map<String, Object> build() {
            return all.build();
        }

        @Override
        public Map<String, Object> health() {
            return all.health();
        }

        @Override
        public List<LogLine> log() {
            return all.log();
        }

        @Override
        public Optional<String> rules(String file) {
            return Optional.of("# left out: who asked for the bundle sees some merchants only\n");
        }
    }

    private static List<StoredEvent> found(String of, EvidenceQueries evidence) {
        if (of.matches("\\d{1,18}")) {
            List<StoredEvent> numbered = evidence.event(Long.parseLong(of)).stream().toList();
            if (!numbered.isEmpty()) {
                return numbered;
            }
        }
        return evidence.eventsByKey(of, MOST_EVENTS);
    }

    private static Case read(StoredEvent stored, EvidenceQueries evidence) {
        List<Delivery> deliveries = evidence.deliveriesOf(stored.seq());
        return new Case(
                stored,
                deliveries,
                deliveries.stream()
                        .flatMap(
                                row ->
                                        evidence
                                                .attemptsOf(stored.seq(), row.destination())
                                                .stream())
                        .toList());
    }

    /** One event with what became of it. */
    record Case(StoredEvent stored, List<Delivery> deliveries, List<AttemptRow> attempts) {

        /** The rules that decided it, as {@code file:line}. */
        List<String> locations() {
            return deliveries.stream()
                    .map(Delivery::decision)
                    .flatMap(
                            decision ->
                                    Stream.concat(Stream.of(decision.location()), causes(decision)))
                    .distinct()
                    .toList();
        }

        private static Stream<String> causes(Decision decision) {
            return decision.treatment().causes().stream().map(Treatment.Cause::location);
        }
    }
}
