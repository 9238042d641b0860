// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.diagnose.ConsentDiagnosis;
import io.tracklayer.core.diagnose.ConsentDiagnosis.Step;
import io.tracklayer.core.diagnose.ConsentDiagnostician;
import io.tracklayer.core.diagnose.ConsentJson;
import io.tracklayer.core.diagnose.Question;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.intake.HttpOutput;

/** How consent went from the banner to each platform, in five steps. */
final class ConsentPages {
    private static final QuestionPage FRAME =
            new QuestionPage(
                    "Consent, step by step",
                    DiagnosePages.PATH + "/consent",
                    "Shows the banner's signal, what was read of it, what is remembered of the"
                            + " visitor, what the rules decided and what each platform was told.");

    private final Visit visit;

    ConsentPages(Visit visit) {
        this.visit = visit;
    }

    HttpOutput page() {
        return FRAME.show(
                visit,
                (html, ground, question) ->
                        answer(html, new ConsentDiagnostician(ground).answer(question)));
    }

    private static String answer(Html html, ConsentDiagnosis diagnosis) {
        diagnosis
                .event()
                .ifPresentOrElse(
                        meant -> steps(html, diagnosis, meant), () -> nothing(html, diagnosis));
        return ConsentJson.text(diagnosis);
    }

    private static void nothing(Html html, ConsentDiagnosis diagnosis) {
        html.open("section", "class", "summary answer")
                .element("h2", "Nothing was found of " + diagnosis.question().shown());
        diagnosis.misses().forEach(miss -> DiagnoseVerdict.miss(html, miss));
        html.close();
    }

    private static void steps(Html html, ConsentDiagnosis diagnosis, StoredEvent meant) {
        html.open("p")
                .element("a", "Event " + meant.seq(), "href", Links.event(meant.seq()))
                .text(", " + meant.event().name().wire() + " ")
                .element(
                        "a",
                        "The whole diagnosis",
                        "href",
                        Links.to(DiagnosePages.PATH, "of", Question.event(meant.seq())))
                .close()
                .open("ol", "class", "timeline");
        diagnosis.steps().forEach(step -> step(html, step));
        html.close();
    }

    private static void step(Html html, Step step) {
        html.open(
                        "li",
                        "class",
                        "layer " + step.state().wire() + (step.decided() ? " decided" : ""))
                .open("h2")
                .text(step.number() + " " + step.title())
                .text(step.destination().isEmpty() ? "" : ": " + step.destination());
        if (step.decided()) {
            html.text(" ").element("span", "this decided", "class", "badge decided");
        }
        html.close().open("ul");
        step.lines().forEach(line -> html.element("li", line));
        html.close().close();
    }
}
