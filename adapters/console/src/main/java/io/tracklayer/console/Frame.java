// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.intake.HttpOutput;
import java.util.List;
import java.util.TreeMap;

/** What all pages share. */
final class Frame {
    /** Pages of the bar, in its order. */
    static final List<List<String>> PLACES =
            List.of(
                    List.of("/", "Overview"),
                    List.of("/events", "Events"),
                    List.of("/deliveries", "Deliveries"),
                    List.of("/destinations", "Destinations"),
                    List.of("/api-logs", "API logs"),
                    List.of("/diagnose", "Diagnose"),
                    List.of("/rules", "Rules"),
                    List.of("/replays", "Replays"),
                    List.of("/audit", "Audit"));

    private static final String MENU = "pages";

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
        html.empty("link", "rel", "icon", "href", Assets.path(Assets.MARK))
                .element("script", "", "src", Assets.path(Assets.THEME));
        Assets.STYLES.forEach(
                name -> html.empty("link", "rel", "stylesheet", "href", Assets.path(name)));
        Assets.SCRIPTS.forEach(
                name -> html.element("script", "", "src", Assets.path(name), "defer", "defer"));
        html.close()
                .open("body")
                .element("a", "Skip to the page", "href", "#main", "class", "skip");
        bar(html, here);
        return html.open("main", "id", "main", "tabindex", "-1")
                .element("p", "", "class", "ask-state", "role", "status")
                .element("h1", title);
    }

    /** For keyboards: past what stands before the list of a page. */
    static void skip(Html html, String id) {
        html.element("a", "Skip to the list", "href", "#" + id, "class", "skip");
    }

    private static void bar(Html html, String here) {
        html.open("header", "class", "bar")
                .element("button", "Menu", "type", "button", "class", "menu", "popovertarget", MENU)
                .open("a", "href", "/", "class", "brand");
        Icons.mark(html);
        html.element("span", "TrackLayer")
                .close()
                .open("nav", "id", MENU, "class", "pages", "popover", "", "aria-label", "Pages");
        for (List<String> place : PLACES) {
            if (place.get(0).equals(here)) {
                html.element("a", place.get(1), "href", place.get(0), "aria-current", "page");
            } else {
                html.element("a", place.get(1), "href", place.get(0));
            }
        }
        html.close();
        search(html);
        html.open("button", "id", "theme", "type", "button", "class", "icon", "hidden", "hidden")
                .element("span", "Dark colours", "class", "unseen");
        Icons.theme(html);
        html.close().mark(Nameplate.HEADER).close();
    }

    private static void search(Html html) {
        String label = "What became of an order: its id, an event id, e-mail or phone";
        html.open(
                        "form",
                        "class",
                        "find",
                        "role",
                        "search",
                        "action",
                        DiagnosePages.PATH,
                        "data-ask",
                        DiagnoseDesk.API)
                .empty(
                        "input",
                        "type",
                        "search",
                        "name",
                        "of",
                        "required",
                        "required",
                        "maxlength",
                        "200",
                        "autocomplete",
                        "off",
                        "placeholder",
                        "Order id or e-mail",
                        "aria-label",
                        label)
                .close();
    }

    /** A page that says what went wrong. */
    static HttpOutput problem(int status, String title, String message) {
        return Answers.page(
                status,
                begin(title, "")
                        .open("div", "class", "error")
                        .element("p", message)
                        .open("p", "class", "actions")
                        .element("a", "To the overview", "href", "/", "class", "button primary")
                        .element("a", "Back to the events", "href", "/events", "class", "button")
                        .document());
    }

    /** What stands where nothing is yet: why, and what leads on; its link may be empty. */
    static void empty(Html html, String title, String sentence, List<String> link) {
        html.open("div", "class", "empty").element("h2", title).element("p", sentence);
        if (!link.isEmpty()) {
            html.open("p", "class", "actions")
                    .element("a", link.get(1), "href", link.get(0), "class", "button")
                    .close();
        }
        html.close();
    }

    /** One banner per destination that is kept back. */
    static void pauses(Html html, Standing.Board board) {
        for (String destination : new TreeMap<>(board.pauses()).keySet()) {
            board.pause(destination).ifPresent(pause -> pause(html, destination, pause));
        }
    }

    private static void pause(Html html, String destination, Pause pause) {
        boolean held = pause.isHold() && !pause.isOrdered();
        String title = destination + (held ? " is held" : " is paused");
        banner(html, pause.isHold() ? "held" : "pending", title)
                .text(pause.sentence() + " ")
                .open("small")
                .text("Since ");
        Words.time(html, pause.since());
        if (!pause.isOrdered()) {
            html.text(", next try ");
            Words.time(html, pause.until());
        }
        html.text(". ")
                .close()
                .element("a", "Go to " + destination, "href", Links.destination(destination))
                .close()
                .close();
    }

    /** A banner that is its title alone where there is little room; two elements stay open. */
    static Html banner(Html html, String look, String title) {
        return html.open("details", "class", "banner roomy " + look)
                .element("summary", title)
                .open("p")
                .element("strong", title + ": ");
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
