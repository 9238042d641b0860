// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.intake.HttpOutput;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One delivery with each attempt made for it, in the order of time. */
final class DeliveryPage {
    private final Evidence evidence;

    DeliveryPage(Evidence evidence) {
        this.evidence = evidence;
    }

    HttpOutput show(long seq, String destination) {
        Optional<Delivery> found =
                evidence.queries().deliveriesOf(seq).stream()
                        .filter(one -> one.destination().equals(destination))
                        .findFirst();
        return found.map(this::page)
                .orElseGet(
                        () ->
                                Frame.problem(
                                        404,
                                        "There is no such delivery",
                                        "The event is not meant for that destination, or is no"
                                                + " longer kept."));
    }

    private HttpOutput page(Delivery delivery) {
        Standing standing = evidence.board().of(delivery);
        List<AttemptRow> attempts =
                evidence.queries().attemptsOf(delivery.eventSeq(), delivery.destination());
        Html html =
                Frame.begin(
                        (delivery.eventName() + " " + delivery.orderId()).strip()
                                + " to "
                                + delivery.destination(),
                        "/deliveries");
        html.open("p", "class", "cause");
        Words.outcome(html, standing);
        html.text(" ").element("code", delivery.reason()).close();
        html.open("p", "class", "actions")
                .element(
                        "a",
                        "Diagnose it",
                        "href",
                        Links.to(DiagnosePages.PATH, "of", Long.toString(delivery.eventSeq())),
                        "class",
                        "button primary")
                .element(
                        "a",
                        "Its event",
                        "href",
                        Links.event(delivery.eventSeq()),
                        "class",
                        "button")
                .element(
                        "a",
                        "Its destination",
                        "href",
                        Links.destination(delivery.destination()),
                        "class",
                        "button")
                .close();
        html.element("h2", "What was tried").open("ol", "class", "timeline");
        arrived(html, delivery);
        Instant before = delivery.createdAt();
        for (AttemptRow row : attempts) {
            attempt(html, row.attempt(), before);
            before = end(row.attempt());
        }
        next(html, standing, before);
        html.close();
        return Answers.page(200, html.document());
    }

    private static void arrived(Html html, Delivery delivery) {
        html.open("li", "class", "ok");
        Words.time(html, delivery.createdAt());
        html.text(" the event arrived").close();
        delivery.requeued()
                .ifPresent(
                        again -> {
                            html.open("li")
                                    .text("taken up again by replay " + again.replay() + " ");
                            Words.time(html, again.at());
                            html.close();
                        });
    }

    private static void attempt(Html html, Attempt attempt, Instant before) {
        html.open("li", "class", ApiLogPages.colour(attempt));
        Words.time(html, attempt.startedAt());
        html.text(" after " + Spans.of(Duration.between(before, attempt.startedAt())) + " ")
                .element("span", attempt.outcome(), "class", "badge " + ApiLogPages.colour(attempt))
                .text(" " + ApiLogPages.status(attempt) + ", code ")
                .element("code", attempt.code())
                .text(", took " + Spans.of(Duration.ofMillis(attempt.latencyMillis())) + " ")
                .element("a", "request and answer", "href", Links.attempt(attempt.id()));
        if (!attempt.text().isEmpty()) {
            html.element("span", attempt.text(), "class", "why");
        }
        html.close();
    }

    private void next(Html html, Standing standing, Instant before) {
        Instant now = evidence.board().now();
        html.open("li", "class", standing.status().wire());
        if (standing.due().isPresent()) {
            Instant due = standing.due().get();
            boolean waits = due.isAfter(now);
            html.text(waits ? "next attempt " : "next attempt due since ");
            Words.time(html, due);
            html.text(
                    waits
                            ? ", in " + Spans.of(Duration.between(now, due))
                            : ", " + Spans.of(Duration.between(due, now)) + " ago");
        } else if (standing.status() == DeliveryStatus.HELD) {
            html.text("no attempt before it is let go: " + standing.sentence());
        } else if (standing.delivery().attempts() == 0) {
            html.text("nothing was sent: " + standing.sentence());
        } else {
            html.text(
                    "no further attempt; it took "
                            + Spans.of(Duration.between(standing.delivery().createdAt(), before))
                            + " in all");
        }
        html.close();
    }

    private static Instant end(Attempt attempt) {
        return attempt.startedAt().plusMillis(attempt.latencyMillis());
    }
}
