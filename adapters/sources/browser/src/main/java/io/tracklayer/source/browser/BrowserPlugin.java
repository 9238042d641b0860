// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import io.tracklayer.spi.Source;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the intake of the browser script and the image pixel. */
public final class BrowserPlugin implements TrackLayerPlugin {
    private final List<Source> sources = List.of(new BrowserSource());

    @Override
    public String id() {
        return "browser";
    }

    @Override
    public List<Source> sources() {
        return sources;
    }
}
