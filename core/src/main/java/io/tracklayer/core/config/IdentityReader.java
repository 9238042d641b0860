// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.core.identity.IdentitySettings;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the section {@code identity}, and adds what is wrong with it to the problems. */
final class IdentityReader {
    private static final String LIFETIMES = "/lifetimes";

    private final YamlFile file;
    private final List<ConfigProblem> problems;

    IdentityReader(YamlFile file, List<ConfigProblem> problems) {
        this.file = file;
        this.problems = problems;
    }

    IdentitySettings read(Tree tree) {
        IdentitySettings standard = IdentitySettings.STANDARD;
        Duration ttl = ConfigurationReader.duration(tree, "/ttl", standard.ttl());
        Map<EventField, Duration> lifetimes = new EnumMap<>(standard.lifetimes());
        tree.at(LIFETIMES).members().forEach((name, given) -> put(lifetimes, name, given));
        lifetimes.replaceAll((field, life) -> life.compareTo(ttl) < 0 ? life : ttl);
        return new IdentitySettings(
                !tree.find("/enabled").equals(Optional.of(false)),
                ttl,
                ConfigurationReader.number(tree, "/max-browsers", standard.mostBrowsers()),
                ConfigurationReader.number(tree, "/max-customers", standard.mostCustomers()),
                ConfigurationReader.number(tree, "/max-ids", standard.mostTouches()),
                lifetimes);
    }

    private void put(Map<EventField, Duration> lifetimes, String name, Object given) {
        Optional<EventField> field =
                lifetimes.keySet().stream().filter(f -> name(f).equals(name)).findFirst();
        Optional<Duration> life = Settings.parseDuration(String.valueOf(given));
        if (field.isEmpty()) {
            List<String> known =
                    IdentitySettings.STANDARD.lifetimes().keySet().stream()
                            .map(IdentityReader::name)
                            .toList();
            problems.add(
                    file.problemAt(
                            "/identity" + LIFETIMES + "/" + name,
                            ConfigurationReader.unknown("id", name, known)));
        } else {
            life.ifPresent(duration -> lifetimes.put(field.get(), duration));
        }
    }

    private static String name(EventField field) {
        return field.path().substring(field.path().indexOf('.') + 1);
    }
}
