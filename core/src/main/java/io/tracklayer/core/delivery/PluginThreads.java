// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that run the plugin of one destination, and those it did not give back. */
final class PluginThreads {
    /** One per sender, and the claim. */
    private static final int MOST = 5;

    private static final long IDLE_SECONDS = 10;

    private final String name;
    private final Set<Thread> left = ConcurrentHashMap.newKeySet();
    private Set<Thread> started;
    private ThreadPoolExecutor pool;

    PluginThreads(String destination) {
        this.name = "plugin-" + destination;
        renew();
    }

    synchronized Future<?> submit(Runnable work) {
        return pool.submit(work);
    }

    /** Tells them to end and waits for none: one may be blocked for good. */
    synchronized void leave() {
        pool.shutdownNow();
        left.addAll(started);
    }

    /** New ones, whatever became of the old. */
    synchronized void renew() {
        Set<Thread> mine = ConcurrentHashMap.newKeySet();
        started = mine;
        pool =
                new ThreadPoolExecutor(
                        MOST,
                        MOST,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread = new Thread(task, name);
                            thread.setDaemon(true);
                            mine.removeIf(other -> other.getState() == Thread.State.TERMINATED);
                            mine.add(thread);
                            return thread;
                        });
        pool.allowCoreThreadTimeOut(true);
    }

    /** How many that were left still run. */
    int abandoned() {
        left.removeIf(thread -> !thread.isAlive());
        return left.size();
    }
}
