// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import io.tracklayer.spi.TrackLayerPlugin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;

/**
 * The classes of one plugin, from memory. What it brings comes first; else it sees the SPI and the
 * JDK and nothing of ours, so it may bring another version of any library.
 */
final class PluginLoader extends ClassLoader {
    private static final String SHARED = "io.tracklayer.spi.";
    private static final ClassLoader SPI = TrackLayerPlugin.class.getClassLoader();

    static {
        registerAsParallelCapable();
    }

    private final List<Map<String, byte[]>> jars;

    PluginLoader(String name, List<Map<String, byte[]>> jars) {
        super(name, ClassLoader.getPlatformClassLoader());
        this.jars = List.copyOf(jars);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(SHARED)) {
            return SPI.loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            return name.startsWith("java.") || bytes(path(name)) == null
                    ? super.loadClass(name, resolve)
                    : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        for (Map<String, byte[]> jar : jars) {
            byte[] bytes = jar.get(path(name));
            if (bytes != null) {
                definePackage(name, jar);
                return defineClass(name, bytes, 0, bytes.length);
            }
        }
        throw new ClassNotFoundException(name);
    }

    private void definePackage(String type, Map<String, byte[]> jar) {
        String name = type.substring(0, Math.max(0, type.lastIndexOf('.')));
        Attributes of = PluginArchive.manifest(jar).getMainAttributes();
        try {
            definePackage(
                    name,
                    of.getValue(Attributes.Name.SPECIFICATION_TITLE),
                    of.getValue(Attributes.Name.SPECIFICATION_VERSION),
                    of.getValue(Attributes.Name.SPECIFICATION_VENDOR),
                    of.getValue(Attributes.Name.IMPLEMENTATION_TITLE),
                    of.getValue(Attributes.Name.IMPLEMENTATION_VERSION),
                    of.getValue(Attributes.Name.IMPLEMENTATION_VENDOR),
                    null);
        } catch (IllegalArgumentException defined) {
            // another class of the package, perhaps on another thread, was first
            return;
        }
    }

    private byte[] bytes(String path) {
        return jars.stream()
                .map(jar -> jar.get(path))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    private static String path(String type) {
        return type.replace('.', '/') + ".class";
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
        all.addAll(Collections.list(getParent().getResources(name)));
        return Collections.enumeration(all);
    }

    @Override
    protected URL findResource(String name) {
        Enumeration<URL> found = findResources(name);
        return found.hasMoreElements() ? found.nextElement() : null;
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
        List<URL> found = new ArrayList<>();
        for (int i = 0; i < jars.size(); i++) {
            byte[] bytes = jars.get(i).get(name);
            if (bytes != null) {
                found.add(url(i + "/" + name, bytes));
            }
        }
        return Collections.enumeration(found);
    }

    private static URL url(String path, byte[] bytes) {
        try {
            return new URL("plugin", "", -1, "/" + path, new InMemory(bytes));
        } catch (MalformedURLException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Reads an address from the bytes it stands for. */
    private static final class InMemory extends URLStreamHandler {
        private final byte[] bytes;

        InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {
                    connected = true;
                }

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(bytes);
                }

                @Override
                public long getContentLengthLong() {
                    return bytes.length;
                }
            };
        }
    }
}
