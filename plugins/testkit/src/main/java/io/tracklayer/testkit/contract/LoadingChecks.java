// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** That the plugin is found the way a node finds it, and says who it is. */
final class LoadingChecks {
    static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    private final Subject subject;
    private final List<Finding> broken = new ArrayList<>();
    private final List<Destination> destinations = new ArrayList<>();
    private final List<TrackLayerPlugin> plugins = new ArrayList<>();

    LoadingChecks(Subject subject) {
        this.subject = subject;
        load();
    }

    /** The plugin, when there is exactly one. */
    Optional<TrackLayerPlugin> plugin() {
        return plugins.size() == 1 ? Optional.of(plugins.get(0)) : Optional.empty();
    }

    /** The destination, when there is exactly one. */
    Optional<Destination> destination() {
        return destinations.size() == 1 ? Optional.of(destinations.get(0)) : Optional.empty();
    }

    List<Check> checks() {
        return List.of(
                new Check(
                        "loads",
                        "exactly one plugin provides the destination through its service file",
                        this::loads),
                new Check("identity", "the plugin says who it is", this::identity));
    }

    private void load() {
        FoundPlugins found = FoundPlugins.in(subject.loader());
        for (String problem : found.problems()) {
            broken.add(
                    Finding.of(
                            "plugin",
                            FoundPlugins.SERVICE_FILE,
                            "a plugin cannot be made: " + problem,
                            "Name a public class with a public constructor without parameters"
                                    + " that implements TrackLayerPlugin."));
        }
        found.plugins().forEach(this::look);
    }

    private void look(TrackLayerPlugin plugin) {
        try {
            plugin.destinations().stream()
                    .filter(d -> d.descriptor().id().equals(subject.id()))
                    .forEach(d -> add(plugin, d));
        } catch (Throwable failure) {
            broken.add(
                    Finding.of(
                            "plugin",
                            FoundPlugins.SERVICE_FILE,
                            "a plugin fails: " + Failures.describe(Failures.survivable(failure)),
                            "destinations() and descriptor() only return what is declared."));
        }
    }

    private void add(TrackLayerPlugin plugin, Destination destination) {
        destinations.add(destination);
        if (!plugins.contains(plugin)) {
            plugins.add(plugin);
        }
    }

    private List<Finding> loads() {
        if (destinations.size() == 1) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>(broken);
        String what =
                destinations.isEmpty()
                        ? "no plugin provides \"" + subject.id() + "\""
                        : destinations.size()
                                + " destinations have the id \""
                                + subject.id()
                                + "\"";
        String advice =
                destinations.isEmpty()
                        ? "Is the service file there, and does it name the plugin's class?"
                        : "Give each destination an id of its own.";
        findings.add(Finding.of(subject.id(), FoundPlugins.SERVICE_FILE, what, advice));
        return findings;
    }

    private List<Finding> identity() {
        List<Finding> findings = new ArrayList<>();
        plugin().ifPresent(plugin -> identity(plugin, findings));
        return findings;
    }

    private static void identity(TrackLayerPlugin plugin, List<Finding> findings) {
        String id = plugin.id();
        if (id == null || !ID.matcher(id).matches()) {
            findings.add(
                    Finding.of(
                            "plugin",
                            "id()",
                            "the plugin's id is " + quoted(id),
                            "Use lower-case letters, digits and dashes, at most 40."));
        }
        if (plugin.version() == null
                || !plugin.version().matches("[0-9A-Za-z][0-9A-Za-z.+-]{0,39}")) {
            findings.add(
                    Finding.of(
                            "version",
                            "version()",
                            "the plugin's version is " + quoted(plugin.version()),
                            "Use something like 1.2.0, or leave it to the jar's manifest."));
        }
        if (plugin.destinations().size() != plugin.destinations().size()
                || plugin.destinations().stream().anyMatch(Objects::isNull)
                || plugin.sources().stream().anyMatch(Objects::isNull)) {
            findings.add(
                    Finding.of(
                            "plugin",
                            "destinations()",
                            "the lists of the plugin change or hold null",
                            "Return the same lists every time."));
        }
    }

    private static String quoted(String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }
}
