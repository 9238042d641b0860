// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins found on the class path, each named once in the log. Immutable. */
public final class Plugins {
    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    private final Map<String, Destination> destinations = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final List<TrackLayerPlugin> found = new ArrayList<>();

    private Plugins(Iterable<TrackLayerPlugin> plugins) {
        for (TrackLayerPlugin plugin : plugins) {
            found.add(plugin);
            plugin.destinations().forEach(d -> add(destinations, d.descriptor().id(), d, plugin));
            plugin.sources().forEach(s -> add(sources, s.descriptor().id(), s, plugin));
        }
    }

    /** Loads every plugin named in a service file. */
    public static Plugins load() {
        return new Plugins(ServiceLoader.load(TrackLayerPlugin.class));
    }

    /** Uses the given plugins. */
    public static Plugins of(List<TrackLayerPlugin> plugins) {
        return new Plugins(plugins);
    }

    /** Writes one line per plugin. */
    public void log() {
        for (TrackLayerPlugin plugin : found) {
            LOG.info(
                    "plugin {} {}: {} source(s), {} destination(s)",
                    plugin.id(),
                    plugin.version(),
                    plugin.sources().size(),
                    plugin.destinations().size());
        }
        if (found.isEmpty()) {
            LOG.warn(
                    "no plugin found: no jar on the class path names one in META-INF/services/{}",
                    TrackLayerPlugin.class.getName());
        }
    }

    /** The destination of that id. */
    public Optional<Destination> destination(String id) {
        return Optional.ofNullable(destinations.get(id));
    }

    /** The source of that id. */
    public Optional<Source> source(String id) {
        return Optional.ofNullable(sources.get(id));
    }

    /** Ids of all destinations. */
    public List<String> destinationIds() {
        return List.copyOf(destinations.keySet());
    }

    /** Ids of all sources. */
    public List<String> sourceIds() {
        return List.copyOf(sources.keySet());
    }

    /** All sources. */
    public List<Source> sources() {
        return List.copyOf(sources.values());
    }

    private static <T> void add(Map<String, T> known, String id, T added, TrackLayerPlugin plugin) {
        if (known.putIfAbsent(id, added) != null) {
            throw new IllegalStateException(
                    "two plugins provide \""
                            + id
                            + "\"; remove one of the jars (the second is "
                            + plugin.id()
                            + " "
                            + plugin.version()
                            + ")");
        }
    }
}
