// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the destination {@code linkedin}. */
public final class LinkedInPlugin implements TrackLayerPlugin {

    @Override
    public String id() {
        return "linkedin";
    }

    @Override
    public List<Destination> destinations() {
        return List.of(new LinkedInDestination());
    }
}
