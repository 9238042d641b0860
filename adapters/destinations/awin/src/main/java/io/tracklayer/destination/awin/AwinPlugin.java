// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the destination {@code awin}. */
public final class AwinPlugin implements TrackLayerPlugin {

    @Override
    public String id() {
        return "awin";
    }

    @Override
    public List<Destination> destinations() {
        return List.of(new AwinDestination());
    }
}
