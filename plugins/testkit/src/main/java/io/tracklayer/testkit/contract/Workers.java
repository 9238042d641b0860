// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Threads that call the plugin, in a group of their own: a thread the plugin starts is in it, too.
 * Thread-safe.
 */
final class Workers {
    private final ThreadGroup group = new ThreadGroup("contract");
    private final Set<Thread> own = ConcurrentHashMap.newKeySet();

    /** Starts work; what it throws is the failure of the future. */
    <T> CompletableFuture<T> start(Supplier<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        group,
                        () -> {
                            try {
                                done.complete(work.get());
                            } catch (Throwable failure) {
                                done.completeExceptionally(failure);
                            }
                        },
                        "contract");
        own.add(thread);
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    /**
     * Does work and waits for it.
     *
     * @return empty when it did not end in time; it is interrupted and left behind
     */
    <T> Optional<T> within(Duration limit, Supplier<T> work) {
        CompletableFuture<T> done = start(work);
        try {
            return Optional.of(done.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException blocked) {
            own.forEach(Thread::interrupt);
            return Optional.empty();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    /** Names of threads in the group that are not ours. */
    List<String> foreign() {
        Thread[] running = new Thread[group.activeCount() + 16];
        group.enumerate(running);
        return Arrays.stream(running)
                .filter(Objects::nonNull)
                .filter(thread -> !own.contains(thread))
                .map(Thread::getName)
                .distinct()
                .toList();
    }
}
