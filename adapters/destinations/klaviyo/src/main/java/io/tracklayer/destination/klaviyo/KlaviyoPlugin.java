// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the destination {@code klaviyo}. */
public final class KlaviyoPlugin implements TrackLayerPlugin {

    @Override
    public String id() {
        return "klaviyo";
    }

    @Override
    public List<Destination> destinations() {
        return List.of(new KlaviyoDestination());
    }
}
