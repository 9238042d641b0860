// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.core.scope.ScopedQueries;
import io.tracklayer.core.scope.Sight;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What pages and JSON both read. */
final class Evidence {
    /** An event id that every order carries collides with each of them. */
    static final int MOST_COLLISIONS = 50;

    private static final int MOST_OPEN = 20;

    private final EvidenceQueries queries;
    private final Supplier<ActiveConfiguration> active;
    private final Supplier<RulesInForce> rules;
    private final Supplier<Map<String, Pause>> waits;
    private final Sending sending;
    private final Supplier<NodeSigns> signs;
    private final Clock clock;

    Evidence(
            EvidenceQueries queries,
            Supplier<ActiveConfiguration> active,
            Supplier<RulesInForce> rules,
            Supplier<Map<String, Pause>> waits,
            Sending sending,
            Supplier<NodeSigns> signs,
            Clock clock) {
        this.queries = queries;
        this.active = active;
        this.rules = rules;
        this.waits = waits;
        this.sending = sending;
        this.signs = signs;
        this.clock = clock;
    }

    /** The same as an operator sees it. */
    Evidence of(Operator operator) {
        if (operator.merchants().isEmpty()) {
            return this;
        }
        ActiveConfiguration all = active.get();
        Sight sight = new Sight(operator, all.configuration());
        ActiveConfiguration seen = new ActiveConfiguration(sight.seen(), all.decider());
        return new Evidence(
                ScopedQueries.of(queries, operator, all.configuration()),
                () -> seen,
                () -> rules.get().of(operator),
                () -> seenOnly(waits.get(), sight),
                new Sending(
                        id ->
                                sight.seesDestination(id)
                                        ? sending.standing()
                                                .apply(id)
                                                .map(lane -> lane.among(sight::seesDestination))
                                        : Optional.empty(),
                        sending.plugins()),
                () -> signs.get().of(operator, all.configuration()),
                clock);
    }

    private static Map<String, Pause> seenOnly(Map<String, Pause> pauses, Sight sight) {
        Map<String, Pause> seen = new HashMap<>(pauses);
        seen.keySet().removeIf(destination -> !sight.seesDestination(destination));
        return seen;
    }

    EvidenceQueries queries() {
        return queries;
    }

    Sending sending() {
        return sending;
    }

    RulesInForce rules() {
        return rules.get();
    }

    NodeSigns signs() {
        return signs.get();
    }

    Standing.Board board() {
        Map<String, Pause> pauses = new HashMap<>(waits.get());
        pauses.putAll(queries.pauses());
        return new Standing.Board(active.get().configuration(), pauses, clock.instant());
    }

    /** The incidents that are not over. */
    List<Incident> openIncidents() {
        return queries.incidents(Long.MAX_VALUE, MOST_OPEN).stream()
                .filter(incident -> incident.closed().isEmpty())
                .toList();
    }

    /** Events with their deliveries, in the order given. */
    List<Shown> shown(List<StoredEvent> events) {
        Standing.Board board = board();
        Map<Long, List<Delivery>> deliveries =
                queries.deliveriesOf(events.stream().map(StoredEvent::seq).toList());
        return events.stream()
                .map(
                        event ->
                                new Shown(
                                        event,
                                        deliveries.getOrDefault(event.seq(), List.of()).stream()
                                                .map(board::of)
                                                .toList()))
                .toList();
    }

    /** An event and where its deliveries stand. */
    record Shown(StoredEvent event, List<Standing> deliveries) {}
}
