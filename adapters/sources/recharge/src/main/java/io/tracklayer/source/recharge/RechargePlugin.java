// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import io.tracklayer.spi.Source;
import io.tracklayer.spi.TrackLayerPlugin;
import java.util.List;

/** Adds the source {@code recharge}. */
public final class RechargePlugin implements TrackLayerPlugin {

    @Override
    public String id() {
        return "recharge";
    }

    @Override
    public List<Source> sources() {
        return List.of(new RechargeSource());
    }
}
