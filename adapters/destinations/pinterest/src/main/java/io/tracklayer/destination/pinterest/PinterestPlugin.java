// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the destination {@code pinterest}. */
public final class PinterestPlugin implements TrackLayerPlugin {

    @Override
    public String id() {
        return "pinterest";
    }

    @Override
    public List<Destination> destinations() {
        return List.of(new PinterestDestination());
    }
}
