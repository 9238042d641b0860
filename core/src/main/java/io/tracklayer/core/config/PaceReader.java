// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.spi.RateWindow;
import io.tracklayer.spi.RedeliveryPolicy;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.util.List;

/** Reads how fast and how often a destination sends, and adds what is wrong to the problems. */
final class PaceReader {
    private final YamlFile file;
    private final List<ConfigProblem> problems;

    PaceReader(YamlFile file, List<ConfigProblem> problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The plugin's policy with what the file says instead. */
    RedeliveryPolicy redelivery(RedeliveryPolicy policy) {
        return sound() ? redelivery(Tree.root(file.tree()).at("/redelivery"), policy) : policy;
    }

    private static RedeliveryPolicy redelivery(Tree given, RedeliveryPolicy policy) {
        List<Duration> steps =
                given.each("/delays").stream()
                        .map(step -> Settings.parseDuration((String) step.node()).orElseThrow())
                        .toList();
        return new RedeliveryPolicy(
                ConfigurationReader.number(
                        given,
                        "/max-attempts",
                        steps.isEmpty() ? policy.maxAttempts() : steps.size() + 1),
                ConfigurationReader.duration(given, "/first-delay", policy.firstDelay()),
                given.text("/multiplier").map(Double::parseDouble).orElse(policy.multiplier()),
                ConfigurationReader.duration(given, "/max-delay", policy.maxDelay()),
                given.text("/jitter").map(Double::parseDouble).orElse(policy.jitter()),
                ConfigurationReader.duration(given, "/give-up-after", policy.giveUpAfter()),
                steps.isEmpty() && !given.find("/first-delay").isPresent()
                        ? policy.steps()
                        : steps);
    }

    /** The plugin's rate windows, or the file's in their place. */
    List<RateWindow> rates(List<RateWindow> standard) {
        Tree given = Tree.root(file.tree()).at("/rate");
        if (given.node() == null || !sound()) {
            return standard;
        }
        boolean records = given.find("/records").isPresent();
        if (records == given.find("/requests").isPresent()) {
            problems.add(
                    file.problemAt("/rate", "\"rate\" takes either \"requests\" or \"records\""));
            return standard;
        }
        try {
            return List.of(rate(given, records));
        } catch (IllegalArgumentException outOfBounds) {
            problems.add(file.problemAt("/rate/per", outOfBounds.getMessage()));
            return standard;
        }
    }

    private static RateWindow rate(Tree given, boolean records) {
        return new RateWindow(
                ConfigurationReader.number(given, records ? "/records" : "/requests", 1),
                ConfigurationReader.duration(given, "/per", Duration.ZERO),
                records ? RateWindow.Unit.RECORDS : RateWindow.Unit.REQUESTS,
                given.text("/scope").orElse("").equals("destination")
                        ? RateWindow.Scope.DESTINATION
                        : RateWindow.Scope.ACCOUNT);
    }

    /** Whether nothing is wrong with the file so far, so that its values have their types. */
    private boolean sound() {
        return problems.stream().noneMatch(problem -> problem.file().equals(file.name()));
    }
}
