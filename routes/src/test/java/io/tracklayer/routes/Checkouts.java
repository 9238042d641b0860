// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Buyers who order all at once until it is closed; every order has a number of its own. They pause
 * a little after each, so that the node has time to send what it takes.
 */
final class Checkouts {
    private static final long FIRST = 1_000_000;
    private static final long PAUSE_MILLIS = 150;

    private final Shop shop;
    private final Web node;
    private final ScheduledExecutorService buyers;
    private final List<Future<?>> buying = new ArrayList<>();
    private final AtomicLong next = new AtomicLong(FIRST);
    private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();

    /** Opens with so many buyers. */
    Checkouts(Shop shop, Web node, int number) {
        this.shop = shop;
        this.node = node;
        this.buyers = Executors.newScheduledThreadPool(number);
        for (int buyer = 0; buyer < number; buyer++) {
            buying.add(
                    buyers.scheduleWithFixedDelay(
                            this::buy, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    /** Orders the node answered with 200. */
    Set<Long> acknowledged() {
        return acknowledged;
    }

    /** Whether this order was ever sent, whatever came back. */
    boolean attempted(long order) {
        return order >= FIRST && order < next.get();
    }

    /** No further order; fails when a buyer met something other than a dead node. */
    void close() throws Exception {
        for (Future<?> buyer : buying) {
            if (buyer.isDone()) {
                buyer.get();
            }
        }
        buyers.shutdown();
        if (!buyers.awaitTermination(Web.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("a buyer still waits for an answer");
        }
    }

    private void buy() {
        long order = next.getAndIncrement();
        try {
            int status = shop.order(node, order).status();
            if (status == 200) {
                acknowledged.add(order);
            } else if (status != 503) {
                throw new AssertionError("order " + order + " was answered " + status);
            }
        } catch (UncheckedIOException dead) {
            // neither acknowledged nor refused: it may or may not be there later
        }
    }
}
