// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.diagnose.Course;
import io.tracklayer.core.diagnose.DiagnosisText;
import io.tracklayer.core.diagnose.Diagnostician;
import io.tracklayer.core.diagnose.EventDiagnosis;
import io.tracklayer.core.diagnose.Finding;
import io.tracklayer.core.diagnose.Layer;
import io.tracklayer.core.diagnose.Place;
import io.tracklayer.core.diagnose.Proof;
import io.tracklayer.core.diagnose.Question;
import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.intake.HttpOutput;
import java.util.List;

/** What became of one conversion and why: five layers for each destination. */
final class DiagnosePages {
    static final String PATH = "/diagnose";
    private static final int MOST_EVENTS = 12;

    private final Visit visit;

    DiagnosePages(Visit visit) {
        this.visit = visit;
    }

    /** The API's answer to a GET. */
    HttpOutput json(String path) {
        visit.query().only("of", "destination", "merchant");
        Question question = DiagnoseDesk.asked(visit.query());
        return Answers.json(
                200,
                DiagnoseDesk.answer(
                        path, question, DiagnoseDesk.ground(visit.evidence(), visit.operator())));
    }

    HttpOutput page() {
        visit.query().only("of", "destination", "merchant");
        if (visit.query().text("of").isEmpty()) {
            return asking();
        }
        EventDiagnosis diagnosis = diagnosis(DiagnoseDesk.asked(visit.query()));
        Html html =
                Frame.begin(diagnosis.event().map(DiagnosePages::title).orElse("Diagnose"), PATH);
        DiagnoseTabs.write(html, PATH, of(diagnosis));
        diagnosis
                .event()
                .ifPresentOrElse(
                        meant -> found(html, diagnosis, meant), () -> nothing(html, diagnosis));
        DiagnoseForm.again(html, PATH, visit.query());
        DiagnoseForm.copyable(html, DiagnosisText.of(diagnosis));
        return Answers.page(200, html.document());
    }

    /** The event that was meant, so that the other diagnoses mean it too. */
    private String of(EventDiagnosis diagnosis) {
        return diagnosis
                .event()
                .map(meant -> Question.event(meant.seq()))
                .orElse(visit.query().text("of"));
    }

    private HttpOutput asking() {
        Html html = Frame.begin("Diagnose", PATH);
        DiagnoseTabs.write(html, PATH, "");
        DiagnoseForm.form(html, PATH, visit.query());
        DiagnoseForm.windows(html, visit.query().text("merchant"));
        DiagnoseForm.intro(html);
        return Answers.page(200, html.document());
    }

    private EventDiagnosis diagnosis(Question question) {
        try {
            return new Diagnostician(DiagnoseDesk.ground(visit.evidence(), visit.operator()))
                    .answer(question);
        } catch (IllegalArgumentException unknown) {
            throw new BadParameterException(unknown.getMessage());
        }
    }

    private void found(Html html, EventDiagnosis diagnosis, StoredEvent meant) {
        html.open("section", "class", "answer", "aria-label", "Answer");
        how(html, diagnosis, meant);
        DiagnoseVerdict verdict =
                new DiagnoseVerdict(
                        html,
                        new DiagnoseSteps(
                                meant.seq(), visit.evidence().queries().deliveriesOf(meant.seq())));
        diagnosis.courses().forEach(verdict::write);
        if (diagnosis.courses().isEmpty()) {
            html.open("p", "class", "banner")
                    .text("No destination is set up for the store of this event. ")
                    .element("a", "Connect one", "href", "/destinations/connect")
                    .close();
        }
        html.close();
        others(html, diagnosis, meant);
        html.element("h2", "Layer by layer").open("div", "class", "courses");
        boolean first = true;
        for (Course course : diagnosis.courses()) {
            course(html, course, first);
            first = false;
        }
        html.close();
    }

    private static void how(Html html, EventDiagnosis diagnosis, StoredEvent meant) {
        html.open("p", "class", "why").text(diagnosis.how() + " Arrived ");
        Words.time(html, meant.event().receivedAt());
        html.text(" from " + String.join(" + ", meant.event().sources()) + ". ")
                .element("a", "The whole event", "href", Links.event(meant.seq()))
                .close();
    }

    private static String title(StoredEvent meant) {
        return (meant.event().name().wire()
                        + " "
                        + meant.event().orderId().orElse(meant.event().eventId())
                        + " "
                        + Words.amount(meant.event()))
                .strip();
    }

    private static void others(Html html, EventDiagnosis diagnosis, StoredEvent meant) {
        if (diagnosis.events().size() < 2) {
            return;
        }
        html.open("details")
                .element("summary", diagnosis.events().size() + " events were found")
                .open("ul");
        diagnosis.events().stream()
                .limit(MOST_EVENTS)
                .forEach(one -> other(html, one, one.seq() == meant.seq()));
        html.close().close();
    }

    private static void other(Html html, StoredEvent one, boolean meant) {
        html.open("li")
                .element("a", title(one), "href", Links.to(PATH, "of", Question.event(one.seq())))
                .text(" ");
        Words.time(html, one.event().receivedAt());
        html.text(" " + String.join(" + ", one.event().sources()) + (meant ? ", shown here" : ""))
                .close();
    }

    private static void course(Html html, Course course, boolean open) {
        html.open("section", "class", "course", "id", DiagnoseVerdict.anchor(course))
                .open("h3")
                .text(course.destination() + " ")
                .element("span", course.outcome(), "class", "badge " + DiagnoseVerdict.look(course))
                .close()
                .open("ol", "class", "timeline");
        course.layers().forEach((layer, findings) -> layer(html, layer, findings, open, course));
        html.close();
        if (course.place() != null) {
            place(html, course.place());
        }
        html.close();
    }

    private static void layer(
            Html html, Layer layer, List<Finding> findings, boolean open, Course course) {
        State state = Course.state(findings);
        boolean shown = (open || course.failed()) && course.first().layer() == layer;
        html.open("li", "class", "layer " + state.wire());
        if (shown) {
            html.open("details", "open", "open");
        } else {
            html.open("details");
        }
        html.open("summary")
                .element("strong", layer.letter() + " ")
                .text(layer.question() + " ")
                .element("span", state.wire().replace('_', ' '), "class", "badge " + state.wire())
                .close();
        findings.forEach(finding -> finding(html, finding));
        html.close().close();
    }

    /** One finding with what it rests on and what to do. */
    static void finding(Html html, Finding finding) {
        html.element("p", finding.sentence());
        if (!finding.next().isEmpty()) {
            html.open("p", "class", "next")
                    .element("strong", "Next: ")
                    .text(finding.next())
                    .close();
        }
        if (finding.proofs().isEmpty()) {
            return;
        }
        html.open("ul", "class", "why");
        for (Proof proof : finding.proofs()) {
            html.open("li");
            if (proof.link().isEmpty()) {
                html.text(proof.text());
            } else {
                html.element("a", proof.text(), "href", proof.link());
            }
            html.close();
        }
        html.close();
    }

    private static void place(Html html, Place place) {
        html.open("p", "class", "place").element("strong", "At the platform: ");
        if (place.url().isEmpty()) {
            html.text(place.menu());
        } else {
            html.element(
                    "a",
                    place.menu(),
                    "href",
                    place.url(),
                    "rel",
                    "noreferrer noopener",
                    "target",
                    "_blank");
        }
        html.text(". " + place.look()).close();
    }

    private static void nothing(Html html, EventDiagnosis diagnosis) {
        html.open("section", "class", "answer", "aria-label", "Answer")
                .element("h2", "Nothing was found of " + diagnosis.question().shown());
        diagnosis.misses().forEach(miss -> DiagnoseVerdict.miss(html, miss));
        html.close();
    }
}
