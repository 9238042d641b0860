// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.consent.StoredConsent;
import io.tracklayer.core.consent.VisitorKeys;
import io.tracklayer.core.consent.Withdrawals;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.diagnose.ConsentDiagnosis.Step;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Shows how consent went from the banner to each platform, and which step decided. */
public final class ConsentDiagnostician {
    private static final int SIGNAL = 1;
    private static final int DECODED = 2;
    private static final int REMEMBERED = 3;
    private static final int DECISION = 4;
    private static final int TOLD = 5;
    private static final int MOST_VALUE = 200;

    private final Ground ground;

    /** Looks at the evidence of one moment. */
    public ConsentDiagnostician(Ground ground) {
        this.ground = ground;
    }

    /** Answers for the event a question means. */
    public ConsentDiagnosis answer(Question question) {
        Search search = new Search(ground, question);
        Optional<StoredEvent> meant = search.find().meant();
        return meant.map(
                        event ->
                                new ConsentDiagnosis(
                                        question, event, steps(event, question), List.of()))
                .orElseGet(
                        () ->
                                new ConsentDiagnosis(
                                        question,
                                        null,
                                        List.of(),
                                        new NearMisses(ground, question, search).find()));
    }

    private List<Step> steps(StoredEvent stored, Question question) {
        List<Delivery> rows =
                ground.evidence().deliveriesOf(stored.seq()).stream()
                        .filter(
                                row ->
                                        question.destination().isEmpty()
                                                || row.destination().equals(question.destination()))
                        .sorted(Comparator.comparing(Delivery::destination))
                        .toList();
        Set<Integer> deciding = new TreeSet<>();
        rows.forEach(row -> deciding.add(decidedAt(stored, row)));
        List<Step> steps = new ArrayList<>();
        steps.add(signal(stored));
        steps.add(decoded(stored, deciding.contains(DECODED)));
        steps.add(remembered(stored, deciding.contains(REMEMBERED)));
        rows.forEach(row -> steps.add(decision(row, decidedAt(stored, row) == DECISION)));
        rows.forEach(row -> steps.add(told(stored, row)));
        return List.copyOf(steps);
    }

    /** Which step gave the answer for a destination. */
    private static int decidedAt(StoredEvent stored, Delivery row) {
        if (row.reason().startsWith("consent_withdrawn")) {
            return REMEMBERED;
        }
        if (row.reason().startsWith("consent_unknown") || !stored.event().consent().known()) {
            return DECISION;
        }
        boolean byConsent = row.decision().allowed() || row.reason().startsWith("consent_denied");
        if (!byConsent) {
            return DECISION;
        }
        return fromMemory(stored) ? REMEMBERED : DECODED;
    }

    private static boolean fromMemory(StoredEvent stored) {
        Provenance from = stored.provenance().get("consent");
        return from != null
                && (from.rule().equals(Provenance.REMEMBERED)
                        || from.rule().equals(Provenance.ANSWERED));
    }

    private Step signal(StoredEvent stored) {
        List<String> lines = new ArrayList<>();
        for (Copy copy : new Copies(ground).of(stored)) {
            copy.alone()
                    .ifPresentOrElse(
                            said -> signals(copy, said, lines),
                            () ->
                                    lines.add(
                                            copy.row().source()
                                                    + ": its request is no longer kept or cannot be"
                                                    + " read again"));
        }
        boolean any = lines.stream().anyMatch(line -> line.contains(" = "));
        return new Step(
                SIGNAL,
                "What the banner said, as it came",
                "",
                false,
                any ? State.OK : State.WARNING,
                lines);
    }

    private static void signals(Copy copy, Copy.Said said, List<String> lines) {
        String from = copy.row().source() + " at " + Say.clock(copy.row().receivedAt()) + ": ";
        if (said.consent().isEmpty()) {
            lines.add(from + "says nothing about consent");
            return;
        }
        if (!said.consent().statedBy().isEmpty()) {
            lines.add(from + said.consent().statedBy() + " = " + cut(said.consent().evidence()));
        }
        said.consent()
                .raw()
                .forEach(
                        (signal, value) -> {
                            String text = String.valueOf(value);
                            String place =
                                    copy.request()
                                            .map(request -> SignalPlace.of(request, signal, text))
                                            .orElse("");
                            lines.add(
                                    from
                                            + signal.wire()
                                            + " = "
                                            + cut(text)
                                            + (place.isEmpty() ? "" : " (" + place + ")"));
                        });
    }

    private static Step decoded(StoredEvent stored, boolean decided) {
        Consent consent = stored.event().consent();
        List<String> lines = new ArrayList<>();
        for (Purpose purpose : Purpose.values()) {
            Provenance from =
                    Optional.ofNullable(stored.provenance().get("consent." + purpose.wire()))
                            .orElse(stored.provenance().get("consent"));
            boolean known = consent.state(purpose) != ConsentState.UNKNOWN;
            lines.add(
                    purpose.wire()
                            + ": "
                            + consent.state(purpose).wire()
                            + (known && from != null ? ", " + origin(from) : ""));
        }
        consent.collected().ifPresent(at -> lines.add("the visitor chose at " + Say.time(at)));
        stored.notes().stream().filter(note -> note.startsWith("consent")).forEach(lines::add);
        return new Step(
                DECODED,
                "What was read of it",
                "",
                decided,
                consent.known() ? State.OK : State.WARNING,
                lines);
    }

    private static String origin(Provenance from) {
        return ("from " + from.source() + " " + from.origin()).strip() + ", " + from.rule();
    }

    private Step remembered(StoredEvent stored, boolean decided) {
        List<String> lines = new ArrayList<>();
        Map<String, StoredConsent> known =
                ground.evidence().consents(VisitorKeys.of(stored.event()));
        known.values().forEach(memory -> choices(memory, lines));
        Map<Purpose, Instant> withdrawn =
                Withdrawals.of(ground.evidence(), Map.of(stored.seq(), stored.event()))
                        .get(stored.seq())
                        .since();
        withdrawn.forEach(
                (purpose, at) ->
                        lines.add(purpose.wire() + " was withdrawn later, at " + Say.time(at)));
        if (lines.isEmpty()) {
            lines.add("nothing is remembered of this visitor");
        } else if (fromMemory(stored)) {
            lines.add("the event said nothing itself, so this was taken");
        }
        return new Step(
                REMEMBERED,
                "What is remembered of the visitor",
                "",
                decided,
                withdrawn.isEmpty() ? State.OK : State.WARNING,
                lines.stream().distinct().toList());
    }

    private static void choices(StoredConsent memory, List<String> lines) {
        memory.choices().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(
                        choice ->
                                lines.add(
                                        choice.getKey().wire()
                                                + " "
                                                + choice.getValue().state().wire()
                                                + " at "
                                                + Say.time(choice.getValue().at())
                                                + ", by "
                                                + choice.getValue().source()
                                                + " of event "
                                                + choice.getValue().eventId()));
    }

    private Step decision(Delivery row, boolean decided) {
        Decision decision = row.decision();
        List<String> lines = new ArrayList<>();
        needs(row.destination()).ifPresent(lines::add);
        lines.add(Say.sentence(decision.sentence()) + " (" + decision.reason() + ")");
        if (decision.rule() != null && !decision.rule().isEmpty()) {
            lines.add("rule " + decision.rule() + " at " + decision.location());
        }
        if (!row.reason().equals(decision.reason()) && row.status() == DeliveryStatus.SKIPPED) {
            lines.add("then: " + Say.sentence(row.sentence()) + " (" + row.reason() + ")");
        }
        boolean refused = row.reason().startsWith("consent_");
        return new Step(
                DECISION,
                "What the rules made of it",
                row.destination(),
                decided,
                refused ? State.FAILED : State.OK,
                lines);
    }

    private Optional<String> needs(String destination) {
        return ground.destination(destination)
                .map(DestinationConfig::destination)
                .map(plugin -> plugin.descriptor().purposes())
                .map(
                        purposes ->
                                purposes.isEmpty()
                                        ? "it needs no purpose to be granted"
                                        : "it cannot do without "
                                                + Say.list(
                                                        purposes.stream()
                                                                .sorted()
                                                                .map(Purpose::wire)
                                                                .toList()));
    }

    private Step told(StoredEvent stored, Delivery row) {
        List<String> lines = new ArrayList<>();
        if (!row.decision().stripped().isEmpty()) {
            lines.add(
                    "taken out: "
                            + Say.list(
                                    row.decision().stripped().stream()
                                            .map(EventField::path)
                                            .sorted()
                                            .toList()));
        }
        if (row.decision().treatment().limitedUse()) {
            lines.add("the platform is asked to limit its use");
        }
        List<AttemptRow> attempts = ground.evidence().attemptsOf(stored.seq(), row.destination());
        if (attempts.isEmpty()) {
            lines.add("nothing was sent");
        } else {
            AttemptRow last = attempts.get(attempts.size() - 1);
            List<String> fields = ConsentFields.of(last.attempt(), stored.event().eventId());
            lines.addAll(fields);
            if (fields.isEmpty()) {
                lines.add("the request has no field about consent, or its body is no longer kept");
            }
        }
        return new Step(
                TOLD,
                "What the platform was told",
                row.destination(),
                false,
                attempts.isEmpty() ? State.NOT_REACHED : State.OK,
                lines);
    }

    private static String cut(String text) {
        return text.length() > MOST_VALUE ? text.substring(0, MOST_VALUE) + "…" : text;
    }
}
