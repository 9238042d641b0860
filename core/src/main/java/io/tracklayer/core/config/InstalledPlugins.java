// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.core.plugin.PluginFolder;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.spi.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The plugins of an installation, found by {@code node.plugins} of its {@code tracklayer.yaml}.
 * They come before the configuration, which names what they add.
 */
public final class InstalledPlugins {
    private static final String FOLDER = "../plugins";

    private InstalledPlugins() {}

    /**
     * Loads the built-in plugins and those of the plugin folder. While the file has a mistake
     * nobody knows which of the latter are allowed, and none is opened.
     */
    public static Plugins load(Path configFolder) {
        return folder(configFolder).map(Plugins::load).orElseGet(Plugins::load);
    }

    static Optional<PluginFolder> folder(Path configFolder) {
        String name = "tracklayer.yaml";
        try {
            YamlFile file = YamlFile.read(name, Files.readAllBytes(configFolder.resolve(name)));
            if (!ConfigurationReader.NODE_SCHEMA.check(file).isEmpty()) {
                return Optional.empty();
            }
            Tree plugins = Tree.root(file.tree()).at("/node/plugins");
            return Optional.of(
                    new PluginFolder(
                            path(configFolder, plugins.text("/folder").orElse(FOLDER)),
                            allowed(plugins)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Path path(Path configFolder, String folder) {
        return configFolder.toAbsolutePath().resolve(folder).normalize();
    }

    private static Optional<Set<String>> allowed(Tree plugins) {
        return plugins.find("/allow")
                .map(
                        hashes ->
                                ((List<?>) hashes)
                                        .stream()
                                                .map(hash -> hash.toString())
                                                .map(hash -> hash.toLowerCase(Locale.ROOT))
                                                .collect(Collectors.toUnmodifiableSet()));
    }
}
