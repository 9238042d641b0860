// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.ConfigurationReader;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.decide.Decider;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.rules.RuleReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
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
        Configuration configuration = ConfigurationReader.read(folder, plugins, System.getenv());
        Set<String> destinations = new LinkedHashSet<>(plugins.destinationIds());
        configuration.destinations().forEach(destination -> destinations.add(destination.id()));
        Path own = folder.resolve("rules");
        Decider decider =
                RuleReader.read(Files.isDirectory(own) ? own : ShippedRules.folder(), destinations);
        return new ActiveConfiguration(configuration, decider);
    }
}
