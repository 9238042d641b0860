// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Incident;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryCount;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds what needs a person now, from what is there already. */
final class Concerns {
    private static final int NOTICE_DAYS = 60;
    // the end that a descriptor names after its version, as LinkedIn's does
    private static final Pattern ENDS = Pattern.compile("ends (?:about )?(\\d{4}-\\d{2}-\\d{2})");

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
        destinations().forEach(this::destination);
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

    private void destination(DestinationConfig destination) {
        board.pause(destination.id())
                .filter(Pause::isHold)
                .ifPresent(pause -> held(destination, pause));
        ending(destination);
    }

    private void held(DestinationConfig destination, Pause pause) {
        long waiting = open(destination.id());
        found.add(
                new Concern(
                        Concern.Kind.DESTINATION_HELD,
                        destination.id(),
                        destination.id()
                                + (pause.isOrdered() ? " is paused, " : " is held, ")
                                + Figures.of(waiting)
                                + " waiting",
                        pause.sentence(),
                        step(destination, pause),
                        deliveries("held", destination.id())));
    }

    private static String step(DestinationConfig destination, Pause pause) {
        if (pause.isOrdered()) {
            return "Let it send again when its reason is over: tl destinations resume "
                    + destination.id();
        }
        return switch (pause.kind()) {
            case AUTH_HOLD ->
                    "Put in a new token or secret for "
                            + destination.file()
                            + "; what waits is sent as soon as the platform takes it.";
            case PLUGIN_SUSPENDED ->
                    "Update the plugin, or change "
                            + destination.file()
                            + ", to have it called"
                            + " again.";
            default ->
                    "Correct the settings in "
                            + destination.file()
                            + "; what waits is sent as soon as the platform takes it.";
        };
    }

    private void ending(DestinationConfig destination) {
        Optional.ofNullable(destination.destination())
                .map(plugin -> plugin.descriptor().apiVersion())
                .map(ENDS::matcher)
                .filter(Matcher::find)
                .map(end -> LocalDate.parse(end.group(1)))
                .filter(end -> !today().isBefore(end.minusDays(NOTICE_DAYS)))
                .ifPresent(end -> found.add(ending(destination, end)));
    }

    private static Concern ending(DestinationConfig destination, LocalDate end) {
        return new Concern(
                Concern.Kind.VERSION_ENDING,
                destination.id(),
                "The API version of " + destination.id() + " ends about " + end,
                "It speaks " + destination.destination().descriptor().apiVersion() + ".",
                "Install a newer plugin, or name a newer version in " + destination.file() + ".",
                "");
    }

    // A hold says the same with a better next step.
    private void incidents() {
        evidence.openIncidents().stream()
                .filter(incident -> merchants.seesDestination(incident.destination()))
                .filter(
                        incident ->
                                board.pause(incident.destination()).filter(Pause::isHold).isEmpty())
                .forEach(incident -> found.add(open(incident)));
    }

    private static Concern open(Incident incident) {
        return new Concern(
                Concern.Kind.INCIDENT_OPEN,
                incident.destination(),
                incident.destination()
                        + ": "
                        + incident.kind().wire().replace('_', ' ')
                        + ", "
                        + Figures.of(incident.count())
                        + " time(s) since "
                        + Words.clock(incident.openedAt()),
                incident.sentence(),
                "Nothing is lost: it is tried again by itself. Look at what the platform answers.",
                Links.to("/api-logs", "destination", incident.destination()));
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

    private LocalDate today() {
        return LocalDate.ofInstant(visit.clock().instant(), ZoneOffset.UTC);
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
