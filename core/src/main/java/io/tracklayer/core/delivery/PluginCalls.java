// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Calls the plugin of one destination on threads of its own, so that one that blocks keeps nobody
 * else waiting. After too many failures, or a call without end, no further call is made until
 * {@link #resume}. Thread-safe.
 */
final class PluginCalls {
    static final Duration LONGEST = Duration.ofSeconds(60);
    static final int MOST_IN_A_ROW = 5;

    /** One per sender, and the claim. */
    private static final int THREADS = 5;

    private static final long LOOK_MILLIS = 20;

    /** How long a call may still take once the lane is closed. */
    private static final long GRACE_NANOS = Duration.ofSeconds(2).toNanos();

    private static final long IDLE_SECONDS = 10;

    private final String destination;
    private final LongSupplier nanos;
    private final Map<Function, Streak> streaks = new EnumMap<>(Function.class);
    private ExecutorService threads;
    private String suspension = "";
    private boolean closed;
    private long closedAt;

    PluginCalls(String destination, LongSupplier nanos) {
        this.destination = destination;
        this.nanos = nanos;
        this.threads = start();
    }

    /** The functions of a plugin. */
    enum Function {
        MAP,
        PACK,
        INTERPRET
    }

    /** Failures of one function in a row, and the events they concerned. */
    private static final class Streak {
        private int failures;
        private final Set<Long> events = new HashSet<>();
    }

    /**
     * Makes a call and waits for its end.
     *
     * @param events the events it is about
     * @throws PluginFault if it failed, did not end in time or is not made any more
     */
    <T> T call(Function function, Collection<Long> events, Supplier<T> call) {
        Future<T> running;
        synchronized (this) {
            if (!suspension.isEmpty()) {
                throw new PluginFault("it is suspended", null);
            }
            running = threads.submit(call::get);
        }
        try {
            T result = await(function, running);
            succeeded(function);
            return result;
        } catch (PluginFault fault) {
            failed(function, events);
            throw fault;
        }
    }

    private <T> T await(Function function, Future<T> running) {
        long start = nanos.getAsLong();
        String name = function.name().toLowerCase(Locale.ROOT);
        while (true) {
            try {
                return running.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException working) {
                if (isOver(start)) {
                    running.cancel(true);
                    suspend(name + " did not come back within " + LONGEST.toSeconds() + " s");
                    throw new PluginFault(name + ": blocked", working);
                }
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof OutOfMemoryError exhausted) {
                    throw exhausted;
                }
                Throwable cause = failed.getCause();
                String what = cause instanceof PluginFault fault ? fault.getMessage() : null;
                throw new PluginFault(
                        name + ": " + (what == null ? cause.getClass().getSimpleName() : what),
                        cause);
            } catch (InterruptedException stopping) {
                running.cancel(true);
                Thread.currentThread().interrupt();
                throw new PluginFault(name + ": interrupted", stopping);
            }
        }
    }

    private synchronized boolean isOver(long start) {
        long now = nanos.getAsLong();
        return now - start >= LONGEST.toNanos()
                || closed && now - start >= GRACE_NANOS && now - closedAt >= GRACE_NANOS;
    }

    private synchronized void succeeded(Function function) {
        streaks.remove(function);
    }

    // One event that a plugin cannot cope with is given up by itself; only when others fail too is
    // it the plugin.
    private synchronized void failed(Function function, Collection<Long> events) {
        Streak streak = streaks.computeIfAbsent(function, f -> new Streak());
        streak.failures++;
        events.stream().limit(2).forEach(streak.events::add);
        if (streak.failures >= MOST_IN_A_ROW && streak.events.size() > 1) {
            suspend(
                    function.name().toLowerCase(Locale.ROOT)
                            + " failed "
                            + streak.failures
                            + " times in a row");
        }
    }

    private synchronized void suspend(String why) {
        if (suspension.isEmpty() && !closed) {
            suspension =
                    "the plugin of "
                            + destination
                            + " is no longer called: "
                            + why
                            + ". Change its configuration or restart the node to try again.";
            threads.shutdownNow();
        }
    }

    /** Why no further call is made, if so. */
    synchronized Optional<String> suspension() {
        return suspension.isEmpty() ? Optional.empty() : Optional.of(suspension);
    }

    /** Makes calls again, on new threads: an old one may still be blocked. */
    synchronized void resume() {
        if (!suspension.isEmpty() && !closed) {
            suspension = "";
            streaks.clear();
            threads = start();
        }
    }

    /** Waits for no call much longer; answers that still come in are judged. */
    synchronized void close() {
        closed = true;
        closedAt = nanos.getAsLong();
    }

    private ExecutorService start() {
        ThreadPoolExecutor started =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread = new Thread(task, "plugin-" + destination);
                            thread.setDaemon(true);
                            return thread;
                        });
        started.allowCoreThreadTimeOut(true);
        return started;
    }
}
