// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
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

    /** How long a connection check may take: somebody waits for it. */
    private static final Duration LONGEST_PROBE = Duration.ofSeconds(10);

    private static final long LOOK_MILLIS = 20;

    /** How long a call may still take once the lane is closed. */
    private static final long GRACE_NANOS = Duration.ofSeconds(2).toNanos();

    private final String destination;
    private final LongSupplier nanos;
    private final Map<Function, Streak> streaks = new EnumMap<>(Function.class);
    private final PluginThreads threads;
    private String suspension = "";
    private boolean closed;
    private long closedAt;

    PluginCalls(String destination, LongSupplier nanos) {
        this.destination = destination;
        this.nanos = nanos;
        this.threads = new PluginThreads(destination);
    }

    /** The functions of a plugin. */
    enum Function {
        MAP("map", LONGEST),
        PACK("pack", LONGEST),
        INTERPRET("interpret", LONGEST),
        INQUIRY("inquiry", LONGEST),
        INTERPRET_INQUIRY("interpretInquiry", LONGEST),
        PROBE("probe", LONGEST_PROBE),
        INTERPRET_PROBE("interpretProbe", LONGEST_PROBE);

        private final String called;
        private final Duration longest;

        Function(String called, Duration longest) {
            this.called = called;
            this.longest = longest;
        }

        @Override
        public String toString() {
            return called;
        }
    }

    /** Failures of one function in a row, and the events they concerned. */
    private static final class Streak {
        private int failures;
        private final Set<Long> events = new HashSet<>();
    }

    /**
     * One call of a plugin.
     *
     * @param events the events it is about
     */
    record Call<T>(Collection<Long> events, Supplier<T> made) {}

    /**
     * What came of a call.
     *
     * @param value what the plugin returned, or null
     * @param fault why there is no value, or null
     */
    record Answer<T>(T value, PluginFault fault) {}

    /**
     * Makes a call and waits for its end.
     *
     * @throws PluginFault if it failed, did not end in time or is not made any more
     */
    <T> T call(Function function, Collection<Long> events, Supplier<T> call) {
        Answer<T> answer = callEach(function, List.of(new Call<>(events, call))).get(0);
        if (answer.fault() != null) {
            throw answer.fault();
        }
        return answer.value();
    }

    /**
     * Makes calls one after the other on one thread, because handing each of them over costs more
     * than most take, and waits for the last. One that fails does not concern the others; after one
     * without end none is made.
     */
    <T> List<Answer<T>> callEach(Function function, List<Call<T>> calls) {
        if (calls.isEmpty()) {
            return List.of();
        }
        Work<T> work = new Work<>(function, calls);
        Future<?> running;
        synchronized (this) {
            if (!suspension.isEmpty()) {
                return work.answers();
            }
            running = threads.submit(work);
        }
        while (true) {
            try {
                running.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                return work.answers();
            } catch (TimeoutException working) {
                if (isOver(function, work.begun)) {
                    List<Answer<T>> answers =
                            work.abandoned(new PluginFault(function + ": blocked", working));
                    suspend(
                            function
                                    + " did not come back within "
                                    + function.longest.toSeconds()
                                    + " s");
                    running.cancel(true);
                    return answers;
                }
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof Error error) {
                    throw error;
                }
                throw new IllegalStateException(failed.getCause());
            } catch (InterruptedException stopping) {
                List<Answer<T>> answers =
                        work.abandoned(new PluginFault(function + ": interrupted", stopping));
                running.cancel(true);
                Thread.currentThread().interrupt();
                return answers;
            }
        }
    }

    /** Calls being made. */
    private final class Work<T> implements Runnable {
        private final Function function;
        private final List<Call<T>> calls;
        private final List<Answer<T>> answers = new ArrayList<>();
        private volatile long begun = nanos.getAsLong();
        private boolean abandoned;

        Work(Function function, List<Call<T>> calls) {
            this.function = function;
            this.calls = calls;
        }

        @Override
        public void run() {
            for (Call<T> call : calls) {
                if (suspension().isPresent() || !keep(made(call))) {
                    return;
                }
            }
        }

        private Answer<T> made(Call<T> call) {
            begun = nanos.getAsLong();
            try {
                T value = call.made().get();
                succeeded(function);
                return new Answer<>(value, null);
            } catch (OutOfMemoryError exhausted) {
                throw exhausted;
            } catch (Throwable failure) { // compilers of other languages check no exceptions
                PluginFault fault = fault(failure);
                if (keepsOn()) {
                    failed(function, call.events());
                }
                return new Answer<>(null, fault);
            }
        }

        private PluginFault fault(Throwable failure) {
            String what =
                    failure instanceof PluginFault known
                            ? known.getMessage()
                            : failure.getClass().getSimpleName();
            return new PluginFault(function + ": " + what, failure);
        }

        private synchronized boolean keepsOn() {
            return !abandoned;
        }

        private synchronized boolean keep(Answer<T> answer) {
            if (!abandoned) {
                answers.add(answer);
            }
            return !abandoned;
        }

        /** One answer per call; those that were not made any more say so. */
        synchronized List<Answer<T>> answers() {
            while (answers.size() < calls.size()) {
                answers.add(new Answer<>(null, PluginFault.suspended()));
            }
            return answers;
        }

        /** The answers so far, and the fault for the call that did not end. */
        synchronized List<Answer<T>> abandoned(PluginFault fault) {
            abandoned = true;
            if (answers.size() < calls.size()) {
                answers.add(new Answer<>(null, fault));
            }
            return answers();
        }
    }

    private synchronized boolean isOver(Function function, long start) {
        long now = nanos.getAsLong();
        return now - start >= function.longest.toNanos()
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
            suspend(function + " failed " + streak.failures + " times in a row");
        }
    }

    /** Makes no further call; call for what the plugin did elsewhere. */
    synchronized void suspend(String why) {
        if (suspension.isEmpty() && !closed) {
            suspension =
                    "the plugin of "
                            + destination
                            + " is no longer called: "
                            + why
                            + ". Change its configuration or restart the node to try again.";
            threads.leave();
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
            threads.renew();
        }
    }

    /** Waits for no call much longer; answers that still come in are judged. */
    synchronized void close() {
        closed = true;
        closedAt = nanos.getAsLong();
    }

    /** How many threads it was given and did not give back. */
    int abandoned() {
        return threads.abandoned();
    }
}
