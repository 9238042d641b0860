// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the destination {@code meta}. */
public final class MetaPlugin implements TrackLayerPlugin {

    @Override
    public String id() {
        return "meta";
    }

    @Override
    public List<Destination> destinations() {
        return List.of(new MetaDestination());
    }
}
