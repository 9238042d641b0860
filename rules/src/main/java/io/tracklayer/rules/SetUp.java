// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.ConfigurationReader;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.spi.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Configuration and rules of an installation, read from its folder and checked as one.
 *
 * @param configuration everything but the rules
 * @param rules the rules, compiled
 */
public record SetUp(Configuration configuration, RuleSet rules) {

    /**
     * Reads the folder.
     *
     * @param environment for references to environment variables
     * @throws InvalidConfigException with all problems of configuration and rules
     */
    public static SetUp read(Path folder, Plugins plugins, Map<String, String> environment)
            throws InvalidConfigException {
        List<ConfigProblem> problems = new ArrayList<>();
        Configuration configuration = null;
        try {
            configuration = ConfigurationReader.read(folder, plugins, environment);
        } catch (InvalidConfigException invalid) {
            problems.addAll(invalid.problems());
        }
        RuleSet rules = null;
        try {
            rules =
                    RuleReader.read(
                            rulesFolder(folder),
                            vocabulary(folder, plugins, Optional.ofNullable(configuration)));
        } catch (InvalidConfigException invalid) {
            problems.addAll(invalid.problems());
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return new SetUp(configuration, rules);
    }

    /** The installation's own rules folder, or the shipped one while there is none. */
    public static Path rulesFolder(Path folder) {
        Path own = folder.resolve("rules");
        return Files.isDirectory(own) ? own : ShippedRules.folder();
    }

    /**
     * The names rules may use.
     *
     * @param configuration empty when it has problems: then only destinations are known
     */
    public static Vocabulary vocabulary(
            Path folder, Plugins plugins, Optional<Configuration> configuration) {
        Set<String> destinations = destinations(folder, plugins);
        return configuration
                .map(
                        known ->
                                new Vocabulary(
                                        destinations,
                                        known.merchants(),
                                        known.stores().keySet(),
                                        known.stores().values().stream()
                                                .flatMap(store -> store.sources().keySet().stream())
                                                .collect(Collectors.toSet())))
                .orElseGet(() -> Vocabulary.of(destinations));
    }

    /** Also a destination whose own file has a mistake may be named. */
    private static Set<String> destinations(Path folder, Plugins plugins) {
        Set<String> ids = new LinkedHashSet<>(plugins.destinationIds());
        String suffix = ".yaml";
        try (Stream<Path> files = Files.list(folder.resolve("destinations"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix))
                    .forEach(name -> ids.add(name.substring(0, name.length() - suffix.length())));
        } catch (IOException none) {
            // an installation without destinations; a folder that cannot be listed is the
            // configuration reader's problem
            return ids;
        }
        return ids;
    }

    /**
     * What each name that an example may expect something of cannot do without: of a plugin what it
     * declares, of a configured destination what follows from its settings.
     */
    public static Map<String, Set<Purpose>> purposes(
            Plugins plugins, Optional<Configuration> configuration) {
        Map<String, Set<Purpose>> purposes = new HashMap<>();
        for (String id : plugins.destinationIds()) {
            plugins.destination(id).ifPresent(d -> purposes.put(id, d.descriptor().purposes()));
        }
        for (DestinationConfig known :
                configuration.map(Configuration::destinations).orElse(List.of())) {
            purposes.put(known.id(), known.destination().purposes(known.settings()));
        }
        return purposes;
    }
}
