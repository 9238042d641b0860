// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The scenarios as small as a build can bear; one seed again: {@code -Dtracklayer.seed=...}. */
final class Slice {
    private static final long SEED = Long.getLong("tracklayer.seed", System.nanoTime() % 1_000_000);

    private final Path folder;

    Slice(Path folder) {
        this.folder = folder;
    }

    RigOptions options() {
        return new RigOptions(
                folder, SEED, 4, 8, 100, 1, "fdatasync", 5, 400, Duration.ofSeconds(4));
    }

    /** As a person has them who asks for the long run. */
    RigOptions big() {
        return new RigOptions(
                folder, SEED, 200, 32, 250_000, 50, "fdatasync", 1000, 100, Duration.ofSeconds(60));
    }

    /** Plays it; skipped, visibly, where something is missing. */
    static void passes(Scenario scenario, RigOptions options) throws Exception {
        System.out.println("-Dtracklayer.seed=" + options.seed());
        try {
            Verdict verdict = scenario.play(options, System.out::println);
            System.out.println(verdict.counts());
            assertEquals(List.of(), verdict.defects(), verdict.counts().toString());
        } catch (SkippedException needs) {
            abort("SKIPPED: " + needs.getMessage());
        }
    }
}
