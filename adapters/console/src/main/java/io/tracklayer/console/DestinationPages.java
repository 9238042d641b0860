// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.delivery.LaneStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries.Beat;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.RateWindow;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How destinations do, and what can be ordered about each. */
final class DestinationPages {
    private static final List<String> COLUMNS =
            List.of(
                    "Destination",
                    "State",
                    "Waiting",
                    "Oldest",
                    "Last minute",
                    "Last success",
                    "Last failure");

    private final Evidence evidence;

    DestinationPages(Evidence evidence) {
        this.evidence = evidence;
    }

    HttpOutput list(Parameters query) {
        query.only();
        List<Condition> all = Condition.all(evidence);
        Html html = Frame.begin("Destinations", "/destinations");
        if (all.isEmpty()) {
            Frame.empty(
                    html,
                    "No destination is set up",
                    "Events are kept and sent nowhere.",
                    List.of("/destinations/connect", "Connect a destination"));
        } else {
            table(html, all);
            html.open("p", "class", "actions")
                    .element(
                            "a",
                            "Connect another destination",
                            "href",
                            "/destinations/connect",
                            "class",
                            "button primary")
                    .close();
        }
        return Answers.page(200, html.document());
    }

    HttpOutput show(String id, Operator operator) {
        return Condition.of(evidence, id)
                .map(one -> page(one, operator))
                .orElseGet(
                        () ->
                                Frame.problem(
                                        404,
                                        "There is no such destination",
                                        "No destination has that id, or it is no longer"
                                                + " configured."));
    }

    /** One line each. */
    static void table(Html html, List<Condition> all) {
        html.open("table", "class", "destinations").open("thead").open("tr");
        COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
        html.close().close().open("tbody");
        all.forEach(one -> row(html, one));
        html.close().close();
    }

    private static void row(Html html, Condition one) {
        html.open("tr")
                .open("td", "data-label", "Destination")
                .element("a", one.config().id(), "href", Links.destination(one.config().id()))
                .close()
                .open("td", "data-label", "State");
        state(html, one);
        html.close()
                .open("td", "data-label", "Waiting", "class", "number")
                .element("a", Long.toString(one.backlog()), "href", waiting(one))
                .close()
                .element("td", oldest(one), "data-label", "Oldest")
                .element(
                        "td",
                        one.atWork().map(lane -> "" + lane.requestsLastMinute()).orElse(""),
                        "data-label",
                        "Last minute",
                        "class",
                        "number")
                .open("td", "data-label", "Last success");
        beat(html, one.pulse().lastGood());
        html.close().open("td", "data-label", "Last failure");
        beat(html, one.pulse().lastBad());
        html.close().close();
    }

    private static void state(Html html, Condition one) {
        String state = one.state();
        String colour =
                switch (state) {
                    case "sends" -> "delivered";
                    case "paused", "held" -> "held";
                    case "down" -> "failed";
                    case "waits" -> "pending";
                    default -> "skipped";
                };
        html.element("span", state, "class", "badge " + colour)
                .element("span", " " + one.sentence(), "class", "why");
    }

    private static String waiting(Condition one) {
        boolean held = one.paused().filter(Pause::isHold).isPresent();
        return Links.to(
                "/deliveries",
                "status",
                held ? "held" : "pending",
                "destination",
                one.config().id());
    }

    private static String oldest(Condition one) {
        return one.oldest().map(at -> Spans.of(Duration.between(at, one.now()))).orElse("");
    }

    private static void beat(Html html, Optional<Beat> beat) {
        if (beat.isEmpty()) {
            html.text("none yet");
            return;
        }
        html.open("a", "href", Links.attempt(beat.get().attempt()));
        Words.time(html, beat.get().at());
        html.close().text(" ").element("code", beat.get().code());
    }

    private HttpOutput page(Condition one, Operator operator) {
        String id = one.config().id();
        Html html = Frame.begin("Destination " + id, "/destinations");
        html.open("p", "class", "cause");
        state(html, one);
        html.close().open("p", "class", "actions");
        action(html, "Its deliveries", Links.to("/deliveries", "destination", id));
        action(html, "Its requests and answers", Links.to("/api-logs", "destination", id));
        html.close();
        facts(html, one);
        new DestinationOrders(html, one, operator).write();
        return Answers.page(200, html.document());
    }

    private static void action(Html html, String text, String link) {
        html.element("a", text, "href", link, "class", "button");
    }

    private static void facts(Html html, Condition one) {
        html.open("dl", "class", "pairs");
        fact(html, "Plugin", one.config().plugin() + ", set up in " + one.config().file());
        fact(html, "Merchant", one.config().merchant());
        fact(html, "Waiting", one.backlog() + oldest(one, ", the oldest for "));
        one.atWork().ifPresent(lane -> lane(html, one, lane));
        html.element("dt", "Last success").open("dd");
        beat(html, one.pulse().lastGood());
        html.close().element("dt", "Last failure").open("dd");
        beat(html, one.pulse().lastBad());
        html.close();
        one.descriptor().ifPresent(descriptor -> descriptor(html, descriptor));
        html.close();
    }

    private static String oldest(Condition one, String before) {
        String span = oldest(one);
        return span.isEmpty() ? "" : before + span;
    }

    private static void lane(Html html, Condition one, LaneStatus lane) {
        fact(
                html,
                "Requests",
                lane.requestsLastMinute()
                        + " in the last minute; "
                        + lane.inFlight()
                        + (lane.inFlight() == 1
                                ? " delivery on its way"
                                : " deliveries on their way"));
        fact(
                html,
                "Sending",
                one.paused()
                        .map(pause -> "kept back since " + Words.clock(pause.since()))
                        .orElseGet(() -> sending(lane)));
        for (LaneStatus.Window window : lane.windows()) {
            fact(html, "Rate", rate(window));
        }
        if (!lane.sharedWith().isEmpty()) {
            fact(
                    html,
                    "Account",
                    "shared with "
                            + String.join(", ", lane.sharedWith())
                            + ": they share its rate and its pauses");
        }
    }

    private static String sending(LaneStatus lane) {
        return switch (lane.circuit()) {
            case CLOSED -> "goes on: requests leave as they come";
            case HALF_OPEN -> "on trial: one request finds out whether the platform is back";
            case OPEN ->
                    "stopped until "
                            + lane.unavailableUntil().map(Words::clock).orElse("")
                            + ", after "
                            + lane.failuresInARow()
                            + " failure(s) in a row";
        };
    }

    private static String rate(LaneStatus.Window window) {
        RateWindow rate = window.rate();
        return window.used()
                + " of "
                + rate.permits()
                + " "
                + rate.unit().name().toLowerCase(Locale.ROOT)
                + " in "
                + Spans.of(rate.per())
                + (rate.scope() == RateWindow.Scope.ACCOUNT ? ", of the whole account" : "");
    }

    private static void descriptor(Html html, DestinationDescriptor descriptor) {
        fact(html, "API version", descriptor.apiVersion());
        fact(html, "Maturity", descriptor.maturity().name().toLowerCase(Locale.ROOT));
    }

    private static void fact(Html html, String name, String value) {
        html.element("dt", name).element("dd", value);
    }
}
