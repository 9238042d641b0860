// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.diagnose.Layer;
import io.tracklayer.core.diagnose.Question;

/** The search box of the diagnoses, and their answer as text. */
final class DiagnoseForm {
    private DiagnoseForm() {}

    /** One box for everything people know of a conversion. */
    static void form(Html html, String path, Parameters query) {
        html.open(
                        "form",
                        "class",
                        "filter ask",
                        "method",
                        "get",
                        "action",
                        path,
                        "role",
                        "search",
                        "data-ask",
                        DiagnoseDesk.API + path.substring(DiagnosePages.PATH.length()))
                .open("label")
                .element("span", "Order, event id, e-mail, phone, visitor or click id")
                .empty(
                        "input",
                        "name",
                        "of",
                        "value",
                        query.text("of"),
                        "required",
                        "required",
                        "autocomplete",
                        "off",
                        "maxlength",
                        Integer.toString(Question.LONGEST))
                .close()
                .open("label")
                .element("span", "Destination (all)")
                .empty("input", "name", "destination", "value", query.text("destination"))
                .close();
        if (!query.text("merchant").isEmpty()) {
            html.empty(
                    "input", "type", "hidden", "name", "merchant", "value", query.text("merchant"));
        }
        html.element("button", "Diagnose").close();
    }

    /** For who knows no order: what arrived lately, as a whole. */
    static void windows(Html html, String merchant) {
        html.open("p", "class", "chips")
                .element("span", "Many are missing? Look at what arrived in the");
        window(html, "last hour", "1h", merchant);
        window(html, "last day", "24h", merchant);
        html.close();
    }

    /** The question most people come with, on the first page. */
    static void prompt(Html html) {
        html.open("section", "class", "panel prompt", "aria-label", "Is an order missing?")
                .open(
                        "form",
                        "class",
                        "filter ask",
                        "action",
                        DiagnosePages.PATH,
                        "data-ask",
                        DiagnoseDesk.API)
                .open("label")
                .open("span")
                .element("strong", "Is an order missing at a platform?")
                .text(" Order id, e-mail or phone")
                .close()
                .empty(
                        "input",
                        "type",
                        "search",
                        "name",
                        "of",
                        "required",
                        "required",
                        "autocomplete",
                        "off",
                        "maxlength",
                        Integer.toString(Question.LONGEST))
                .close()
                .element("button", "Find out why", "class", "primary")
                .close();
        windows(html, "");
        html.close();
    }

    /** The box below an answer, for the next question or for one destination of this one. */
    static void again(Html html, String path, Parameters query) {
        html.open("details", "class", "again")
                .element("summary", "Ask about another order, or one destination");
        form(html, path, query);
        html.close();
    }

    private static void window(Html html, String text, String since, String merchant) {
        html.element(
                "a",
                text,
                "href",
                Links.to(DiagnosePages.PATH + "/window", "since", since, "merchant", merchant));
    }

    static void intro(Html html) {
        html.element(
                        "p",
                        "Says what became of a conversion at each platform, at which of five layers"
                                + " it ended, and what to do.")
                .open("ul", "class", "why");
        for (Layer layer : Layer.values()) {
            html.element("li", layer.letter() + ": " + layer.question());
        }
        html.close()
                .element(
                        "p",
                        "E-mail addresses and telephone numbers (with + and country code) are sent"
                                + " by the page's script and never stand in an address; without"
                                + " script use tl diagnose.",
                        "class",
                        "why");
    }

    /** The same as text, for a ticket or a mail. */
    static void copyable(Html html, String text) {
        html.open("details", "class", "copyable")
                .element("summary", "As text")
                .element("button", "Copy", "type", "button", "data-copy", "", "hidden", "hidden")
                .element("pre", text, "tabindex", "0")
                .close();
    }
}
