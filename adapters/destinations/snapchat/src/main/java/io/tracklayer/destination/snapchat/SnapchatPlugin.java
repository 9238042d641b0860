// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the destination {@code snapchat}. */
public final class SnapchatPlugin implements TrackLayerPlugin {

    @Override
    public String id() {
        return "snapchat";
    }

    @Override
    public List<Destination> destinations() {
        return List.of(new SnapchatDestination());
    }
}
