// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.TrackLayerPlugin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The destinations of the plugins that come with the node, and of those in the plugin folder. */
final class DestinationPlugins {
    private final Path config;
    private final Map<String, DestinationPlugin> known = new TreeMap<>();

    DestinationPlugins(Path config) {
        this.config = config;
        for (TrackLayerPlugin plugin : ServiceLoader.load(TrackLayerPlugin.class)) {
            for (Destination destination : plugin.destinations()) {
                add(destination.descriptor().id(), destination.descriptor().settings());
            }
        }
    }

    DestinationPlugin require(String id) {
        if (!known.containsKey(id)) {
            InstalledPlugins.read(config)
                    .ifPresent(
                            listed ->
                                    listed.path("plugins")
                                            .forEach(
                                                    plugin ->
                                                            plugin.path("destinations")
                                                                    .forEach(this::add)));
        }
        DestinationPlugin found = known.get(id);
        if (found == null) {
            throw new CliFailure(
                    "there is no destination plugin \""
                            + id
                            + "\"; installed: "
                            + String.join(", ", known.keySet()));
        }
        return found;
    }

    private void add(JsonNode destination) {
        List<Setting> settings = new ArrayList<>();
        destination.path("settings").forEach(setting -> settings.add(setting(setting)));
        add(destination.path("id").asText(), settings);
    }

    private void add(String id, List<Setting> settings) {
        known.put(id, new DestinationPlugin(id, List.copyOf(settings)));
    }

    private static Setting setting(JsonNode given) {
        List<String> allowed = new ArrayList<>();
        given.path("allowed").forEach(value -> allowed.add(value.asText()));
        return new Setting(
                given.path("name").asText(),
                Setting.Type.valueOf(given.path("type").asText()),
                given.path("required").asBoolean(),
                given.path("secret").asBoolean(),
                given.path("default").asText(),
                allowed,
                given.path("doc").asText());
    }
}
