// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.Settings;
import java.util.concurrent.CountDownLatch;

/** Leaves a thread behind. Apart from the others because its class is looked into. */
public final class BusyToy extends Toy {
    static final CountDownLatch END = new CountDownLatch(1);
    private static Thread running;

    @Override
    public synchronized Mapping map(Event event, Settings settings, MapContext context) {
        if (running == null) {
            running = new Thread(BusyToy::work, "toy-work");
            running.setDaemon(true);
            running.start();
        }
        return super.map(event, settings, context);
    }

    private static void work() {
        try {
            END.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
