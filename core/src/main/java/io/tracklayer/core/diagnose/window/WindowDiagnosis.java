// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.access.KeyCounts;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceQueries;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Checks a window of time for the twelve symptoms. Reads only; thread-safe. */
public final class WindowDiagnosis {
    private static final List<SymptomCheck> CHECKS =
            List.of(
                    new NoEvents(),
                    new LowMatchQuality(),
                    new SentNotCounted(),
                    new EventWithoutDelivery(),
                    new PendingLong(),
                    new Failing(),
                    new AcceptedWeak(),
                    new CountedTwice(),
                    new SomeOrdersOnly(),
                    new TestOnly(),
                    new MissingRefunds(),
                    new ProfilesOnly());

    private final Sources sources;

    /** Creates it; it sees what is there at the time of each question. */
    public WindowDiagnosis(Sources sources) {
        this.sources = sources;
    }

    /**
     * What a diagnosis reads.
     *
     * @param waits destinations that wait for what is in no row
     * @param keys what came with each write key since the node was started
     * @param changed when the file of a destination was last changed, if that is known
     */
    public record Sources(
            EvidenceQueries evidence,
            WindowQueries rows,
            Supplier<Configuration> configuration,
            Supplier<Map<String, Pause>> waits,
            KeyCounts keys,
            Function<DestinationConfig, Optional<Instant>> changed) {}

    /**
     * The ids of the destinations that somebody means.
     *
     * @param asked an id, or a plugin for all destinations it serves; empty for all
     * @param merchants whose they are; anybody's when empty
     * @return empty for all
     * @throws IllegalArgumentException if there is none; says which there are
     */
    public Set<String> destinations(String asked, Set<String> merchants) {
        if (asked.isEmpty()) {
            return Set.of();
        }
        List<DestinationConfig> theirs =
                sources.configuration().get().destinations().stream()
                        .filter(one -> merchants.isEmpty() || merchants.contains(one.merchant()))
                        .toList();
        Set<String> meant =
                theirs.stream()
                        .filter(one -> one.isCalled(asked))
                        .map(DestinationConfig::id)
                        .collect(Collectors.toSet());
        if (meant.isEmpty()) {
            throw new IllegalArgumentException(
                    "no destination \""
                            + asked
                            + "\" is set up. Known: "
                            + (theirs.isEmpty()
                                    ? "none"
                                    : theirs.stream()
                                            .map(DestinationConfig::id)
                                            .sorted()
                                            .collect(Collectors.joining(", "))));
        }
        return meant;
    }

    /** Asks all checks. */
    public WindowReport diagnose(WindowQuestion question) {
        Window window = new Window(question, sources);
        return new WindowReport(
                question,
                CHECKS.stream()
                        .map(check -> report(check, window))
                        .sorted(Comparator.comparing(report -> !report.present()))
                        .toList());
    }

    private static SymptomReport report(SymptomCheck check, Window window) {
        return new SymptomReport(check.symptom(), check.looksAt(), check.check(window));
    }
}
