// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** That every event becomes a record or a reason. */
final class MappingChecks {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*([_:][a-z0-9]+)*");
    private static final int SHORTEST_SENTENCE = 15;

    private final Trials trials;

    MappingChecks(Trials trials) {
        this.trials = trials;
    }

    List<Check> checks() {
        return List.of(
                new Check("maps", "every event is mapped or skipped", () -> each(this::maps)),
                new Check(
                        "skips",
                        "every skip has a code of lower-case words and a sentence",
                        () -> each(this::skips)),
                new Check(
                        "records",
                        "every record names its event, keeps its id and has a batch key",
                        () -> each(this::records)),
                new Check(
                        "exact-numbers",
                        "nothing in a record is null or went through floating point",
                        () -> each(this::exact)),
                new Check("sent", "the named events are sent", this::sent));
    }

    private List<Finding> each(BiConsumer<Run, List<Finding>> look) {
        List<Finding> findings = new ArrayList<>();
        trials.all().forEach(trial -> trial.runs().forEach(run -> look.accept(run, findings)));
        return findings;
    }

    private void maps(Run run, List<Finding> findings) {
        if (run.mapFailed() != null) {
            findings.add(
                    finding(
                            run,
                            "map fails: " + Failures.describe(run.mapFailed()),
                            "Skip what cannot be sent, with a code and a sentence."));
        } else if (run.mapping() == null
                || run.mapping() instanceof Mapping.Send send && send.platformRecord() == null) {
            findings.add(finding(run, "map gives " + run.mapping(), "Return a record or a skip."));
        }
    }

    private void skips(Run run, List<Finding> findings) {
        run.skipped()
                .filter(skip -> !wellFormed(skip))
                .ifPresent(
                        skip ->
                                findings.add(
                                        finding(
                                                run,
                                                "the skip is malformed: " + skip,
                                                "Use a code such as not_supported and a sentence a"
                                                        + " marketer understands.")));
    }

    private static boolean wellFormed(Mapping.Skip skip) {
        return skip.code() != null
                && CODE.matcher(skip.code()).matches()
                && skip.sentence() != null
                && skip.sentence().strip().length() > SHORTEST_SENTENCE;
    }

    private void records(Run run, List<Finding> findings) {
        run.mapped()
                .ifPresent(
                        mapped -> {
                            if (!mapped.eventId().equals(run.given().event().eventId())) {
                                findings.add(
                                        finding(
                                                run,
                                                "the record has the event id \""
                                                        + mapped.eventId()
                                                        + "\"",
                                                "Pass on the event's own id."));
                            }
                            if (mapped.name().isBlank() || mapped.batchKey().isBlank()) {
                                findings.add(
                                        finding(
                                                run,
                                                "the record has no name or no batch key",
                                                "Give the platform's event name and a key."));
                            }
                        });
    }

    private void exact(Run run, List<Finding> findings) {
        run.mapped().map(PlatformRecord::body).ifPresent(body -> exact(body, "", run, findings));
    }

    private void exact(Object node, String path, Run run, List<Finding> findings) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((name, value) -> exact(value, path + "/" + name, run, findings));
        } else if (node instanceof List<?> list) {
            list.forEach(value -> exact(value, path + "/*", run, findings));
        } else if (node == null || node instanceof Double || node instanceof Float) {
            findings.add(
                    Finding.of(
                            path,
                            run.where(),
                            path
                                    + " of the record is "
                                    + (node == null ? "null" : "floating point"),
                            "Leave absent things out and keep amounts as BigDecimal."));
        }
    }

    private List<Finding> sent() {
        List<Finding> findings = new ArrayList<>();
        trials.base()
                .ifPresent(
                        base -> {
                            for (EventName name : trials.subject().sent()) {
                                Case given =
                                        new Case(
                                                name.wire() + ", everything known",
                                                GivenEvents.rich(name),
                                                GivenDestination.CONTEXT,
                                                null);
                                Run run = base.run(given);
                                run.skipped().ifPresent(skip -> findings.add(notSent(run, skip)));
                            }
                            if (base.runs().stream().allMatch(run -> run.skipped().isPresent())) {
                                findings.add(nothing());
                            }
                        });
        return findings;
    }

    private static Finding notSent(Run run, Mapping.Skip skip) {
        return Finding.of(
                run.given().event().name().wire(),
                run.where(),
                "it is skipped as " + skip.code() + ": " + skip.sentence(),
                "Send it, or do not name it among the events sent.");
    }

    private static Finding nothing() {
        return Finding.of(
                "nothing",
                "all events",
                "not one is sent under the given settings",
                "Give settings under which something is sent.");
    }

    private static Finding finding(Run run, String what, String advice) {
        return Finding.of(run.given().name(), run.where(), what, advice);
    }
}
