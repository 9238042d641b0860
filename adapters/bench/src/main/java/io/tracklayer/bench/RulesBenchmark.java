// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.rules.RuleReader;
import io.tracklayer.rules.RuleSet;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One purchase decided for one destination by ten rules about purchases, among that many in all:
 * the others must cost next to nothing.
 */
@State(Scope.Benchmark)
public class RulesBenchmark {
    private static final int ABOUT_PURCHASES = 10;

    @Param({"10", "100", "1000"})
    public int rules;

    private RuleSet compiled;
    private DestinationConfig destination;
    private Event purchase;

    /** Writes the rules and compiles them. */
    @Setup
    public void prepare() throws IOException, InvalidConfigException {
        Path folder = Files.createTempDirectory("rules-benchmark");
        Path file = folder.resolve("bench.rules.yaml");
        Files.writeString(file, text());
        compiled = RuleReader.read(folder, Set.of("meta", "ga4"));
        Files.delete(file);
        Files.delete(folder);
        destination =
                new DestinationConfig(
                        "meta",
                        "meta",
                        "bench",
                        Set.of(),
                        true,
                        null,
                        null,
                        null,
                        "destinations/meta.yaml");
        purchase = GivenPurchase.accepted("1-0").event();
        if (!decide().allowed() || decide().treatment().tags().size() != ABOUT_PURCHASES) {
            throw new IllegalStateException("the rules do not match as meant: " + decide());
        }
    }

    @Benchmark
    public Decision decide() {
        return compiled.decide(purchase, "DE", destination, Set.<Purpose>of());
    }

    private String text() {
        List<String> others =
                Arrays.stream(EventName.values())
                        .filter(name -> name != EventName.PURCHASE_PLACED)
                        .map(EventName::wire)
                        .toList();
        StringBuilder text = new StringBuilder("version: 1\ndescription: d\nrules:\n");
        for (int i = 0; i < rules; i++) {
            boolean purchases = i % (rules / ABOUT_PURCHASES) == 0;
            String event = purchases ? "purchase_placed" : others.get(i % others.size());
            text.append("  - id: r").append(i);
            text.append("\n    when: { event: ").append(event);
            text.append(", region: EEA, value: { gt: 1 } }\n    then: { tag: t").append(i);
            text.append(" }\n");
        }
        return text.toString();
    }
}
