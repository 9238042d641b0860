// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.TreatmentJson;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Requeue;
import io.tracklayer.core.diagnose.Question;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.pipeline.EventCopies;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One event: what arrived, what we made of it, what each destination got. */
final class EventPage {
    private final Evidence evidence;
    private final Operator operator;

    EventPage(Visit visit) {
        this.evidence = visit.evidence();
        this.operator = visit.operator();
    }

    HttpOutput show(long seq) {
        return evidence.queries()
                .event(seq)
                .filter(stored -> operator.sees(stored.event().merchant()))
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
        Standing.Board board = evidence.board();
        List<Standing> deliveries = evidence.shown(List.of(stored)).get(0).deliveries();
        List<ObservationRow> copies = evidence.queries().observationsOf(stored.seq());
        Html html =
                Frame.begin(
                        (event.name().wire() + " " + event.orderId().orElse("")).strip(),
                        "/events");
        html.element(
                "p",
                (Words.amount(event) + " " + String.join(" + ", event.sources())).strip()
                        + ", "
                        + (stored.copies() == 1 ? "1 copy" : stored.copies() + " copies"));
        answers(html, deliveries);
        links(html, stored.seq());
        new IdentityPages(evidence).link(html, event);
        new EventTimeline(
                        board.configuration(),
                        stored,
                        copies,
                        evidence.queries().merges(stored.seq()))
                .write(html);
        collisions(html, stored.seq());
        list(html, "What was corrected", stored.notes());
        html.open("div", "class", "columns");
        raw(html, copies);
        new EventFields(
                        stored,
                        copies,
                        new EventCopies(board.configuration(), evidence.queries())
                                .of(event, copies))
                .write(html);
        html.open("section").element("h2", "Destinations");
        deliveries.forEach(standing -> delivery(html, standing));
        html.close().close();
        new EventIdentity(stored, board.configuration().identity()).write(html);
        new EventConsent(stored).write(html);
        return Answers.page(200, html.document());
    }

    /** One sentence per destination: did it reach them, and if not, why. */
    private static void answers(Html html, List<Standing> deliveries) {
        if (deliveries.isEmpty()) {
            EventPages.outcomes(html, deliveries);
            return;
        }
        html.open("ul", "class", "answers");
        for (Standing standing : deliveries) {
            html.open("li");
            Words.outcome(html, standing);
            if (standing.status() == DeliveryStatus.DELIVERED) {
                html.text(" at ");
                Words.time(html, standing.delivery().updatedAt());
            }
            standing.due()
                    .ifPresent(
                            at -> {
                                html.text("; next attempt ");
                                Words.time(html, at);
                            });
            html.close();
        }
        html.close();
    }

    private static void links(Html html, long seq) {
        String of = Question.event(seq);
        html.open("p", "class", "actions")
                .element(
                        "a",
                        "Diagnose it",
                        "href",
                        Links.to("/diagnose", "of", of),
                        "class",
                        "button primary");
        action(html, "Why its copies were joined", Links.to("/diagnose/dedup", "of", of));
        action(html, "How its consent was read", Links.to("/diagnose/consent", "of", of));
        action(html, "As JSON", "/api/v1/events/" + seq);
        action(
                html,
                "Support bundle (zip, redacted)",
                Links.to("/api/v1/bundle", "of", Long.toString(seq)));
        html.close();
    }

    private static void action(Html html, String text, String link) {
        html.element("a", text, "href", link, "class", "button");
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

    private void raw(Html html, List<ObservationRow> copies) {
        html.open("section").element("h2", "Raw");
        for (ObservationRow row : copies) {
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
        if (!standing.status().isFinal()) {
            html.open("p")
                    .element(
                            "a",
                            "What would be sent",
                            "href",
                            "/api/v1/events/" + standing.delivery().eventSeq() + "/preview")
                    .close();
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
                            .map(
                                    entry ->
                                            entry.getKey()
                                                    + " "
                                                    + EventFields.plain(entry.getValue()))
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
