// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds Google Analytics 4. */
public final class Ga4Plugin implements TrackLayerPlugin {

    @Override
    public String id() {
        return "ga4";
    }

    @Override
    public List<Destination> destinations() {
        return List.of(new Ga4Destination());
    }
}
