// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.Source;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds webhooks mapped by a file. */
public final class CustomPlugin implements TrackLayerPlugin {
    private final List<Source> sources = List.of(new CustomSource());

    @Override
    public String id() {
        return "custom";
    }

    @Override
    public List<Source> sources() {
        return sources;
    }
}
