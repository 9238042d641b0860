// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.TreatmentJson;
import io.tracklayer.core.delivery.Requeue;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.json.EventJson;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One event: what arrived, what we made of it, what each destination got. */
final class EventPage {
    private static final List<String> ENVELOPE =
            List.of(
                    "event_name",
                    "event_id",
                    "event_time",
                    "received_at",
                    "merchant",
                    "store",
                    "sources",
                    "action_source",
                    "test");

    private final Evidence evidence;

    EventPage(Evidence evidence) {
        this.evidence = evidence;
    }

    HttpOutput show(long seq) {
        return evidence.queries()
                .event(seq)
                .map(this::show)
                .orElseGet(
                        () ->
                                Frame.problem(
                                        404,
                                        "There is no such event",
                                        "No event has number "
                                                + seq
                                                + ", or it is no longer kept."));
    }

    private HttpOutput show(StoredEvent stored) {
        Event event = stored.event();
        List<Standing> deliveries = evidence.shown(List.of(stored)).get(0).deliveries();
        Html html =
                Frame.begin(
                        (event.name().wire() + " " + event.orderId().orElse("")).strip(),
                        "/events");
        html.element(
                "p",
                (Words.amount(event) + " " + String.join(" + ", event.sources())).strip()
                        + ", "
                        + (stored.copies() == 1 ? "1 copy" : stored.copies() + " copies"));
        EventPages.outcomes(html, deliveries);
        new IdentityPages(evidence).link(html, event);
        merges(html, evidence.queries().merges(stored.seq()));
        collisions(html, stored.seq());
        list(html, "What was corrected", stored.notes());
        html.open("div", "class", "columns");
        raw(html, stored);
        canonical(html, stored);
        html.open("section").element("h2", "Destinations");
        deliveries.forEach(standing -> delivery(html, standing));
        html.close().close();
        html.open("p")
                .element("a", "As JSON", "href", "/api/v1/events/" + stored.seq())
                .text(" ")
                .element(
                        "a",
                        "Support bundle (zip, redacted)",
                        "href",
                        "/api/v1/bundle?of=" + stored.seq())
                .close();
        return Answers.page(200, html.document());
    }

    private static void merges(Html html, List<MergeRow> merges) {
        list(
                html,
                "Why the copies are one event",
                merges.stream().map(MergeRow::sentence).toList());
    }

    private void collisions(Html html, long seq) {
        CollisionPages.sentences(
                html,
                "What does not fit together",
                evidence.queries().collisionsOf(seq, Evidence.MOST_COLLISIONS));
    }

    private static void list(Html html, String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            html.element("h2", title).open("ul");
            sentences.forEach(sentence -> html.element("li", sentence));
            html.close();
        }
    }

    private void raw(Html html, StoredEvent stored) {
        html.open("section").element("h2", "Raw");
        for (ObservationRow row : evidence.queries().observationsOf(stored.seq())) {
            html.open("details", "open", "open")
                    .element("summary", row.source() + " " + row.verdict().wire())
                    .open("p");
            Words.time(html, row.receivedAt());
            html.text(" " + row.sentence()).close();
            evidence.queries()
                    .arrival(row.arrivalOffset())
                    .ifPresentOrElse(
                            arrival -> RequestPages.request(html, arrival),
                            () -> html.element("p", "The request is no longer kept."));
            html.close();
        }
        html.close();
    }

    private static void canonical(Html html, StoredEvent stored) {
        Map<String, Object> tree = EventJson.toTree(stored.event());
        html.open("section").element("h2", "Canonical").open("dl", "class", "fields");
        for (String path : ENVELOPE) {
            field(html, path, tree.get(path), stored.provenance().get(path));
        }
        for (EventField field : stored.event().fields().keySet()) {
            field(
                    html,
                    field.path(),
                    at(tree, field.path()),
                    stored.provenance().get(field.path()));
        }
        html.close().element("h2", "Consent").open("dl", "class", "fields");
        ((Map<?, ?>) tree.get("consent"))
                .forEach((name, value) -> field(html, name.toString(), value, of(stored, name)));
        html.close().close();
    }

    /** Where a purpose's state came from, and for the source of the signal where that did. */
    private static Provenance of(StoredEvent stored, Object consentMember) {
        String path = consentMember.equals("source") ? "consent" : "consent." + consentMember;
        return stored.provenance().get(path);
    }

    private static void field(Html html, String path, Object value, Provenance from) {
        if (value == null) {
            return;
        }
        html.element("dt", path).open("dd").element("span", plain(value), "class", "value");
        if (from != null) {
            html.element(
                    "small",
                    (from.source() + " " + from.origin()).strip() + ", " + from.rule(),
                    "class",
                    "why");
        }
        html.close();
    }

    private static Object at(Map<?, ?> tree, String path) {
        int dot = path.indexOf('.');
        return dot < 0
                ? tree.get(path)
                : at((Map<?, ?>) tree.get(path.substring(0, dot)), path.substring(dot + 1));
    }

    private static String plain(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        return value instanceof Map || value instanceof List
                ? StrictJson.writePretty(value)
                : value.toString();
    }

    private void delivery(Html html, Standing standing) {
        Decision decision = standing.delivery().decision();
        html.open("article", "class", "card").open("h3");
        Words.outcome(html, standing);
        html.close();
        html.open("p").element("code", standing.delivery().reason());
        standing.due()
                .ifPresent(
                        at -> {
                            html.text(" next attempt ");
                            Words.time(html, at);
                        });
        html.close();
        standing.delivery().requeued().ifPresent(by -> replayed(html, by));
        html.open("p")
                .text((decision.allowed() ? "Allowed" : "Not allowed") + " by rule ")
                .element("code", decision.rule())
                .text(" at ")
                .element("code", decision.location())
                .text(", " + decision.version() + ": " + decision.sentence())
                .close();
        if (!decision.stripped().isEmpty()) {
            html.element(
                    "p",
                    "Removed before sending: "
                            + decision.stripped().stream()
                                    .map(EventField::path)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        treated(html, decision);
        List<AttemptRow> attempts =
                evidence.queries()
                        .attemptsOf(
                                standing.delivery().eventSeq(), standing.delivery().destination());
        if (attempts.isEmpty()) {
            html.element("p", "Nothing was sent.", "class", "why");
        }
        attempts.forEach(attempt -> ApiLogPages.attempt(html, attempt));
        html.close();
    }

    private static void treated(Html html, Decision decision) {
        Map<String, Object> treatment =
                new LinkedHashMap<>(TreatmentJson.toTree(decision.treatment()));
        treatment.remove("causes");
        if (!treatment.isEmpty()) {
            String done =
                    treatment.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + plain(entry.getValue()))
                            .collect(Collectors.joining(", "));
            String rules =
                    decision.treatment().causes().stream()
                            .map(cause -> cause.rule() + " at " + cause.location())
                            .distinct()
                            .collect(Collectors.joining(", "));
            html.element("p", "Done to it by rules (" + rules + "): " + done);
        }
    }

    private void replayed(Html html, Requeue requeue) {
        String by =
                evidence.queries()
                        .replays()
                        .replay(requeue.replay())
                        .map(replay -> " by " + replay.by())
                        .orElse("");
        html.open("p").text("Replayed" + by + " at ");
        Words.time(html, requeue.at());
        html.text(", ").element("a", requeue.replay(), "href", "/replays").close();
    }
}
