// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.plugin.PluginFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstalledPluginsTest {
    private static final String HASH = "0123456789ABCDEF".repeat(4);
    private static final String REST = "\nmerchants: [{id: a, stores: [{id: b, sources: {}}]}]\n";

    @TempDir Path root;
    private Path config;

    @BeforeEach
    void makeFolder() throws Exception {
        config = Files.createDirectories(root.resolve("config"));
    }

    @Test
    void theFolderIsBesideTheConfigurationAndAllIsAllowedUnlessSaidOtherwise() throws Exception {
        assertEquals(folder("plugins", Optional.empty()), given("node: {}"));
        assertEquals(
                folder("config/own", Optional.empty()), given("node: {plugins: {folder: own}}"));
        assertEquals(
                folder("plugins", Optional.of(Set.of())), given("node: {plugins: {allow: []}}"));
        assertEquals(folder("plugins", Optional.of(Set.of())), given("node: {plugins: {allow: }}"));
        assertEquals(
                folder("plugins", Optional.of(Set.of(HASH.toLowerCase(Locale.ROOT)))),
                given("node: {plugins: {allow: [" + HASH + "]}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "node: {plugins: {allowed: []}}",
                "node: {plugins: {allow: [abc]}}",
                "node: {plugins: {allow: abc}}",
                "node: {plugins: []}",
                "node: [",
                "nodes: {}"
            })
    void whileTheFileHasAMistakeNoJarIsOpened(String node) throws Exception {
        assertEquals(Optional.empty(), given(node));
        Path plugins = Files.createDirectories(root.resolve("plugins"));
        Files.writeString(plugins.resolve("a.jar"), "not even looked at");
        assertEquals(List.of(), InstalledPlugins.load(config).entries());
    }

    @Test
    void withoutAConfigurationThereAreTheBuiltInPluginsAlone() {
        assertEquals(Optional.empty(), InstalledPlugins.folder(root.resolve("none")));
    }

    private Optional<PluginFolder> folder(String path, Optional<Set<String>> allowed) {
        return Optional.of(new PluginFolder(root.toAbsolutePath().resolve(path), allowed));
    }

    private Optional<PluginFolder> given(String node) throws Exception {
        Files.writeString(config.resolve("tracklayer.yaml"), "version: 1\n" + node + REST);
        return InstalledPlugins.folder(config);
    }
}
