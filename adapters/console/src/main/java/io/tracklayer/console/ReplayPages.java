// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.replay.Replay;
import io.tracklayer.core.replay.ReplayJson;
import io.tracklayer.core.replay.Tally;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The list of replays and how far they are. They are started and cancelled by command. */
final class ReplayPages {
    private static final int ROWS = 50;
    private static final List<String> COLUMNS =
            List.of(
                    "Started",
                    "By",
                    "State",
                    "What",
                    "Total",
                    "Queued",
                    "Delivered",
                    "Failed",
                    "Skipped",
                    "Left alone");

    private final Evidence evidence;

    ReplayPages(Evidence evidence) {
        this.evidence = evidence;
    }

    HttpOutput list(Visit visit) {
        Parameters query = visit.query();
        int limit = query.limit(ROWS);
        List<Replay> rows = evidence.queries().replays().replays(query.beforeNumber(), limit);
        Html html = Frame.begin("Replays", "/replays");
        html.open("p")
                .text("Deliveries sent again, from their list or by ")
                .element("code", "tl replay")
                .text(". ")
                .element("a", "All deliveries", "href", "/deliveries")
                .close();
        Workshop.panel(html, Workshop.of(visit));
        if (rows.isEmpty()) {
            Frame.empty(
                    html,
                    "No delivery was replayed yet.",
                    "A replay sends failed or skipped deliveries again, for instance after a new token.",
                    List.of("/deliveries?status=failed", "Failed deliveries"));
        } else {
            table(html, rows);
        }
        long last = rows.isEmpty() ? 0 : rows.get(rows.size() - 1).offset();
        Frame.older(
                html, rows.size() >= limit, Links.to("/replays", "before", Long.toString(last)));
        return Answers.page(200, html.document());
    }

    private static void table(Html html, List<Replay> rows) {
        html.open("table").open("thead").open("tr");
        COLUMNS.forEach(column -> html.element("th", column, "scope", "col"));
        html.close().close().open("tbody");
        rows.forEach(row -> row(html, row));
        html.close().close();
    }

    private static void row(Html html, Replay replay) {
        Tally tally = replay.tally();
        html.open("tr").open("td", "data-label", "Started");
        Words.time(html, replay.startedAt());
        html.close();
        html.element("td", replay.by(), "data-label", "By")
                .open("td", "data-label", "State")
                .element("span", replay.state().wire(), "class", "badge " + replay.state().wire())
                .text(" ")
                .element("small", (replay.id() + " " + replay.sentence()).strip(), "class", "why")
                .close()
                .element("td", what(replay), "data-label", "What");
        number(html, "Total", replay.expected() < 0 ? "many" : "" + replay.expected());
        number(html, "Queued", "" + tally.queued());
        number(html, "Delivered", "" + tally.delivered());
        number(html, "Failed", "" + tally.failed());
        number(html, "Skipped", "" + tally.skipped());
        html.element("td", excluded(tally), "data-label", "Left alone").close();
    }

    private static void number(Html html, String label, String value) {
        html.element("td", value, "data-label", label, "class", "number");
    }

    private static String what(Replay replay) {
        return ReplayJson.order(replay.order()).entrySet().stream()
                .filter(entry -> !Boolean.FALSE.equals(entry.getValue()))
                .map(entry -> entry.getKey() + " " + brief(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String brief(Object value) {
        return value instanceof List<?> named ? named.size() + " by name" : String.valueOf(value);
    }

    private static String excluded(Tally tally) {
        Map<String, Long> sorted = new TreeMap<>(tally.excluded());
        return sorted.isEmpty()
                ? "none"
                : sorted.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }
}
