// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import io.tracklayer.spi.Source;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the intake of Google's tag and of server containers. */
public final class Ga4CollectPlugin implements TrackLayerPlugin {
    private final List<Source> sources = List.of(new CollectSource(), new ServerContainerSource());

    @Override
    public String id() {
        return "ga4-collect";
    }

    @Override
    public List<Source> sources() {
        return sources;
    }
}
