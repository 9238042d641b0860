// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import java.util.List;

/** One example of each part pages are made of; what a page needs is copied from here. */
final class Gallery {
    private static final List<String> STATUSES =
            List.of(
                    "delivered",
                    "accepted",
                    "merged",
                    "ok",
                    "completed",
                    "failed",
                    "refused",
                    "rejected",
                    "pending",
                    "warning",
                    "running",
                    "held",
                    "skipped",
                    "unknown");

    private final Html html = Frame.begin("Parts", "/");

    static String page() {
        return new Gallery().document();
    }

    private String document() {
        said();
        figures();
        forms();
        states();
        times();
        values();
        table();
        above();
        return html.document();
    }

    private void said() {
        html.element("p", "A quiet remark.", "class", "why").open("p");
        STATUSES.forEach(
                status -> html.element("span", status, "class", "badge " + status).text(" "));
        html.close()
                .open("nav", "class", "tabs", "aria-label", "Views")
                .element("a", "Events", "href", "#", "aria-current", "page")
                .element("a", "Refused and rejected (3)", "href", "#")
                .close()
                .open("nav", "class", "chips", "aria-label", "By status")
                .element("a", "all 120", "href", "#", "aria-current", "true")
                .element("a", "pending 4", "href", "#")
                .close();
        for (String kind : List.of("pending", "held", "failed", "ok")) {
            html.open("p", "class", "banner " + kind)
                    .element("strong", "meta is " + kind + ": ")
                    .text("what happened, and what to do.")
                    .close();
        }
    }

    private void figures() {
        html.open("section", "class", "panel")
                .open("header")
                .element("h2", "Panel")
                .element("a", "All of them", "href", "#")
                .close()
                .open("ul", "class", "tiles");
        for (String kind : List.of("", " pending", " failed")) {
            html.open("li", "class", "tile" + kind)
                    .element("b", "1,204")
                    .element("span", "arrived")
                    .element("small", "3 % more than the day before")
                    .close();
        }
        html.close();
        html.open("ul", "class", "key");
        for (String what : List.of("delivered", "pending", "failed", "skipped", "arrived")) {
            html.open("li").element("i", "", "class", what).text(what).close();
        }
        html.close().empty("progress", "value", "40", "max", "100", "aria-label", "Replay");
        html.close();
    }

    private void forms() {
        html.open("form", "action", "#")
                .open("label", "class", "form-row")
                .text("Name")
                .empty("input", "name", "name", "value", "checkout-hold")
                .element("small", "Small letters and dashes.", "class", "hint")
                .element("small", "That name is taken.", "class", "problem")
                .close()
                .open("p", "class", "actions")
                .element("button", "Save", "type", "button", "class", "primary")
                .element("button", "Check", "type", "button")
                .element("button", "Revoke", "type", "button", "class", "danger")
                .element("a", "Back", "href", "#", "class", "button")
                .close()
                .close();
        new FilterForm(html, "#")
                .choice("Destination", "destination", "", List.of("meta", "ga4"))
                .field("Order", "order", "548291")
                .end();
    }

    private void states() {
        Frame.empty(
                html, "No deliveries yet", "They appear with the next event.", List.of("#", "How"));
        html.open("div", "class", "error", "role", "alert")
                .element("h2", "The evidence cannot be read")
                .element("p", "Nothing is lost. It is tried again every second.")
                .close()
                .element("p", "Asking the platform", "class", "loading", "aria-busy", "true");
    }

    private void times() {
        for (String lanes : List.of("", " two")) {
            html.open("ol", "class", "timeline" + lanes);
            lane("ok", "10:00:00.120 the browser's copy arrived");
            lane("ok second", "10:00:01.480 the shop's copy arrived, joined by order id");
            lane("pending", "10:00:06.500 waiting for an answer");
            lane("failed", "10:00:07.010 the platform refused it");
            html.close();
        }
    }

    private void lane(String kind, String text) {
        html.element("li", text, "class", kind);
    }

    private void values() {
        html.open("dl", "class", "pairs")
                .element("dt", "Order")
                .element("dd", "548291")
                .element("dt", "Event id")
                .open("dd")
                .element("code", "ord_548291_purchase")
                .close()
                .close()
                .element("pre", "{\n  \"value\": \"129.90\"\n}", "tabindex", "0");
    }

    private void table() {
        html.open("table").open("thead").open("tr");
        html.element("th", "Event", "scope", "col").element("th", "Value", "scope", "col");
        html.close().close().open("tbody").open("tr");
        html.element("td", "purchase_placed", "data-label", "Event")
                .element("td", "129.90 EUR", "data-label", "Value", "class", "number");
        html.close().close().close();
    }

    private void above() {
        html.open("div", "class", "toasts", "role", "status")
                .element("p", "meta goes on.", "class", "toast ok")
                .close()
                .open("dialog", "class", "box", "aria-label", "Confirm")
                .element("p", "Send 41 deliveries again?")
                .open("form", "method", "dialog", "class", "actions")
                .element("button", "Send again", "class", "primary")
                .element("button", "Leave it")
                .close()
                .close();
    }
}
