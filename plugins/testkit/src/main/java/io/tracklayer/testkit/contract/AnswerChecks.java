// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.ProbeResult;
import io.tracklayer.testkit.Answers;
import io.tracklayer.testkit.contract.AnswerTrial.Meaning;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** That no answer confuses the destination. */
final class AnswerChecks {
    private static final Set<Integer> LATER = Set.of(408, 429);
    private static final Set<OutcomeKind> TAKEN =
            EnumSet.of(
                    OutcomeKind.DELIVERED,
                    OutcomeKind.ACCEPTED_PENDING,
                    OutcomeKind.ALREADY_DELIVERED);

    private final Trials trials;
    private List<Meaning> made;

    AnswerChecks(Trials trials) {
        this.trials = trials;
    }

    List<Check> checks() {
        return List.of(
                new Check(
                        "answers-understood",
                        "any answer has one outcome per record",
                        () -> find(this::understood)),
                new Check(
                        "answers-worded",
                        "every outcome has a code and a text",
                        () -> find(this::worded)),
                new Check(
                        "answers-later",
                        "a failing or busy platform is asked again",
                        () -> find(this::later)),
                new Check(
                        "answers-refused",
                        "what the platform did not take is not delivered",
                        () -> find(this::refused)),
                new Check(
                        "answers-examples",
                        "the example answers mean what they should",
                        this::examples),
                new Check(
                        "probe-answers",
                        "any answer to the connection check has a verdict",
                        this::probes));
    }

    /** Looks at one meaning. */
    private interface Look {
        void at(Meaning meaning, List<Finding> findings);
    }

    private List<Finding> find(Look look) {
        List<Finding> findings = new ArrayList<>();
        meanings().forEach(meaning -> look.at(meaning, findings));
        return findings;
    }

    /** Everything under the settings as given, little under all others; made once. */
    private synchronized List<Meaning> meanings() {
        if (made == null) {
            made = new ArrayList<>();
            trials.base()
                    .map(base -> new AnswerTrial(trials, base))
                    .ifPresent(answers -> everything(answers).forEach(made::add));
            PlatformAnswer silent = Answers.of(200, "");
            for (Trial trial : trials.all()) {
                AnswerTrial answers = new AnswerTrial(trials, trial);
                AnswerCorpus.STATUSES.stream()
                        .flatMap(status -> answers.meanings(status, "no body", silent))
                        .forEach(made::add);
            }
        }
        return made;
    }

    private Stream<Meaning> everything(AnswerTrial answers) {
        Map<String, PlatformAnswer> bodies = AnswerCorpus.bodies();
        trials.subject().answers().forEach((name, e) -> bodies.put("example " + name, e.answer()));
        Stream<Meaning> all =
                AnswerCorpus.everyStatus()
                        .boxed()
                        .flatMap(status -> under(answers, status, bodies));
        Stream<Meaning> large =
                Stream.of(200, 400, 503)
                        .flatMap(status -> under(answers, status, AnswerCorpus.largeBodies()));
        Stream<Meaning> pauses =
                AnswerCorpus.pauses().stream()
                        .flatMap(said -> answers.meanings("Retry-After " + said.headers(), said));
        return Stream.of(all, large, pauses).flatMap(part -> part);
    }

    private static Stream<Meaning> under(
            AnswerTrial answers, int status, Map<String, PlatformAnswer> bodies) {
        return bodies.entrySet().stream()
                .flatMap(body -> answers.meanings(status, body.getKey(), body.getValue()));
    }

    private void understood(Meaning meaning, List<Finding> findings) {
        if (meaning.failure() != null) {
            findings.add(
                    finding(
                            meaning,
                            "interpret fails: " + Failures.describe(meaning.failure()),
                            "It must cope with any status and any body."));
        } else if (!meaning.complete()) {
            findings.add(
                    finding(
                            meaning,
                            "interpret gives " + meaning.outcomes(),
                            "Return exactly one outcome per record, in their order."));
        }
    }

    private void worded(Meaning meaning, List<Finding> findings) {
        meaning.each()
                .filter(each -> !worded(each.getValue()))
                .forEach(
                        each ->
                                findings.add(
                                        finding(
                                                meaning,
                                                "an outcome has no code, text or pause: "
                                                        + each.getValue(),
                                                "Name the platform's code, or http_ and the status,"
                                                        + " and say what it means.")));
    }

    private static boolean worded(Outcome outcome) {
        if (outcome instanceof Outcome.Throttled throttled) {
            return throttled.pause() != null
                    && !throttled.pause().isNegative()
                    && said(throttled.code(), throttled.text());
        }
        if (outcome instanceof Outcome.Retry retry) {
            return said(retry.code(), retry.text());
        }
        if (outcome instanceof Outcome.AuthHold hold) {
            return said(hold.code(), hold.text());
        }
        if (outcome instanceof Outcome.ConfigHold hold) {
            return said(hold.code(), hold.text());
        }
        if (outcome instanceof Outcome.Permanent permanent) {
            return said(permanent.code(), permanent.text());
        }
        if (outcome instanceof Outcome.Split split) {
            return said(split.code(), split.text());
        }
        return !(outcome instanceof Outcome.AlreadyDelivered already)
                || said(already.code(), already.text());
    }

    private static boolean said(String code, String text) {
        return code != null && !code.isBlank() && text != null && !text.isBlank();
    }

    private void later(Meaning meaning, List<Finding> findings) {
        if (meaning.status() < 500 && !LATER.contains(meaning.status()) || shown(meaning)) {
            return;
        }
        meaning.each()
                .filter(each -> OutcomeKind.of(each.getValue()) == OutcomeKind.PERMANENT)
                .filter(each -> each.getKey().resendSafe())
                .forEach(
                        each ->
                                findings.add(
                                        finding(
                                                meaning,
                                                "the record is given up: " + each.getValue(),
                                                "Return Retry or Throttled: a platform that fails or"
                                                        + " is busy says nothing about the record.")));
    }

    /** The platform's own words may say more than the status does. */
    private static boolean shown(Meaning meaning) {
        return meaning.where().contains("with example ");
    }

    private void refused(Meaning meaning, List<Finding> findings) {
        int status = meaning.status();
        boolean taken =
                status >= 200 && status < 300 || status == 400 || status > 403 && status < 500;
        if (taken) {
            return;
        }
        meaning.each()
                .filter(each -> TAKEN.contains(OutcomeKind.of(each.getValue())))
                .forEach(
                        each ->
                                findings.add(
                                        finding(
                                                meaning,
                                                "the record counts as delivered: "
                                                        + each.getValue(),
                                                "Never call it delivered on 1xx, 3xx, 401, 403 or"
                                                        + " 5xx.")));
    }

    private List<Finding> examples() {
        List<Finding> findings = new ArrayList<>();
        trials.base().ifPresent(base -> examples(new AnswerTrial(trials, base), findings));
        return findings;
    }

    private void examples(AnswerTrial answers, List<Finding> findings) {
        trials.subject()
                .answers()
                .forEach(
                        (name, example) ->
                                answers.meanings("example " + name, example.answer())
                                        .limit(1)
                                        .flatMap(Meaning::each)
                                        .map(each -> OutcomeKind.of(each.getValue()))
                                        .filter(kind -> kind != example.expected())
                                        .forEach(
                                                kind ->
                                                        findings.add(
                                                                Finding.of(
                                                                        name,
                                                                        "example " + name,
                                                                        "it means "
                                                                                + kind.wire()
                                                                                + " instead of "
                                                                                + example.expected()
                                                                                        .wire(),
                                                                        "Correct interpret or the"
                                                                                + " example."))));
    }

    private List<Finding> probes() {
        List<Finding> findings = new ArrayList<>();
        for (Trial trial : trials.all()) {
            if (trial.probe().isPresent()) {
                AnswerTrial answers = new AnswerTrial(trials, trial);
                answers.probes().forEach(answer -> probe(trial, answers, answer, findings));
            }
        }
        return findings;
    }

    private static void probe(
            Trial trial, AnswerTrial answers, PlatformAnswer answer, List<Finding> findings) {
        String where = trial.where("connection check answered HTTP " + answer.status());
        String advice =
                "Return a verdict and a sentence for any status and body; WORKS only on 2xx or 4xx.";
        try {
            ProbeResult result = answers.probed(answer);
            if (result == null || result.sentence().isBlank()) {
                findings.add(
                        Finding.of("probe", where, "there is no verdict or no sentence", advice));
            } else if (result.verdict() == ProbeResult.Verdict.WORKS && broken(answer.status())) {
                findings.add(Finding.of("probe", where, "it is said to work", advice));
            }
        } catch (Throwable failure) {
            String what =
                    "interpretProbe fails: " + Failures.describe(Failures.survivable(failure));
            findings.add(Finding.of("probe", where, what, advice));
        }
    }

    private static boolean broken(int status) {
        return status < 200
                || status >= 300 && status < 400
                || status == 401
                || status == 403
                || status >= 500;
    }

    private static Finding finding(Meaning meaning, String what, String advice) {
        return Finding.of("http-" + meaning.status(), meaning.where(), what, advice);
    }
}
