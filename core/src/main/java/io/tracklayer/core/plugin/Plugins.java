// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceDescriptor;
import io.tracklayer.spi.SpiVersion;
import io.tracklayer.spi.TrackLayerPlugin;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plugins of an installation: those that come with the node, on the class path, and those in
 * its plugin folder. A mistake in one of the first kind stops the start; one of the second kind is
 * left out and listed with the reason. Immutable.
 */
public final class Plugins {
    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    private final Map<String, ContainedDestination> destinations = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Set<String> endpoints = new HashSet<>();
    private final Map<String, PluginGate> gates = new LinkedHashMap<>();
    private final List<PluginEntry> entries = new ArrayList<>();
    private final Optional<Path> folder;

    private Plugins(Iterable<TrackLayerPlugin> builtIn, Optional<Path> folder) {
        this.folder = folder;
        for (TrackLayerPlugin plugin : builtIn) {
            Described described = Described.of(plugin);
            taken(described)
                    .ifPresent(
                            what -> {
                                throw new IllegalStateException(
                                        "two plugins provide "
                                                + what
                                                + "; remove one of the jars (the second is "
                                                + described.id()
                                                + " "
                                                + described.version()
                                                + ")");
                            });
            ClassLoader loader = plugin.getClass().getClassLoader();
            add(
                    new PluginEntry(
                            PluginEntry.BUILT_IN,
                            jar(plugin),
                            "",
                            "",
                            SpiVersion.CURRENT.toString(),
                            List.of(),
                            List.of(),
                            ""),
                    described,
                    new PluginGate(described.id(), loader, PluginGate.LONGEST));
        }
    }

    /** Loads the plugins on the class path alone. */
    public static Plugins load() {
        return new Plugins(builtIn(), Optional.empty());
    }

    /** Loads the plugins on the class path and those of a folder. */
    public static Plugins load(PluginFolder folder) {
        return load(folder, PluginGate.LONGEST);
    }

    /** The same with a patience of the caller's choice. */
    static Plugins load(PluginFolder folder, Duration longest) {
        Plugins plugins = new Plugins(builtIn(), Optional.of(folder.path()));
        folder.open(longest).forEach(plugins::addFound);
        return plugins;
    }

    /** By id: the order of a class path is nobody's. */
    private static List<TrackLayerPlugin> builtIn() {
        return ServiceLoader.load(TrackLayerPlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparing(TrackLayerPlugin::id))
                .toList();
    }

    /** Uses the given plugins. */
    public static Plugins of(List<TrackLayerPlugin> plugins) {
        return new Plugins(plugins, Optional.empty());
    }

    private void addFound(PluginFolder.Opened opened) {
        if (opened.plugins().isEmpty()) {
            entries.add(opened.entry());
        }
        for (Described described : opened.plugins()) {
            Optional<String> taken = taken(described);
            if (taken.isPresent()) {
                entries.add(
                        named(opened.entry(), described)
                                .refusedFor(
                                        "another plugin provides "
                                                + taken.get()
                                                + " already; remove one of the two"));
            } else {
                add(opened.entry(), described, opened.gate());
            }
        }
    }

    /** What of a plugin another one provides already. */
    private Optional<String> taken(Described plugin) {
        Set<String> own = new HashSet<>();
        if (gates.containsKey(plugin.id())) {
            return Optional.of("the plugin \"" + plugin.id() + "\"");
        }
        for (String id : plugin.destinationIds()) {
            if (destinations.containsKey(id) || !own.add("destination " + id)) {
                return Optional.of("the destination \"" + id + "\"");
            }
        }
        for (Described.Origin origin : plugin.sources()) {
            String id = origin.descriptor().id();
            if (sources.containsKey(id) || !own.add("source " + id)) {
                return Optional.of("the source \"" + id + "\"");
            }
            for (String endpoint : endpoints(origin.descriptor())) {
                if (endpoints.contains(endpoint) || !own.add(endpoint)) {
                    return Optional.of("what listens on " + endpoint);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> endpoints(SourceDescriptor source) {
        return source.endpoints().stream()
                .map(endpoint -> endpoint.method() + " " + endpoint.path())
                .toList();
    }

    private void add(PluginEntry found, Described plugin, PluginGate gate) {
        boolean builtIn = found.origin().equals(PluginEntry.BUILT_IN);
        plugin.destinations()
                .forEach(
                        d ->
                                destinations.put(
                                        d.descriptor().id(), new ContainedDestination(d, gate)));
        for (Described.Origin origin : plugin.sources()) {
            sources.put(
                    origin.descriptor().id(),
                    builtIn ? origin.source() : new ContainedSource(origin, gate));
            endpoints.addAll(endpoints(origin.descriptor()));
        }
        gates.put(plugin.id(), gate);
        entries.add(named(found, plugin));
    }

    private static PluginEntry named(PluginEntry found, Described plugin) {
        return new PluginEntry(
                found.origin(),
                found.jars(),
                plugin.id(),
                plugin.version(),
                found.spiVersion(),
                plugin.destinationIds(),
                plugin.sourceIds(),
                "");
    }

    private static List<PluginEntry.Jar> jar(TrackLayerPlugin plugin) {
        CodeSource code = plugin.getClass().getProtectionDomain().getCodeSource();
        try {
            Path jar = code == null ? null : Path.of(code.getLocation().toURI());
            return jar == null || !Files.isRegularFile(jar)
                    ? List.of()
                    : List.of(
                            new PluginEntry.Jar(
                                    jar.getFileName().toString(),
                                    PluginArchive.sha256(Files.readAllBytes(jar))));
        } catch (IOException | URISyntaxException | IllegalArgumentException elsewhere) {
            return List.of();
        }
    }

    /** Writes one line per plugin, and one about the folder when nothing is in it. */
    public void log() {
        for (PluginEntry entry : entries) {
            if (entry.loaded()) {
                LOG.info(
                        "plugin {} {}: adds {} (SPI {}, {}{})",
                        entry.id(),
                        entry.version(),
                        entry.adds(),
                        entry.spiVersion(),
                        entry.origin(),
                        entry.jars().isEmpty() ? "" : ", SHA-256 " + entry.hashes());
            } else {
                LOG.error("plugin {} is not loaded: {}", entry.origin(), entry.refusal());
            }
        }
        if (gates.isEmpty()) {
            LOG.warn(
                    "no plugin found: no jar on the class path names one in META-INF/services/{}",
                    TrackLayerPlugin.class.getName());
        }
        folder.filter(path -> entries.stream().allMatch(Plugins::isBuiltIn))
                .ifPresent(
                        path ->
                                LOG.info(
                                        "no plugins beside the built-in ones: {} {}",
                                        path,
                                        Files.isDirectory(path) ? "holds no jar" : "is no folder"));
    }

    private static boolean isBuiltIn(PluginEntry entry) {
        return entry.origin().equals(PluginEntry.BUILT_IN);
    }

    /** All that was found, built-in ones first, refused ones too. */
    public List<PluginEntry> entries() {
        return List.copyOf(entries);
    }

    /** The plugin folder that was looked at, if any. */
    public Optional<Path> folder() {
        return folder;
    }

    /**
     * Threads that a plugin of the folder has started itself or blocks, and that still run. Code on
     * the class path cannot be told from the node's.
     */
    public int threads(String pluginId) {
        PluginGate gate = gates.get(pluginId);
        return gate != null && gate.loader() instanceof PluginLoader
                ? gate.strays() + gate.abandoned()
                : 0;
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
}
