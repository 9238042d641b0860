// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.diagnose.Copy;
import io.tracklayer.core.diagnose.DedupDiagnosis;
import io.tracklayer.core.diagnose.DedupDiagnostician;
import io.tracklayer.core.diagnose.DedupJson;
import io.tracklayer.core.diagnose.MatchKeys;
import io.tracklayer.core.diagnose.Question;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.intake.HttpOutput;
import java.time.Duration;

/** Copies of one action side by side: what joined them, or what should have. */
final class DedupPages {
    private static final QuestionPage FRAME =
            new QuestionPage(
                    "Copies of page and shop",
                    DiagnosePages.PATH + "/dedup",
                    "Shows what page and shop each reported of an order, whether it was recognised"
                            + " as one, and what to change when it was not.");

    private final Visit visit;

    DedupPages(Visit visit) {
        this.visit = visit;
    }

    HttpOutput page() {
        return FRAME.show(
                visit,
                (html, ground, question) ->
                        answer(html, new DedupDiagnostician(ground).answer(question)));
    }

    private static String answer(Html html, DedupDiagnosis diagnosis) {
        diagnosis
                .event()
                .ifPresentOrElse(
                        meant -> verdict(html, diagnosis, meant), () -> nothing(html, diagnosis));
        copies(html, diagnosis);
        return DedupJson.text(diagnosis);
    }

    private static void nothing(Html html, DedupDiagnosis diagnosis) {
        html.open("section", "class", "summary answer").element("h2", diagnosis.sentence());
        diagnosis.misses().forEach(miss -> DiagnoseVerdict.miss(html, miss));
        html.close();
    }

    private static void verdict(Html html, DedupDiagnosis diagnosis, StoredEvent meant) {
        String state = diagnosis.verdict().fine() ? "ok" : "failed";
        html.open("section", "class", "summary answer", "aria-label", "Answer")
                .open("h2")
                .element("a", "Event " + meant.seq(), "href", Links.event(meant.seq()))
                .text(" ")
                .element("span", diagnosis.verdict().title(), "class", "badge " + state)
                .close()
                .element("p", diagnosis.sentence());
        if (!diagnosis.next().isEmpty()) {
            html.open("p", "class", "next")
                    .element("strong", "Next: ")
                    .text(diagnosis.next())
                    .close();
        }
        if (!diagnosis.snippet().isEmpty()) {
            html.element("pre", diagnosis.snippet(), "tabindex", "0");
        }
        html.open("ul", "class", "why");
        diagnosis
                .proofs()
                .forEach(
                        proof ->
                                html.open("li")
                                        .element("a", proof.text(), "href", proof.link())
                                        .close());
        html.close()
                .open("p", "class", "chips")
                .element(
                        "a",
                        "The whole diagnosis",
                        "href",
                        Links.to(DiagnosePages.PATH, "of", Question.event(meant.seq())))
                .close()
                .close();
    }

    private static void copies(Html html, DedupDiagnosis diagnosis) {
        html.open("div", "class", "columns");
        for (Copy copy : diagnosis.copies()) {
            copy(html, copy, diagnosis.copies().get(0));
        }
        html.close();
    }

    private static void copy(Html html, Copy copy, Copy first) {
        html.open("section", "class", "card")
                .element(
                        "h2",
                        copy.row().source()
                                + (copy.side().isEmpty() ? "" : ", " + copy.side() + " side"))
                .open("dl", "class", "pairs");
        field(html, "event", Long.toString(copy.eventSeq()));
        html.element("dt", "received").open("dd");
        Words.time(html, copy.row().receivedAt());
        html.close();
        field(
                html,
                "after the first",
                copy == first ? "it is the first" : after(copy, first) + " ms");
        field(html, "taken for", copy.row().verdict().wire());
        field(html, "event id", copy.eventId().isEmpty() ? "none of its own" : copy.eventId());
        field(html, "order id", copy.orderId().isEmpty() ? "none" : copy.orderId());
        copy.alone()
                .ifPresent(
                        said -> {
                            field(html, "value", Words.amount(said.event()));
                            field(
                                    html,
                                    "match keys",
                                    String.join(", ", MatchKeys.of(said.event()).present()));
                        });
        html.close();
        copy.request()
                .ifPresentOrElse(
                        arrival -> {
                            html.open("details").element("summary", "The request as it arrived");
                            RequestPages.request(html, arrival);
                            html.close();
                        },
                        () -> html.element("p", "The request is no longer kept.", "class", "why"));
        html.close();
    }

    private static long after(Copy copy, Copy first) {
        return Duration.between(first.row().receivedAt(), copy.row().receivedAt()).toMillis();
    }

    private static void field(Html html, String name, String value) {
        html.element("dt", name)
                .open("dd")
                .element("span", value.isEmpty() ? "none" : value, "class", "value")
                .close();
    }
}
