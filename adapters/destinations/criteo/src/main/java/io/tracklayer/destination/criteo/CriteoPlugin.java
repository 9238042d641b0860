// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the destination {@code criteo}. */
public final class CriteoPlugin implements TrackLayerPlugin {

    @Override
    public String id() {
        return "criteo";
    }

    @Override
    public List<Destination> destinations() {
        return List.of(new CriteoDestination());
    }
}
