// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.camel;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the destination {@code camel}. */
public final class CamelPlugin implements TrackLayerPlugin {
    private final List<Destination> destinations = List.of(new CamelDestination());

    @Override
    public String id() {
        return "camel";
    }

    @Override
    public List<Destination> destinations() {
        return destinations;
    }
}
