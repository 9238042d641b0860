// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Settings;
import java.util.concurrent.CountDownLatch;

/** Never comes back. */
public final class BlockingToy extends Toy {
    @Override
    public Mapping map(Event event, Settings settings, MapContext context) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return super.map(event, settings, context);
    }
}
