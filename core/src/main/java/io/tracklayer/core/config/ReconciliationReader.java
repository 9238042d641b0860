// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.core.reconcile.Authorities;
import io.tracklayer.core.reconcile.Holds;
import io.tracklayer.core.reconcile.Windows;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the section {@code reconciliation} and adds what is wrong with it to the problems. */
final class ReconciliationReader {
    private static final String SECTION = "/reconciliation";
    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(30);
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(60);

    private final YamlFile file;
    private final List<String> believable;
    private final List<ConfigProblem> problems;

    ReconciliationReader(YamlFile file, List<String> sources, List<ConfigProblem> problems) {
        this.file = file;
        this.believable =
                Stream.concat(
                                Arrays.stream(Authority.values()).map(Authorities::wire),
                                sources.stream())
                        .distinct()
                        .toList();
        this.problems = problems;
    }

    Configuration.Reconciliation read(Tree tree) {
        return new Configuration.Reconciliation(
                new Windows(
                        window("/window", duration(tree, "/window", Duration.ofHours(24))),
                        byName(tree, "/windows", this::window)),
                new Holds(
                        hold(
                                "/hold/purchase-like",
                                duration(tree, "/hold/purchase-like", Duration.ofSeconds(5))),
                        hold("/hold/other", duration(tree, "/hold/other", Duration.ZERO)),
                        byName(tree, "/hold/events", this::hold)),
                authorities(tree.at("/authority")));
    }

    private Duration window(String pointer, Duration given) {
        if (given.compareTo(SHORTEST_WINDOW) < 0 || given.compareTo(LONGEST_WINDOW) > 0) {
            problem(pointer, "copies are recognised for 1m to 30d");
        }
        return given;
    }

    private Duration hold(String pointer, Duration given) {
        if (given.compareTo(LONGEST_HOLD) > 0) {
            problem(pointer, "an event waits 0s to 60s for its other copies");
        }
        return given;
    }

    private Map<EventName, Duration> byName(Tree tree, String pointer, Check check) {
        Map<EventName, Duration> durations = new EnumMap<>(EventName.class);
        tree.at(pointer)
                .members()
                .forEach(
                        (name, given) -> {
                            Optional<EventName> event = EventName.find(name);
                            if (event.isEmpty()) {
                                unknown(pointer + "/" + name, "event", name, eventNames());
                            }
                            Optional<Duration> duration =
                                    Settings.parseDuration(String.valueOf(given));
                            if (event.isPresent() && duration.isPresent()) {
                                durations.put(
                                        event.get(),
                                        check.of(pointer + "/" + name, duration.get()));
                            }
                        });
        return durations;
    }

    private Authorities authorities(Tree tree) {
        Map<String, List<String>> believed = new LinkedHashMap<>();
        tree.members()
                .forEach(
                        (path, given) -> {
                            List<String> order =
                                    given instanceof List<?> list
                                            ? list.stream().map(String::valueOf).toList()
                                            : List.of();
                            checkPath(path);
                            checkOrder(path, order);
                            believed.put(path, order);
                        });
        return new Authorities(believed);
    }

    private void checkPath(String path) {
        String pointer = "/authority/" + path;
        List<String> paths = Authorities.paths();
        if (Authorities.followsValue(path)) {
            problem(
                    pointer,
                    "\""
                            + path
                            + "\" always comes from the copy that gives \"value\"; set \"value\"");
        } else if (!paths.contains(path)) {
            unknown(pointer, "field", path, paths);
        }
    }

    private void checkOrder(String path, List<String> order) {
        for (int place = 0; place < order.size(); place++) {
            if (!believable.contains(order.get(place))) {
                unknown("/authority/" + path + "/" + place, "source", order.get(place), believable);
            }
        }
    }

    private void unknown(String pointer, String what, String name, List<String> known) {
        problem(pointer, ConfigurationReader.unknown(what, name, known));
    }

    private void problem(String pointer, String sentence) {
        problems.add(file.problemAt(SECTION + pointer, sentence));
    }

    private static Duration duration(Tree tree, String pointer, Duration otherwise) {
        return ConfigurationReader.duration(tree, pointer, otherwise);
    }

    private static List<String> eventNames() {
        return Arrays.stream(EventName.values()).map(EventName::wire).toList();
    }

    /** A check that gives back what it was given. */
    private interface Check {
        Duration of(String pointer, Duration given);
    }
}
