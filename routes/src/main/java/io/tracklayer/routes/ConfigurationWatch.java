// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.ConfigurationReader;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.rules.RuleReader;
import io.tracklayer.rules.RuleSet;
import io.tracklayer.rules.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Set-up and rules: read at start, read again every two seconds, swapped as a whole and only when
 * everything in them is right. What is wrong is logged once and the last good state stays.
 */
final class ConfigurationWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);

    private final Path folder;
    private final Plugins plugins;
    private volatile ActiveConfiguration active;
    private String lastProblem = "";

    ConfigurationWatch(Path folder, Plugins plugins) throws InvalidConfigException {
        this.folder = folder;
        this.plugins = plugins;
        this.active = read();
    }

    ActiveConfiguration active() {
        return active;
    }

    Configuration configuration() {
        return active.configuration();
    }

    /** Reads again; true when something changed and is now in force. */
    boolean refresh() {
        try {
            ActiveConfiguration read = read();
            lastProblem = "";
            if (read.configuration().equals(active.configuration())
                    && read.decider().version().equals(active.decider().version())) {
                return false;
            }
            active = read;
            LOG.info(
                    "the configuration changed and is in force, rules {}",
                    read.decider().version());
            return true;
        } catch (InvalidConfigException invalid) {
            if (!invalid.getMessage().equals(lastProblem)) {
                lastProblem = invalid.getMessage();
                LOG.error(
                        "the changed configuration has problems; the last good one stays in force:\n{}",
                        lastProblem);
            }
            return false;
        }
    }

    private ActiveConfiguration read() throws InvalidConfigException {
        List<ConfigProblem> problems = new ArrayList<>();
        Configuration configuration = null;
        try {
            configuration = ConfigurationReader.read(folder, plugins, System.getenv());
        } catch (InvalidConfigException invalid) {
            problems.addAll(invalid.problems());
        }
        RuleSet decider = null;
        try {
            Path own = folder.resolve("rules");
            decider =
                    RuleReader.read(
                            Files.isDirectory(own) ? own : ShippedRules.folder(),
                            vocabulary(configuration));
            decider.warnings().forEach(warning -> LOG.warn("{}", warning));
        } catch (InvalidConfigException invalid) {
            problems.addAll(invalid.problems());
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return new ActiveConfiguration(configuration, decider);
    }

    /** Merchants, stores and sources are known only when the rest of the set-up is sound. */
    private Vocabulary vocabulary(Configuration configuration) {
        if (configuration == null) {
            return Vocabulary.of(destinations());
        }
        return new Vocabulary(
                destinations(),
                configuration.merchants(),
                configuration.stores().keySet(),
                configuration.stores().values().stream()
                        .flatMap(store -> store.sources().keySet().stream())
                        .collect(Collectors.toSet()));
    }

    /** What rules may name, also when the destination's own file has a mistake. */
    private Set<String> destinations() {
        Set<String> ids = new LinkedHashSet<>(plugins.destinationIds());
        String suffix = ".yaml";
        try (Stream<Path> files = Files.list(folder.resolve("destinations"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .forEach(name -> ids.add(name.substring(0, name.length() - suffix.length())));
        } catch (IOException none) {
            // a node without destinations; a folder that cannot be listed is the reader's problem
            return ids;
        }
        return ids;
    }
}
