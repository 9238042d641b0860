// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.Source;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the sources {@code shopify} and {@code shopify-pixel}. */
public final class ShopifyPlugin implements TrackLayerPlugin {

    @Override
    public String id() {
        return "shopify";
    }

    @Override
    public List<Source> sources() {
        return List.of(new ShopifySource(), new ShopifyPixelSource());
    }
}
