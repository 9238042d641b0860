// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.diagnose.Finding;
import io.tracklayer.core.diagnose.Proof;
import io.tracklayer.core.diagnose.window.SymptomReport;
import io.tracklayer.core.diagnose.window.WindowDiagnosis;
import io.tracklayer.core.diagnose.window.WindowFinding;
import io.tracklayer.core.diagnose.window.WindowQuestion;
import io.tracklayer.core.diagnose.window.WindowReport;
import io.tracklayer.core.intake.HttpOutput;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The twelve symptoms of a window of time, as a page and as JSON. Thread-safe; reads only. */
public final class WindowPages {
    private static final String PAGE = "/diagnose/window";
    private static final String DATA = "/api/v1" + PAGE;
    private static final List<String> LENGTHS = List.of("15m", "1h", "6h", "24h", "7d");

    private final WindowDiagnosis diagnosis;
    private final Clock clock;

    public WindowPages(WindowDiagnosis diagnosis, Clock clock) {
        this.diagnosis = diagnosis;
        this.clock = clock;
    }

    /** Whether {@link #get} has an answer for the path. */
    public boolean serves(String path) {
        return path.equals(PAGE) || path.equals(DATA);
    }

    /** Answers a GET. Never fails for what the caller sent. */
    public HttpOutput get(String path, Map<String, List<String>> query, Operator operator) {
        boolean json = path.equals(DATA);
        try {
            Asked asked = asked(new Parameters(query), operator);
            WindowReport report = diagnosis.diagnose(asked.question());
            return json
                    ? Answers.json(200, WindowJsonView.of(report))
                    : Answers.page(200, page(asked, report));
        } catch (BadParameterException bad) {
            return json
                    ? Answers.error(400, "bad_parameter", bad.getMessage())
                    : Frame.problem(400, "That filter cannot be read", bad.getMessage());
        }
    }

    /**
     * What was asked.
     *
     * @param since as it was written
     * @param until as it was written, or empty
     * @param destination as it was written, or empty
     * @param merchant as it was written, or empty
     */
    private record Asked(
            WindowQuestion question,
            String since,
            String until,
            String destination,
            String merchant) {}

    private Asked asked(Parameters query, Operator operator) {
        query.only("since", "until", "destination", "merchant");
        Instant now = clock.instant();
        String since = query.text("since");
        String until = query.text("until");
        String merchant = query.text("merchant");
        Set<String> theirs = merchants(merchant, operator);
        Instant start = WindowStart.of(since, now);
        return new Asked(
                new WindowQuestion(
                        start,
                        WindowStart.end(until, start, now),
                        now,
                        destinations(query.text("destination"), theirs),
                        theirs),
                since.isEmpty() ? WindowStart.USUAL : since,
                until,
                query.text("destination"),
                merchant);
    }

    private Set<String> destinations(String asked, Set<String> merchants) {
        try {
            return diagnosis.destinations(asked, merchants);
        } catch (IllegalArgumentException unknown) {
            throw new BadParameterException("parameter \"destination\": " + unknown.getMessage());
        }
    }

    private static Set<String> merchants(String merchant, Operator operator) {
        if (merchant.isEmpty()) {
            return operator.merchants();
        }
        if (!operator.sees(merchant)) {
            throw new BadParameterException("parameter \"merchant\" names none that you may see");
        }
        return Set.of(merchant);
    }

    private static String page(Asked asked, WindowReport report) {
        Html html = Frame.begin("Diagnosis of a window", DiagnosePages.PATH);
        DiagnoseTabs.write(html, PAGE, "");
        new FilterForm(html, PAGE, "Look")
                .oneOf("Since", "since", asked.since(), LENGTHS, WindowStart.USUAL)
                .field("Until (empty: now)", "until", asked.until())
                .field("Destination", "destination", asked.destination())
                .field("Merchant", "merchant", asked.merchant())
                .end();
        summary(html, report);
        contents(html, report);
        report.symptoms().stream()
                .filter(SymptomReport::present)
                .forEach(symptom -> present(html, symptom));
        absent(html, report);
        return html.document();
    }

    private static void summary(Html html, WindowReport report) {
        html.open("section", "class", "summary verdict", "aria-label", "Answer")
                .element(
                        "h2",
                        report.present() == 0
                                ? "None of the twelve symptoms is present."
                                : report.present()
                                        + " of the twelve symptoms "
                                        + (report.present() == 1 ? "is" : "are")
                                        + " present.")
                .open("p", "class", "why")
                .text("Looked at what arrived from ");
        Words.time(html, report.question().since());
        html.text(" to ");
        Words.time(html, report.question().until());
        html.text(" (" + length(report.question()) + ").").close().close();
    }

    /** What is present, in the room of a line or two, each with the way to its causes. */
    private static void contents(Html html, WindowReport report) {
        if (report.present() == 0) {
            return;
        }
        html.open("nav", "class", "chips", "aria-label", "Symptoms present");
        report.symptoms().stream()
                .filter(SymptomReport::present)
                .forEach(
                        one ->
                                html.element(
                                        "a",
                                        one.symptom().title() + " " + one.findings().size(),
                                        "href",
                                        "#" + id(one)));
        html.close();
    }

    private static String id(SymptomReport symptom) {
        return "symptom-" + symptom.symptom().wire();
    }

    private static String length(WindowQuestion question) {
        Duration length = Duration.between(question.since(), question.until());
        return length.toMinutes() < 120
                ? length.toMinutes() + " minutes"
                : length.toHours() + " hours";
    }

    private static void present(Html html, SymptomReport symptom) {
        String id = id(symptom);
        html.open("section", "class", "card", "aria-labelledby", id)
                .element("h2", symptom.symptom().title(), "id", id)
                .element("p", "Looked at " + symptom.lookedAt() + ".", "class", "why");
        symptom.findings().forEach(finding -> finding(html, finding));
        html.close();
    }

    private static void finding(Html html, WindowFinding found) {
        Finding finding = found.finding();
        html.open("div", "class", "finding")
                .open("p", "class", "title")
                .element(
                        "span",
                        finding.layer().letter(),
                        "class",
                        "badge",
                        "title",
                        finding.layer().question())
                .text(" ")
                .element("strong", found.amount() + " ")
                .text(finding.destination().isEmpty() ? "" : finding.destination() + ": ")
                .text(finding.cause().title())
                .close()
                .element("p", finding.sentence())
                .open("p", "class", "next")
                .element("strong", "Next: ")
                .text(finding.next())
                .close()
                .open("ul");
        finding.proofs().forEach(proof -> proof(html, proof));
        html.close().close();
    }

    private static void proof(Html html, Proof proof) {
        html.open("li");
        if (proof.link().isEmpty()) {
            html.text(proof.text());
        } else {
            html.element("a", proof.text(), "href", proof.link());
        }
        html.close();
    }

    private static void absent(Html html, WindowReport report) {
        List<SymptomReport> absent =
                report.symptoms().stream().filter(symptom -> !symptom.present()).toList();
        if (absent.isEmpty()) {
            return;
        }
        html.open("section", "aria-labelledby", "absent")
                .element("h2", "Not present", "id", "absent")
                .open("ul");
        for (SymptomReport symptom : absent) {
            html.open("li")
                    .text(symptom.symptom().title())
                    .element("small", " Looked at " + symptom.lookedAt() + ".")
                    .close();
        }
        html.close().close();
    }
}
