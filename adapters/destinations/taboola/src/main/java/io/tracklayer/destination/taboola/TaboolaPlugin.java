// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the destination {@code taboola}. */
public final class TaboolaPlugin implements TrackLayerPlugin {

    @Override
    public String id() {
        return "taboola";
    }

    @Override
    public List<Destination> destinations() {
        return List.of(new TaboolaDestination());
    }
}
