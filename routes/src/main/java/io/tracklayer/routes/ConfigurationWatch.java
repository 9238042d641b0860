// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.RulesInForce;
import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.rules.RuleReader;
import io.tracklayer.rules.RuleSet;
import io.tracklayer.rules.SetUp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Set-up and rules: read at start, looked at every second, swapped as a whole and only when
 * everything in them is right and reads the same twice, so that a file being written is not taken
 * up half. What is wrong is logged once and shown, and the last good state stays.
 */
final class ConfigurationWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);

    /** Secrets in other files are looked at this many rounds apart. */
    private static final int ROUNDS_BETWEEN_READS = 15;

    private final Path folder;
    private final Plugins plugins;
    private final Clock clock;
    private boolean ownRules;
    private volatile State state;
    private SetUp candidate;
    private String lastRead;
    private int rounds;

    /**
     * What is in force, and why the files as they stand are not.
     *
     * @param refused null when they are
     */
    private record State(
            ActiveConfiguration active,
            RuleSet rules,
            Instant since,
            RulesInForce.Refused refused) {

        private State refusing(RulesInForce.Refused why) {
            return new State(active, rules, since, why);
        }
    }

    ConfigurationWatch(Path folder, Plugins plugins, Clock clock) throws InvalidConfigException {
        this.folder = folder;
        this.plugins = plugins;
        this.clock = clock;
        this.lastRead = fingerprint();
        enforce(read());
    }

    ActiveConfiguration active() {
        return state.active;
    }

    Configuration configuration() {
        return state.active.configuration();
    }

    RuleSet rules() {
        return state.rules;
    }

    /** The folder the rules in force were read from. */
    Path rulesFolder() {
        return SetUp.rulesFolder(folder);
    }

    /** Reads rules that are not in force, for this installation. */
    RuleSet candidate(Path rules) throws InvalidConfigException {
        return RuleReader.read(
                rules, SetUp.vocabulary(folder, plugins, Optional.of(configuration())));
    }

    /** The rules in force, and what keeps a change from being so, for people. */
    RulesInForce shown() {
        State now = state;
        Map<String, Set<String>> merchants =
                now.rules.merchants(
                        store ->
                                now.active.configuration().store(store).map(StoreConfig::merchant));
        return new RulesInForce(
                now.rules.version(),
                now.since,
                now.rules.describe().stream()
                        .map(
                                rule ->
                                        new RulesInForce.Line(
                                                rule.id(),
                                                rule.location(),
                                                rule.what(),
                                                rule.description(),
                                                merchants.getOrDefault(rule.id(), Set.of())))
                        .toList(),
                now.rules.warnings().stream().map(ConfigProblem::toString).toList(),
                now.refused);
    }

    /** Looks whether something changed; true when it is now in force. */
    boolean refresh() {
        String files = fingerprint();
        boolean quiet = files.equals(lastRead) && candidate == null && state.refused == null;
        if (quiet && ++rounds % ROUNDS_BETWEEN_READS != 0) {
            return false;
        }
        lastRead = files;
        try {
            return consider(read());
        } catch (InvalidConfigException invalid) {
            candidate = null;
            refuse(invalid);
            return false;
        }
    }

    private boolean consider(SetUp read) {
        if (isInForce(read)) {
            candidate = null;
            state = state.refusing(null);
            return false;
        }
        boolean settled = candidate != null && same(candidate, read);
        candidate = settled ? null : read;
        if (settled) {
            enforce(read);
            LOG.info("the configuration changed and is in force, rules {}", read.rules().version());
        }
        return settled;
    }

    private void enforce(SetUp read) {
        read.rules().warnings().forEach(warning -> LOG.warn("{}", warning));
        // From then on the shipped rules do not take their place without a restart.
        ownRules = Files.isDirectory(folder.resolve("rules"));
        state =
                new State(
                        new ActiveConfiguration(read.configuration(), read.rules()),
                        read.rules(),
                        clock.instant(),
                        null);
    }

    private void refuse(InvalidConfigException invalid) {
        List<String> problems = invalid.problems().stream().map(ConfigProblem::toString).toList();
        RulesInForce.Refused before = state.refused;
        if (before == null || !before.problems().equals(problems)) {
            Instant since = before == null ? clock.instant() : before.since();
            state = state.refusing(new RulesInForce.Refused(since, problems));
            LOG.error(
                    "the changed configuration has problems; the last good one stays in force:\n{}",
                    invalid.getMessage());
        }
    }

    private boolean isInForce(SetUp read) {
        return same(new SetUp(configuration(), rules()), read);
    }

    private static boolean same(SetUp one, SetUp other) {
        return one.configuration().equals(other.configuration())
                && one.rules().version().equals(other.rules().version());
    }

    private SetUp read() throws InvalidConfigException {
        if (ownRules && !Files.isDirectory(folder.resolve("rules"))) {
            throw new InvalidConfigException(
                    List.of(
                            new ConfigProblem(
                                    "rules",
                                    0,
                                    0,
                                    "the folder is gone. Put it back; to use the shipped rules"
                                            + " instead, restart the node")));
        }
        return SetUp.read(folder, plugins, System.getenv());
    }

    /** Changes when a file of the folder is written, added or removed. */
    private String fingerprint() {
        try (Stream<Path> files = Files.walk(folder, 3)) {
            return files.sorted().map(ConfigurationWatch::stamp).collect(Collectors.joining("\n"));
        } catch (IOException | UncheckedIOException changing) {
            return "unreadable " + clock.instant();
        }
    }

    private static String stamp(Path file) {
        try {
            return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
        } catch (IOException gone) {
            return file + " gone";
        }
    }
}
