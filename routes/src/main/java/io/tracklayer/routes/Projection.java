// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that keeps the evidence in step with the journal. When it cannot, it tries again every
 * second, says so in the log when the reason changes and else once a minute, and tells whoever asks
 * since when and where it stands.
 */
final class Projection {
    private static final Logger LOG = LoggerFactory.getLogger(Projection.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final Turn turn;
    private final LongSupplier nextOffset;
    private final Runnable wake;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "projection");
    private volatile boolean running = true;
    private volatile Stall stall;
    private String logged = "";
    private Instant loggedAt = Instant.EPOCH;

    /** One step forward; waits a little when there is nothing to apply. */
    @FunctionalInterface
    interface Turn {
        void take() throws InterruptedException;
    }

    /**
     * Why nothing more becomes evidence.
     *
     * @param since the first of the failures in a row
     * @param offset the journal record from which on nothing is applied
     * @param problem what failed, and how
     */
    record Stall(Instant since, long offset, String problem) {}

    /**
     * @param nextOffset the first journal offset that is not applied yet
     * @param wake ends a turn that waits
     */
    Projection(Turn turn, LongSupplier nextOffset, Runnable wake, Clock clock) {
        this.turn = turn;
        this.nextOffset = nextOffset;
        this.wake = wake;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    /** What keeps it from going on; empty while it does. */
    Optional<Stall> stall() {
        return Optional.ofNullable(stall);
    }

    /**
     * Lets the unit of work at hand end; one that does not is undone and applied at the next start.
     */
    void stop(Duration patience) {
        running = false;
        wake.run();
        try {
            thread.join(patience.toMillis());
            thread.interrupt();
            thread.join(PAUSE.toMillis());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (running) {
                if (!goesOn()) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes one turn; whether it went well. */
    boolean goesOn() throws InterruptedException {
        try {
            turn.take();
        } catch (RuntimeException | LinkageError | StackOverflowError failed) {
            failed(failed);
            return false;
        }
        if (stall != null) {
            LOG.info("the evidence is written again, from journal record {} on", stall.offset());
            stall = null;
        }
        return true;
    }

    private void failed(Throwable failure) {
        Instant now = clock.instant();
        Instant since = stall().map(Stall::since).orElse(now);
        String problem = Optional.ofNullable(failure.getMessage()).orElse(failure.toString());
        stall = new Stall(since, nextOffset.getAsLong(), problem);
        if (!problem.equals(logged) || due(now)) {
            logged = problem;
            loggedAt = now;
            LOG.error(
                    "nothing from journal record {} on becomes evidence since {}; trying again every second: {}",
                    stall.offset(),
                    since.truncatedTo(ChronoUnit.SECONDS),
                    problem,
                    failure);
        }
    }

    // A clock that was set back must not mean silence for hours.
    private boolean due(Instant now) {
        return Duration.between(loggedAt, now).abs().compareTo(SILENCE) >= 0;
    }
}
