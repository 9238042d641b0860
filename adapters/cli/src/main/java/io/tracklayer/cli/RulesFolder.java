// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.ConfigurationReader;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.json.EventJson;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import io.tracklayer.core.pipeline.ShadowJson;
import io.tracklayer.core.pipeline.ShadowRun;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.rules.ExplanationJson;
import io.tracklayer.rules.RuleReader;
import io.tracklayer.rules.RuleSet;
import io.tracklayer.rules.RuleVersions;
import io.tracklayer.rules.SetUp;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rules on disk, read for an installation without its node. */
final class RulesFolder {
    private final Path config;
    private final Path rules;
    private final Plugins plugins = Plugins.load();

    /**
     * Looks at an installation.
     *
     * @param rules another folder than the installation's, or null
     */
    RulesFolder(Path config, Path rules) {
        this.config = config;
        this.rules = rules == null ? SetUp.rulesFolder(config) : rules;
    }

    RuleSet read() throws InvalidConfigException {
        return RuleReader.read(rules, SetUp.vocabulary(config, plugins, configuration()));
    }

    Map<String, Set<Purpose>> purposes() {
        return SetUp.purposes(plugins, configuration());
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
    String problemsElsewhere() {
        try {
            ConfigurationReader.read(config, plugins, System.getenv());
            return "";
        } catch (InvalidConfigException elsewhere) {
            return elsewhere.getMessage();
        }
    }

    String version() {
        try {
            return RuleVersions.of(rules);
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** The states that were in force, from the node's data folder. */
    List<RuleVersions.Kept> versions() {
        Configuration known =
                configuration()
                        .orElseThrow(
                                () ->
                                        new CliFailure(
                                                "the data folder is not known, because "
                                                        + config.resolve("tracklayer.yaml")
                                                        + " cannot be used; tl up says why"));
        RuleVersions versions = new RuleVersions(known.node().dataFolder());
        try {
            return versions.list();
        } catch (IOException unreadable) {
            throw new CliFailure(
                    "cannot read " + versions.folder() + " (" + unreadable + ")", unreadable);
        }
    }

    Map<String, Object> explain(Path file, String destination) throws InvalidConfigException {
        SetUp setUp = SetUp.read(config, plugins, System.getenv());
        Event event = event(file, text(file));
        return Map.of(
                "version",
                setUp.rules().version(),
                "events",
                List.of(ExplanationJson.event(0, event, setUp, destination)));
    }

    Map<String, Object> diff(Path other, Path events) throws InvalidConfigException {
        SetUp setUp = SetUp.read(config, plugins, System.getenv());
        RuleSet candidate =
                RuleReader.read(
                        other,
                        SetUp.vocabulary(config, plugins, Optional.of(setUp.configuration())));
        List<Event> given = new ArrayList<>();
        for (String line : text(events).lines().filter(l -> !l.isBlank()).toList()) {
            given.add(event(events, line));
        }
        ActiveConfiguration active = new ActiveConfiguration(setUp.configuration(), setUp.rules());
        return ShadowJson.report(new ShadowRun(active, candidate).over(given));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new CliFailure("cannot read " + file + " (" + unreadable + ")", unreadable);
        }
    }

    private static Event event(Path file, String json) {
        try {
            return EventJson.fromTree(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedInputException | RuntimeException unusable) {
            throw new CliFailure(
                    file
                            + " holds no canonical event ("
                            + unusable.getMessage()
                            + "); take one from the member \"event\" of /api/v1/events/NUMBER",
                    unusable);
        }
    }
}
