// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.GivenDestination;
import io.tracklayer.core.intake.GivenSource;
import io.tracklayer.spi.TrackLayerPlugin;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {

    @Test
    void whatSeveralPluginsBringIsFoundByIdInTheirOrder() {
        GivenDestination meta = new GivenDestination("meta");
        GivenSource shop = new GivenSource("shop");
        Plugins plugins =
                Plugins.of(
                        List.of(
                                new GivenPlugin("a", List.of(meta), List.of()),
                                new GivenPlugin(
                                        "b", List.of(new GivenDestination("ga4")), List.of(shop))));
        assertEquals(List.of("meta", "ga4"), plugins.destinationIds());
        assertTrue(((ContainedDestination) plugins.destination("meta").orElseThrow()).is(meta));
        assertEquals(Optional.empty(), plugins.destination("shop"));
        assertEquals(List.of("shop"), plugins.sourceIds());
        assertEquals(Optional.of(shop), plugins.source("shop"));
        assertEquals(List.of(shop), plugins.sources());
    }

    @Test
    void twoPluginsWithTheSameDestinationAreRefusedAndTheSecondIsNamed() {
        List<TrackLayerPlugin> twice =
                List.of(
                        new GivenPlugin("a", List.of(new GivenDestination("meta")), List.of()),
                        new GivenPlugin("b", List.of(new GivenDestination("meta")), List.of()));
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> Plugins.of(twice));
        assertEquals(
                "two plugins provide the destination \"meta\"; remove one of the jars (the second is b 1.0.0)",
                refused.getMessage());
    }

    @Test
    void twoPluginsWithTheSameSourceAreRefusedButASourceMayBeCalledLikeADestination() {
        GivenPlugin both =
                new GivenPlugin(
                        "a", List.of(new GivenDestination("x")), List.of(new GivenSource("x")));
        assertEquals(List.of("x"), Plugins.of(List.of(both)).sourceIds());
        GivenPlugin again = new GivenPlugin("b", List.of(), List.of(new GivenSource("x")));
        assertThrows(IllegalStateException.class, () -> Plugins.of(List.of(both, again)));
    }

    @Test
    void withoutAServiceFileNothingIsLoadedAndLoggingThatDoesNotFail(@TempDir Path folder)
            throws Exception {
        Plugins plugins = loadedWith(folder);
        plugins.log();
        assertEquals(List.of(), plugins.sourceIds());
        assertEquals(List.of(), plugins.destinationIds());
    }

    @Test
    void aServiceFileThatNamesAMissingClassStopsTheStartAndNamesIt(@TempDir Path folder)
            throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(TrackLayerPlugin.class.getName()), "com.example.Gone\n");
        ServiceConfigurationError error =
                assertThrows(ServiceConfigurationError.class, () -> loadedWith(folder));
        assertTrue(error.getMessage().contains("com.example.Gone"), error.getMessage());
    }

    private static Plugins loadedWith(Path folder) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        URL[] urls = {folder.toUri().toURL()};
        try (URLClassLoader loader =
                new URLClassLoader(urls, TrackLayerPlugin.class.getClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader);
            return Plugins.load();
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
