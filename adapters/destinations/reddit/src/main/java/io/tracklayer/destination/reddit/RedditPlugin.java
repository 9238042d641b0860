// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the destination {@code reddit}. */
public final class RedditPlugin implements TrackLayerPlugin {

    @Override
    public String id() {
        return "reddit";
    }

    @Override
    public List<Destination> destinations() {
        return List.of(new RedditDestination());
    }
}
