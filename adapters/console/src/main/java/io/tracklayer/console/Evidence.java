// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What pages and JSON both read. */
final class Evidence {
    /** An event id that every order carries collides with each of them. */
    static final int MOST_COLLISIONS = 50;

    private static final int MOST_OPEN = 20;
    private static final int MOST_OF_ONE_KEY = 500;

    private final EvidenceQueries queries;
    private final Supplier<ActiveConfiguration> active;
    private final Supplier<RulesInForce> rules;
    private final Supplier<Map<String, Pause>> waits;
    private final Supplier<NodeSigns> signs;
    private final Clock clock;

    Evidence(
            EvidenceQueries queries,
            Supplier<ActiveConfiguration> active,
            Supplier<RulesInForce> rules,
            Supplier<Map<String, Pause>> waits,
            Supplier<NodeSigns> signs,
            Clock clock) {
        this.queries = queries;
        this.active = active;
        this.rules = rules;
        this.waits = waits;
        this.signs = signs;
        this.clock = clock;
    }

    EvidenceQueries queries() {
        return queries;
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

    /** A page of events, found by event or order id when one is given. */
    List<StoredEvent> events(EventFilter filter, String key, long before, int limit) {
        if (key.isEmpty()) {
            return queries.events(filter, before, limit);
        }
        return queries.eventsByKey(key, MOST_OF_ONE_KEY).stream()
                .filter(stored -> stored.seq() < before && matches(stored, filter))
                .limit(limit)
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

    private static boolean matches(StoredEvent stored, EventFilter filter) {
        return matches(filter.eventName(), stored.event().name().wire())
                && matches(filter.merchant(), stored.event().merchant())
                && matches(filter.store(), stored.event().store())
                && (filter.source().isEmpty()
                        || stored.event().sources().contains(filter.source()));
    }

    private static boolean matches(String wanted, String value) {
        return wanted.isEmpty() || wanted.equals(value);
    }

    /** An event and where its deliveries stand. */
    record Shown(StoredEvent event, List<Standing> deliveries) {}
}
