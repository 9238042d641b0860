// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.intake.HttpOutput;
import java.util.List;
import java.util.TreeMap;

/** What all pages share. */
final class Frame {
    private static final List<List<String>> PLACES =
            List.of(
                    List.of("/events", "Events"),
                    List.of("/deliveries", "Deliveries"),
                    List.of("/api-logs", "API logs"),
                    List.of("/rules", "Rules"),
                    List.of("/audit", "Audit"));

    private Frame() {}

    /** Starts a page; the caller goes on inside its main element. */
    static Html begin(String title, String here) {
        Html html =
                new Html()
                        .open("html", "lang", "en")
                        .open("head")
                        .empty("meta", "charset", "utf-8")
                        .mark(Nameplate.HEAD)
                        .empty(
                                "meta",
                                "name",
                                "viewport",
                                "content",
                                "width=device-width, initial-scale=1")
                        .element("title", title + " - TrackLayer");
        Assets.STYLES.forEach(
                name -> html.empty("link", "rel", "stylesheet", "href", Assets.path(name)));
        Assets.SCRIPTS.forEach(
                name -> html.element("script", "", "src", Assets.path(name), "defer", "defer"));
        html.close()
                .open("body")
                .open("header")
                .element("strong", "TrackLayer")
                .open("nav", "aria-label", "Pages");
        for (List<String> place : PLACES) {
            if (place.get(0).equals(here)) {
                html.element("a", place.get(1), "href", place.get(0), "aria-current", "page");
            } else {
                html.element("a", place.get(1), "href", place.get(0));
            }
        }
        return html.close().mark(Nameplate.HEADER).close().open("main").element("h1", title);
    }

    /** A page that says what went wrong. */
    static HttpOutput problem(int status, String title, String message) {
        return Answers.page(
                status,
                begin(title, "")
                        .element("p", message)
                        .open("p")
                        .element("a", "Back to the events", "href", "/events")
                        .document());
    }

    /** One banner per destination that is kept back. */
    static void pauses(Html html, Standing.Board board) {
        for (String destination : new TreeMap<>(board.pauses()).keySet()) {
            board.pause(destination).ifPresent(pause -> pause(html, destination, pause));
        }
    }

    private static void pause(Html html, String destination, Pause pause) {
        html.open("p", "class", "banner " + (pause.isHold() ? "held" : "pending"), "role", "status")
                .element("strong", destination + (pause.isHold() ? " is held: " : " is paused: "))
                .text(pause.sentence() + " ")
                .open("small")
                .text("Since ");
        Words.time(html, pause.since());
        html.text(", next try ");
        Words.time(html, pause.until());
        html.text(".").close().close();
    }

    /** A link to the page after this one, when this one is full. */
    static void older(Html html, boolean full, String link) {
        if (full) {
            html.open("p", "class", "older")
                    .element("a", "Older", "href", link, "rel", "next")
                    .close();
        }
    }
}
