// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit;

import io.tracklayer.spi.TrackLayerPlugin;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads one plugin apart from everything else: its own classes first, beside them only the JDK and
 * the SPI. Libraries of the node are not there, whatever their version.
 */
final class PluginLoader extends URLClassLoader {
    private static final String SHARED = TrackLayerPlugin.class.getPackageName() + ".";

    static {
        registerAsParallelCapable();
    }

    PluginLoader(URL jar) {
        super(new URL[] {jar}, ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(SHARED)) {
            return TrackLayerPlugin.class.getClassLoader().loadClass(name);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : ownFirst(name, resolve);
        }
    }

    private Class<?> ownFirst(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith("java.")) {
            return super.loadClass(name, resolve);
        }
        try {
            return findClass(name);
        } catch (ClassNotFoundException notInTheJar) {
            return super.loadClass(name, resolve);
        }
    }
}
