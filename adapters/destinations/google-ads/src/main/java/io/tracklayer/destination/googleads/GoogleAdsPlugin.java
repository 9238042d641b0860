// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the destination {@code google-ads}. */
public final class GoogleAdsPlugin implements TrackLayerPlugin {

    @Override
    public String id() {
        return "google-ads";
    }

    @Override
    public List<Destination> destinations() {
        return List.of(new GoogleAdsDestination());
    }
}
