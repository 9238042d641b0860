// SPDX-License-Identifier: Apache-2.0
package com.example.microsoftads;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the destination {@code microsoft-ads}. */
public final class MicrosoftAdsPlugin implements TrackLayerPlugin {
    private final List<Destination> destinations = List.of(new MicrosoftAdsDestination());

    @Override
    public String id() {
        return "microsoft-ads";
    }

    @Override
    public List<Destination> destinations() {
        return destinations;
    }
}
