// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The single steps, each on one thread in a process of its own, by JMH. */
final class Micro implements Bench {
    private static final Budget MAPPINGS = Budget.atLeast(100_000);

    @Override
    public List<Figure> run(Site site) {
        boolean quick = site.scale().equals(Scale.quick());
        Options options =
                new OptionsBuilder()
                        .include("io\\.tracklayer\\.bench\\..*Benchmark")
                        .mode(Mode.Throughput)
                        .timeUnit(TimeUnit.SECONDS)
                        .threads(1)
                        .forks(quick ? 1 : 2)
                        .warmupIterations(quick ? 3 : 5)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(quick ? 3 : 5)
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgsAppend("-Xmx512m")
                        .verbosity(VerboseMode.SILENT)
                        .build();
        try {
            return figures(new Runner(options).run());
        } catch (RunnerException failed) {
            throw new BenchFailure("JMH could not run: " + failed.getMessage(), failed);
        }
    }

    private static List<Figure> figures(Collection<RunResult> results) {
        List<Figure> figures = new ArrayList<>();
        for (RunResult result : results) {
            String step = result.getPrimaryResult().getLabel().toLowerCase(Locale.ROOT);
            String destination = result.getParams().getParam("destination");
            String rules = result.getParams().getParam("rules");
            double perSecond = result.getPrimaryResult().getScore();
            Figure figure =
                    Figure.of(
                                    "micro." + step + suffix(".", destination, rules),
                                    step
                                            + suffix(" for ", destination, null)
                                            + suffix(" among ", rules, null)
                                            + (rules == null ? "" : " rules")
                                            + ", one purchase",
                                    perSecond,
                                    "/s and core")
                            .with("± 99.9 %", result.getPrimaryResult().getScoreError())
                            .with("ns each", 1e9 / perSecond);
            figures.add(destination == null ? figure : figure.within(MAPPINGS));
        }
        return figures;
    }

    /** The first parameter there is, after a separator. */
    private static String suffix(String separator, String parameter, String other) {
        String given = parameter == null ? other : parameter;
        return given == null ? "" : separator + given;
    }
}
