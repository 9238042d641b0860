// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds what needs a person now, from what is there already. */
final class Concerns {
    private final Visit visit;
    private final Evidence evidence;
    private final Standing.Board board;
    private final Merchants merchants;
    private final List<DeliveryCount> counts;
    private final List<Concern> found = new ArrayList<>();

    Concerns(Visit visit, Standing.Board board) {
        this.visit = visit;
        this.evidence = visit.evidence();
        this.board = board;
        this.merchants = new Merchants(visit);
        this.counts = evidence.queries().deliveryCounts();
    }

    /** All of them, the most urgent first. */
    List<Concern> all(RecentCounts recent) {
        if (merchants.all()) {
            node(evidence.signs());
            refusedConfiguration(evidence.rules());
        }
        DestinationConcerns destinations = new DestinationConcerns(visit, board, this::open);
        destinations().forEach(one -> found.addAll(destinations.of(one)));
        incidents();
        stranded();
        new TrendConcerns(recent, merchants).addTo(found);
        found.sort(Comparator.comparing(Concern::kind));
        return List.copyOf(found);
    }

    private List<DestinationConfig> destinations() {
        return board.configuration().destinations().stream()
                .filter(one -> merchants.sees(one.merchant()))
                .sorted(Comparator.comparing(DestinationConfig::id))
                .toList();
    }

    private void node(NodeSigns signs) {
        if (!signs.journalProblem().isEmpty()) {
            found.add(
                    new Concern(
                            Concern.Kind.JOURNAL_CLOSED,
                            "node",
                            "Requests are turned away",
                            signs.journalProblem(),
                            "Give the disk of the data folder room, or see to its health; senders"
                                    + " try again by themselves.",
                            ""));
        }
        if (signs.stall() != null) {
            found.add(
                    new Concern(
                            Concern.Kind.EVIDENCE_STALLED,
                            "node",
                            "Nothing becomes evidence",
                            "Since "
                                    + Words.clock(signs.stall().since())
                                    + ": "
                                    + signs.stall().problem(),
                            "Requests are still taken in. See to what the message names; it is"
                                    + " tried again every second.",
                            ""));
        }
    }

    private void refusedConfiguration(RulesInForce rules) {
        rules.refusal()
                .ifPresent(
                        refused ->
                                found.add(
                                        new Concern(
                                                Concern.Kind.CONFIGURATION_REFUSED,
                                                "node",
                                                "The changed configuration is not in force",
                                                refused.problems().stream()
                                                        .findFirst()
                                                        .orElse("It cannot be read."),
                                                "Correct the file; the last good state, "
                                                        + rules.version()
                                                        + ", stays until then.",
                                                "/rules")));
    }

    // A hold says the same with a better next step.
    private void incidents() {
        evidence.openIncidents().stream()
                .filter(incident -> merchants.seesDestination(incident.destination()))
                .filter(
                        incident ->
                                board.pause(incident.destination()).filter(Pause::isHold).isEmpty())
                .filter(incident -> !saidBetter(incident))
                .forEach(incident -> found.add(open(incident)));
    }

    /** Of a destination that is gone only what waits for it matters. */
    private boolean saidBetter(Incident incident) {
        if (board.configuration().destination(incident.destination()).isEmpty()) {
            return true;
        }
        return incident.kind() == Incident.Kind.PLATFORM_DOWN
                && found.stream()
                        .filter(one -> one.kind() == Concern.Kind.INCIDENT_OPEN)
                        .anyMatch(one -> one.subject().equals(incident.destination()));
    }

    private static Concern open(Incident incident) {
        return new Concern(
                Concern.Kind.INCIDENT_OPEN,
                incident.destination(),
                incident.destination()
                        + " "
                        + what(incident.kind())
                        + " since "
                        + Words.clock(incident.openedAt()),
                incident.sentence(),
                step(incident),
                Links.to("/api-logs", "destination", incident.destination()));
    }

    private static String what(Incident.Kind kind) {
        return switch (kind) {
            case AUTH_HOLD -> "refuses its token or secret";
            case CONFIG_HOLD -> "refuses its settings";
            case THROTTLED_LONG -> "asks for a long pause";
            case PLATFORM_DOWN -> "gives no usable answer";
            case NOT_FOUND_STREAK -> "does not know the address or account";
            case PLUGIN_SUSPENDED -> "has its plugin suspended";
        };
    }

    private static String step(Incident incident) {
        return switch (incident.kind()) {
            case THROTTLED_LONG ->
                    "Nothing is lost: it is asked again every hour. When it lasts, see at the"
                            + " platform which limit is reached, and set rate in the destination's"
                            + " file below it.";
            case NOT_FOUND_STREAK ->
                    "Correct account and endpoint in the destination's file, then: tl replay"
                            + " --destination "
                            + incident.destination()
                            + " --status failed --since 24h";
            default ->
                    "Nothing is lost: it is tried again by itself. Look at what the platform"
                            + " answers.";
        };
    }

    private void stranded() {
        Map<String, Long> pending =
                counts.stream()
                        .filter(row -> merchants.sees(row.merchant()) && !row.status().isFinal())
                        .collect(
                                Collectors.groupingBy(
                                        DeliveryCount::destination,
                                        TreeMap::new,
                                        Collectors.summingLong(DeliveryCount::count)));
        pending.forEach(
                (destination, waiting) -> {
                    Optional<DestinationConfig> known =
                            board.configuration().destination(destination);
                    if (known.isEmpty() || !known.get().enabled()) {
                        found.add(stranded(destination, waiting, known));
                    }
                });
    }

    private static Concern stranded(
            String destination, long waiting, Optional<DestinationConfig> known) {
        return new Concern(
                Concern.Kind.DELIVERIES_STRANDED,
                destination,
                Figures.of(waiting) + " deliveries wait for " + destination,
                known.isPresent()
                        ? "Sending to it is switched off."
                        : "It is no longer configured.",
                known.map(off -> "Set enabled: true in " + off.file() + " to send them.")
                        .orElse("Add the destination again under the same id to send them."),
                deliveries("", destination));
    }

    private long open(String destination) {
        return counts.stream()
                .filter(row -> row.destination().equals(destination) && !row.status().isFinal())
                .mapToLong(DeliveryCount::count)
                .sum();
    }

    static String deliveries(String status, String destination) {
        return Links.to("/deliveries", "status", status, "destination", destination);
    }

    static String deliveries(DeliveryStatus status, String destination, String reason) {
        return Links.to(
                "/deliveries",
                "status",
                status.wire(),
                "destination",
                destination,
                "reason",
                reason);
    }
}
