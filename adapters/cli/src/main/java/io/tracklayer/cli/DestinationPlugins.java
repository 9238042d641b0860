// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.DestinationDescriptor;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The destinations of the plugins on the class path. */
final class DestinationPlugins {
    private final Map<String, DestinationDescriptor> descriptors = new TreeMap<>();

    DestinationPlugins() {
        for (TrackLayerPlugin plugin : ServiceLoader.load(TrackLayerPlugin.class)) {
            for (Destination destination : plugin.destinations()) {
                descriptors.put(destination.descriptor().id(), destination.descriptor());
            }
        }
    }

    DestinationDescriptor require(String id) {
        DestinationDescriptor found = descriptors.get(id);
        if (found == null) {
            throw new CliFailure(
                    "there is no destination plugin \""
                            + id
                            + "\"; installed: "
                            + String.join(", ", descriptors.keySet()));
        }
        return found;
    }
}
