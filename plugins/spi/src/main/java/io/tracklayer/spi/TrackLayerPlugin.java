// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.List;

/**
 * The entry point of a plugin jar, found through {@link java.util.ServiceLoader}. Needs a public
 * constructor without parameters.
 */
public interface TrackLayerPlugin {

    /** Lower-case id of the plugin, e.g. {@code meta}; unique within an installation. */
    String id();

    /**
     * The plugin's own version, e.g. {@code 1.2.0}; shown at start. By default the {@code
     * Implementation-Version} of its jar.
     */
    default String version() {
        String ofJar = getClass().getPackage().getImplementationVersion();
        return ofJar == null ? "unpackaged" : ofJar;
    }

    /** The destinations this plugin adds. */
    default List<Destination> destinations() {
        return List.of();
    }

    /** The sources this plugin adds. */
    default List<Source> sources() {
        return List.of();
    }
}
