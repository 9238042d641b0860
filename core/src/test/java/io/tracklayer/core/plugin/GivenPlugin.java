// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import io.tracklayer.spi.Destination;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** A plugin that brings what a test gives it. */
public record GivenPlugin(String id, List<Destination> destinations, List<Source> sources)
        implements TrackLayerPlugin {
    @Override
    public String version() {
        return "1.0.0";
    }
}
