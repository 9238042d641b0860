// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import io.tracklayer.spi.Source;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the source {@code woocommerce}. */
public final class WooCommercePlugin implements TrackLayerPlugin {

    @Override
    public String id() {
        return "woocommerce";
    }

    @Override
    public List<Source> sources() {
        return List.of(new WooSource());
    }
}
