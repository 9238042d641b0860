// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.Answers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** That the functions are pure: same input, same output, and nothing else. */
final class PurityChecks {
    private static final Object DEFAULTS = new Object();

    private final Trials trials;
    private final Workers workers;

    PurityChecks(Trials trials, Workers workers) {
        this.trials = trials;
        this.workers = workers;
    }

    List<Check> checks() {
        return List.of(
                new Check(
                        "repeatable",
                        "the same event gives the same bytes, again and in two threads",
                        this::repeatable),
                new Check(
                        "no-defaults",
                        "results do not depend on the machine's language and time zone",
                        this::defaults),
                new Check("changes-nothing", "events and records stay as they are", this::changes),
                new Check("leaves-nothing", "no thread is left running", this::threads));
    }

    private List<Finding> repeatable() {
        List<Finding> findings = new ArrayList<>();
        for (Trial trial : trials.all()) {
            compare(trial, "again", "Keep no state and use no randomness.", findings);
        }
        trials.base().ifPresent(base -> inTwoThreads(base, findings));
        return findings;
    }

    private void inTwoThreads(Trial base, List<Finding> findings) {
        List<CompletableFuture<List<Finding>>> running = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            running.add(
                    workers.start(
                            () -> {
                                List<Finding> own = new ArrayList<>();
                                compare(
                                        base,
                                        "while another thread maps",
                                        "Share nothing between calls.",
                                        own);
                                return own;
                            }));
        }
        try {
            running.forEach(one -> findings.addAll(one.join()));
        } catch (CompletionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private List<Finding> defaults() {
        List<Finding> findings = new ArrayList<>();
        synchronized (DEFAULTS) {
            Locale locale = Locale.getDefault();
            TimeZone zone = TimeZone.getDefault();
            try {
                Locale.setDefault(Locale.forLanguageTag("tr-TR"));
                TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
                for (Trial trial : trials.all()) {
                    compare(
                            trial,
                            "on a Turkish machine in Tokyo",
                            "Name Locale.ROOT and ZoneOffset.UTC.",
                            findings);
                }
            } finally {
                Locale.setDefault(locale);
                TimeZone.setDefault(zone);
            }
        }
        return findings;
    }

    private void compare(Trial trial, String when, String advice, List<Finding> findings) {
        Map<String, Run> before = new HashMap<>();
        trial.runs().forEach(run -> before.put(run.given().name(), run));
        for (Case given : Corpus.cases(trials.subject())) {
            Run after = trial.run(given);
            if (!after.outcome().equals(before.get(given.name()).outcome())) {
                findings.add(
                        Finding.of(
                                given.name(),
                                after.where(),
                                "record, skip or request differ " + when,
                                advice));
            }
        }
    }

    private List<Finding> changes() {
        List<Finding> findings = new ArrayList<>();
        for (Trial trial : trials.all()) {
            for (Case given : Corpus.cases(trials.subject())) {
                String event = describe(given.event());
                Run run = trial.run(given);
                if (!describe(given.event()).equals(event)) {
                    findings.add(changed(run, "the event"));
                }
                run.mapped()
                        .filter(mapped -> changesRecord(trial, run, mapped))
                        .ifPresent(mapped -> findings.add(changed(run, "a record")));
            }
        }
        return findings;
    }

    private boolean changesRecord(Trial trial, Run run, PlatformRecord mapped) {
        String before = mapped.toString();
        try {
            List<PlatformRecord> alone = List.of(mapped);
            trials.destination().pack(alone, trial.settings(), run.given().context());
            trials.destination().interpret(Answers.of(200, "{}"), alone, trial.settings());
        } catch (Throwable failure) {
            Failures.survivable(failure); // other checks report it
        }
        return !mapped.toString().equals(before);
    }

    private static String describe(Event event) {
        return event.fields() + " " + event.consent() + " " + event.tags();
    }

    private static Finding changed(Run run, String what) {
        return Finding.of(
                run.given().name(), run.where(), what + " was changed", "Copy what you change.");
    }

    private List<Finding> threads() {
        trials.all().forEach(Trial::runs);
        return workers.foreign().stream()
                .map(
                        thread ->
                                Finding.of(
                                        thread,
                                        "thread \"" + thread + "\"",
                                        "the plugin started it",
                                        "Destinations start no threads; the host does everything that takes time."))
                .toList();
    }
}
