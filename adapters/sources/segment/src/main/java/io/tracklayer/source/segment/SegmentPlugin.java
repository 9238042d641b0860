// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import io.tracklayer.spi.Source;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the Segment-compatible tracking API. */
public final class SegmentPlugin implements TrackLayerPlugin {
    private final List<Source> sources = List.of(new SegmentSource());

    @Override
    public String id() {
        return "segment";
    }

    @Override
    public List<Source> sources() {
        return sources;
    }
}
