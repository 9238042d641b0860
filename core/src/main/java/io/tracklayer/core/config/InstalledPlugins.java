// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.core.plugin.PluginFolder;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.spi.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final String ALLOW = "/node/plugins/allow";

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
            Optional<String> given = Tree.root(file.tree()).text("/node/plugins/folder");
            return Optional.of(
                    new PluginFolder(path(configFolder, given.orElse(FOLDER)), allowed(file)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Path path(Path configFolder, String folder) {
        return configFolder.toAbsolutePath().resolve(folder).normalize();
    }

    /** A key without a value is an empty list: whoever wrote it did not mean to allow all. */
    private static Optional<Set<String>> allowed(YamlFile file) {
        if (!file.positions().containsKey(ALLOW)) {
            return Optional.empty();
        }
        return Optional.of(
                Tree.root(file.tree()).each(ALLOW).stream()
                        .map(hash -> hash.node().toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()));
    }
}
