// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the destination {@code tiktok}. */
public final class TikTokPlugin implements TrackLayerPlugin {

    @Override
    public String id() {
        return "tiktok";
    }

    @Override
    public List<Destination> destinations() {
        return List.of(new TikTokDestination());
    }
}
