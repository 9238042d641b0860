// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Outcome;
import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.ProbeResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One instance of the destination and what it makes of answers. */
final class AnswerTrial {
    private final Destination destination;
    private final Subject subject;
    private final Trial trial;
    private final List<List<PlatformRecord>> batches;

    /** Creates it; the records are those of the instance as given. */
    AnswerTrial(Trials trials, Trial trial) {
        this.destination = trials.destination();
        this.subject = trials.subject();
        this.trial = trial;
        this.batches = batches(trials);
    }

    /**
     * What the destination made of one answer.
     *
     * @param where the answer, for texts
     * @param records the records of the request
     * @param outcomes what it returned; null when it failed
     * @param failure what it threw, or null
     */
    record Meaning(
            String where,
            int status,
            List<PlatformRecord> records,
            List<Outcome> outcomes,
            Throwable failure) {

        /** Whether there is one outcome per record. */
        boolean complete() {
            return outcomes != null
                    && outcomes.size() == records.size()
                    && outcomes.stream().noneMatch(Objects::isNull);
        }

        /** The outcomes that are there, each with its record. */
        Stream<Map.Entry<PlatformRecord, Outcome>> each() {
            if (!complete()) {
                return Stream.of();
            }
            return IntStream.range(0, records.size())
                    .mapToObj(i -> Map.entry(records.get(i), outcomes.get(i)));
        }
    }

    /** A request of one record and, where requests may have more, one of two. */
    private static List<List<PlatformRecord>> batches(Trials trials) {
        List<PlatformRecord> some =
                trials.base().stream()
                        .flatMap(base -> base.batches().values().stream())
                        .findFirst()
                        .stream()
                        .flatMap(List::stream)
                        .flatMap(run -> run.mapped().stream())
                        .limit(2)
                        .toList();
        int most = trials.destination().descriptor().limits().maxRecords();
        if (some.isEmpty()) {
            return List.of();
        }
        return most > 1 && some.size() > 1
                ? List.of(some.subList(0, 1), some)
                : List.of(some.subList(0, 1));
    }

    /** The meaning of these words under that status, for each size of request. */
    Stream<Meaning> meanings(int status, String name, PlatformAnswer said) {
        return meanings("HTTP " + status + " with " + name, AnswerCorpus.under(status, said));
    }

    Stream<Meaning> meanings(String name, PlatformAnswer answer) {
        return batches.stream().map(records -> meaning(name, answer, records));
    }

    private Meaning meaning(String name, PlatformAnswer answer, List<PlatformRecord> records) {
        String where = trial.where(name) + ", " + records.size() + " record(s)";
        try {
            List<Outcome> outcomes = destination.interpret(answer, records, trial.settings());
            return new Meaning(where, answer.status(), records, outcomes, null);
        } catch (Throwable failure) {
            return new Meaning(where, answer.status(), records, null, Failures.survivable(failure));
        }
    }

    /** The meaning of everything small a platform could say, in words. */
    Stream<String> meanings() {
        Stream<Meaning> made =
                AnswerCorpus.STATUSES.stream()
                        .flatMap(
                                status ->
                                        AnswerCorpus.bodies().entrySet().stream()
                                                .flatMap(b -> meanings(status, "", b.getValue())));
        Stream<Meaning> shown =
                subject.answers().values().stream().flatMap(e -> meanings("", e.answer()));
        return Stream.concat(
                Stream.concat(shown, made).map(m -> m.outcomes() + " " + m.failure()),
                probes().map(this::probeText));
    }

    /** Answers a connection check may get. */
    Stream<PlatformAnswer> probes() {
        return Stream.concat(
                subject.answers().values().stream().map(Example::answer),
                AnswerCorpus.STATUSES.stream()
                        .flatMap(
                                status ->
                                        AnswerCorpus.bodies().values().stream()
                                                .map(said -> AnswerCorpus.under(status, said))));
    }

    /** What the answer to a connection check means. */
    ProbeResult probed(PlatformAnswer answer) {
        return destination.interpretProbe(answer, trial.settings());
    }

    private String probeText(PlatformAnswer answer) {
        try {
            return String.valueOf(probed(answer));
        } catch (Throwable failure) {
            return Failures.survivable(failure).toString();
        }
    }
}
