// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import io.tracklayer.spi.TrackLayerPlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder that plugins are dropped into: each jar in it, and each sub-folder with jars, is one
 * plugin with a class loader of its own.
 *
 * @param path the folder, which need not exist
 * @param allowed SHA-256 hashes of the jars that may be opened, lower-case hexadecimal; empty when
 *     all may
 */
public record PluginFolder(Path path, Optional<Set<String>> allowed) {
    private static final String SERVICE = "META-INF/services/" + TrackLayerPlugin.class.getName();

    public PluginFolder {
        allowed = allowed.map(Set::copyOf);
    }

    /** One jar or sub-folder, opened or refused; refused ones have no plugins. */
    record Opened(PluginEntry entry, List<Described> plugins, PluginGate gate) {}

    /** Opens everything in it, in the order of names; what is refused says why. */
    List<Opened> open(Duration longest) {
        List<Opened> opened = new ArrayList<>();
        for (Path found : children(path)) {
            List<Path> jars =
                    Files.isDirectory(found)
                            ? children(found).stream().filter(PluginFolder::isJar).toList()
                            : List.of(found);
            boolean one = isJar(found) || Files.isDirectory(found) && !jars.isEmpty();
            if (one) {
                opened.add(open(found.getFileName().toString(), jars, longest));
            }
        }
        return opened;
    }

    private Opened open(String origin, List<Path> jars, Duration longest) {
        List<PluginArchive> archives = new ArrayList<>();
        try {
            for (Path jar : jars) {
                archives.add(PluginArchive.read(jar));
            }
            for (PluginArchive archive : archives) {
                requireAllowed(archive.jar());
            }
            List<Map<String, byte[]>> unpacked = new ArrayList<>();
            for (PluginArchive archive : archives) {
                unpacked.add(archive.unpack());
            }
            requireService(unpacked);
            String spi = SpiDeclaration.require(unpacked);
            PluginEntry entry =
                    new PluginEntry(origin, jars(archives), "", "", spi, List.of(), List.of(), "");
            return loaded(entry, new PluginLoader(origin, unpacked), longest);
        } catch (RefusedPluginException refused) {
            return refused(PluginEntry.refused(origin, jars(archives), refused.getMessage()));
        }
    }

    private static Opened loaded(PluginEntry entry, PluginLoader loader, Duration longest) {
        PluginGate gate = new PluginGate(entry.origin(), loader, longest);
        try {
            List<Described> plugins =
                    gate.call(
                            "loading it",
                            () ->
                                    ServiceLoader.load(TrackLayerPlugin.class, loader).stream()
                                            .map(ServiceLoader.Provider::get)
                                            .map(Described::of)
                                            .toList());
            return plugins.isEmpty()
                    ? refused(entry.refusedFor(SERVICE + " names no class"))
                    : new Opened(entry, plugins, gate);
        } catch (PluginFailure failed) {
            return refused(entry.refusedFor(failed.getMessage()));
        }
    }

    private static Opened refused(PluginEntry entry) {
        return new Opened(entry, List.of(), null);
    }

    private void requireAllowed(PluginEntry.Jar jar) throws RefusedPluginException {
        if (allowed.isPresent() && !allowed.get().contains(jar.sha256())) {
            throw new RefusedPluginException(
                    jar.name()
                            + " is not on the list of allowed plugins and was not opened; if you"
                            + " trust it, add "
                            + jar.sha256()
                            + " to node.plugins.allow");
        }
    }

    private static void requireService(List<Map<String, byte[]>> jars)
            throws RefusedPluginException {
        if (jars.stream().noneMatch(jar -> jar.containsKey(SERVICE))) {
            throw new RefusedPluginException("it has no " + SERVICE + ", so it names no plugin");
        }
    }

    private static List<PluginEntry.Jar> jars(List<PluginArchive> archives) {
        return archives.stream().map(PluginArchive::jar).toList();
    }

    private static boolean isJar(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".jar")
                && Files.isRegularFile(file);
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
