// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.ConfigurationReader;
import io.tracklayer.core.config.InstalledPlugins;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.json.EventJson;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.core.pipeline.ShadowJson;
import io.tracklayer.core.pipeline.ShadowRun;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rules on disk, checked, tested, explained and compared without a node. Results are trees of maps,
 * lists and text, as they are printed; what cannot be done says so in a {@link RulesDeskException}.
 */
public final class RulesDesk {
    private final Path config;
    private final Path rules;
    private final Plugins plugins;

    /**
     * Looks at an installation.
     *
     * @param config its configuration folder
     * @param rules another rules folder than the installation's, or null
     */
    public RulesDesk(Path config, Path rules) {
        this.config = config;
        this.plugins = InstalledPlugins.load(config);
        this.rules = rules == null ? SetUp.rulesFolder(config) : rules;
    }

    /**
     * Reads the rules and says everything that is wrong with them.
     *
     * @return {@code problems}, {@code warnings}, and when there is no problem {@code version} and
     *     {@code rules}, their number
     */
    public Map<String, Object> check() {
        try {
            RuleSet read = read();
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("version", read.version());
            result.put("rules", read.describe().size());
            result.put("problems", List.of());
            result.put("warnings", texts(read.warnings()));
            return result;
        } catch (InvalidConfigException invalid) {
            return wrong(invalid);
        }
    }

    /**
     * Decides every example and compares.
     *
     * @return {@code problems} when the rules cannot be read; otherwise {@code version}, {@code
     *     examples} and {@code rules}, their numbers, {@code failures}, and {@code uncovered}: the
     *     rules no example matches
     */
    public Map<String, Object> test() {
        try {
            RuleSet read = read();
            Map<String, Set<Purpose>> purposes = SetUp.purposes(plugins, configuration());
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("version", read.version());
            result.put("examples", read.examples().size());
            result.put("failures", texts(RuleExamples.run(read, purposes)));
            result.put("rules", read.describe().size());
            result.put(
                    "uncovered",
                    RuleExamples.uncovered(read, purposes).stream()
                            .map(rule -> rule.id() + " (" + rule.location() + ")")
                            .toList());
            return result;
        } catch (InvalidConfigException invalid) {
            return wrong(invalid);
        }
    }

    private static Map<String, Object> wrong(InvalidConfigException invalid) {
        return Map.of("problems", texts(invalid.problems()), "warnings", List.of());
    }

    private static List<String> texts(List<ConfigProblem> problems) {
        return problems.stream().map(ConfigProblem::toString).toList();
    }

    private RuleSet read() throws InvalidConfigException {
        return RuleReader.read(rules, SetUp.vocabulary(config, plugins, configuration()));
    }

    /** The rest of the set-up, empty while it has problems: rules can be checked without it. */
    private Optional<Configuration> configuration() {
        try {
            return Optional.of(ConfigurationReader.read(config, plugins, System.getenv()));
        } catch (InvalidConfigException elsewhere) {
            return Optional.empty();
        }
    }

    /** What is wrong with the rest of the set-up, one problem per line; empty when nothing is. */
    public String problemsElsewhere() {
        try {
            ConfigurationReader.read(config, plugins, System.getenv());
            return "";
        } catch (InvalidConfigException elsewhere) {
            return elsewhere.getMessage();
        }
    }

    /** The version of the rules as they stand; empty when they cannot be read. */
    public String version() {
        try {
            return RuleVersions.of(rules);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /**
     * Decides one event by the installation's rules.
     *
     * @param file one canonical event as JSON
     * @param destination only this one; empty for all
     * @return as {@code /api/v1/rules/explain} answers
     */
    public Map<String, Object> explain(Path file, String destination) {
        SetUp setUp = setUp();
        Event event = event(file, text(file));
        return Map.of(
                "version",
                setUp.rules().version(),
                "events",
                List.of(ExplanationJson.event(0, event, setUp, destination)));
    }

    /**
     * Decides events by the installation's rules and by others.
     *
     * @param other folder of the others
     * @param events canonical events as JSON, one per line
     * @return as {@code /api/v1/rules/shadow} answers
     */
    public Map<String, Object> diff(Path other, Path events) {
        SetUp setUp = setUp();
        RuleSet candidate = candidate(other, setUp);
        List<Event> given = new ArrayList<>();
        for (String line : text(events).lines().filter(l -> !l.isBlank()).toList()) {
            given.add(event(events, line));
        }
        ActiveConfiguration active = new ActiveConfiguration(setUp.configuration(), setUp.rules());
        return ShadowJson.report(new ShadowRun(active, candidate).over(given));
    }

    private SetUp setUp() {
        try {
            return SetUp.read(config, plugins, System.getenv());
        } catch (InvalidConfigException invalid) {
            throw new RulesDeskException(
                    "the configuration has problems:\n" + invalid.getMessage(), invalid);
        }
    }

    private RuleSet candidate(Path other, SetUp setUp) {
        try {
            return RuleReader.read(
                    other, SetUp.vocabulary(config, plugins, Optional.of(setUp.configuration())));
        } catch (InvalidConfigException invalid) {
            throw new RulesDeskException(
                    "the rules in " + other + " have problems:\n" + invalid.getMessage(), invalid);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new RulesDeskException(
                    "cannot read " + file + " (" + unreadable + ")", unreadable);
        }
    }

    private static Event event(Path file, String json) {
        try {
            return EventJson.fromTree(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedInputException | RuntimeException unusable) {
            throw new RulesDeskException(
                    file
                            + " holds no canonical event ("
                            + unusable.getMessage()
                            + "); take one from the member \"event\" of /api/v1/events/NUMBER",
                    unusable);
        }
    }
}
