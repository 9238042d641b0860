// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls code of one jar on threads of its own and with its own class loader in context. After a
 * call that does not come back in time the gate is closed for good. Thread-safe.
 */
final class PluginGate {
    static final Duration LONGEST = Duration.ofSeconds(10);

    private static final int THREADS = 16;
    private static final long IDLE_SECONDS = 10;

    private final String name;
    private final ClassLoader loader;
    private final Duration longest;
    private final ThreadPoolExecutor threads;
    private volatile String closed = "";

    PluginGate(String name, ClassLoader loader, Duration longest) {
        this.name = name;
        this.loader = loader;
        this.longest = longest;
        this.threads = start();
    }

    ClassLoader loader() {
        return loader;
    }

    /**
     * Makes a call and waits for its end.
     *
     * @param what the call, for the sentence
     * @throws PluginFailure if it threw, did not come back, or the gate is closed
     */
    <T> T call(String what, Callable<T> call) {
        try {
            Future<T> running = threads.submit(call);
            return result(what, running);
        } catch (RejectedExecutionException late) {
            throw new PluginFailure(closed, late);
        }
    }

    private <T> T result(String what, Future<T> running) {
        try {
            return running.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException blocked) {
            close(what);
            throw new PluginFailure(closed, blocked);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof OutOfMemoryError exhausted) {
                throw exhausted;
            }
            throw new PluginFailure(
                    what + " failed (" + PluginFailure.text(failed.getCause()) + ")",
                    failed.getCause());
        } catch (InterruptedException stopping) {
            running.cancel(true);
            Thread.currentThread().interrupt();
            throw new PluginFailure(what + " was interrupted", stopping);
        }
    }

    private void close(String what) {
        closed =
                what
                        + " did not come back within "
                        + longest.toSeconds()
                        + " s; nothing of it is called until the node is started again";
        threads.shutdownNow();
    }

    /** How many calls were given up and still run. */
    int abandoned() {
        return closed.isEmpty() ? 0 : threads.getActiveCount();
    }

    /** How many threads the jar's code has started that still run. */
    int strays() {
        Thread[] all = new Thread[Thread.activeCount() + 100];
        int found = Thread.enumerate(all);
        int strays = 0;
        for (int i = 0; i < found; i++) {
            boolean its = all[i].getContextClassLoader() == loader;
            strays += its && !all[i].getName().startsWith("plugin-") ? 1 : 0;
        }
        return strays;
    }

    private ThreadPoolExecutor start() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        this::thread);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "plugin-" + name);
        thread.setDaemon(true);
        thread.setContextClassLoader(loader);
        return thread;
    }
}
