// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.TrackLayerPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** The class path of the tests with a service file of our own. */
final class ToyLoader extends ClassLoader {
    private final Path serviceFile;

    ToyLoader(Path folder, List<Class<?>> plugins) {
        super(ToyLoader.class.getClassLoader());
        try {
            this.serviceFile = Files.createTempFile(folder, "toys", "");
            Files.write(serviceFile, plugins.stream().map(Class::getName).toList());
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return name.equals("META-INF/services/" + TrackLayerPlugin.class.getName())
                ? Collections.enumeration(List.of(serviceFile.toUri().toURL()))
                : super.getResources(name);
    }
}
