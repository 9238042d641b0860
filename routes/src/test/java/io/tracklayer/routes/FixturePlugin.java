// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A plugin for the plugin folder, whose jar says how it conducts itself. */
public final class FixturePlugin implements TrackLayerPlugin {
    private static final String CONDUCT = "conduct.txt";

    @Override
    public String id() {
        return "fixture-" + conduct();
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public List<Destination> destinations() {
        return List.of(new FixtureDestination(id(), conduct()));
    }

    private static String conduct() {
        return new String(bytes("/" + CONDUCT), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = FixturePlugin.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Writes its jar into a folder. */
    static Path write(Path folder, String conduct) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (Class<?> type : List.of(FixturePlugin.class, FixtureDestination.class)) {
            String path = "/" + type.getName().replace('.', '/') + ".class";
            entries.put(path.substring(1), bytes(path));
        }
        entries.put(
                "META-INF/services/" + TrackLayerPlugin.class.getName(),
                FixturePlugin.class.getName().getBytes(StandardCharsets.UTF_8));
        entries.put(CONDUCT, conduct.getBytes(StandardCharsets.UTF_8));
        Path jar = Files.createDirectories(folder).resolve(conduct + ".jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return jar;
    }
}
