// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.webhook;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the destination {@code webhook}. */
public final class WebhookPlugin implements TrackLayerPlugin {
    private final List<Destination> destinations = List.of(new WebhookDestination());

    @Override
    public String id() {
        return "webhook";
    }

    @Override
    public List<Destination> destinations() {
        return destinations;
    }
}
