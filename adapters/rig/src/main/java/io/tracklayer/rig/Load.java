// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Clients that run errands until they are stopped, each over a connection of its own that is kept.
 * What is not acknowledged is sent again, the same bytes, until it is: a time-out or a reset leaves
 * it unknown, not failed.
 */
final class Load implements AutoCloseable {
    private static final long RETRY_MILLIS = 100;
    private static final Duration LAST = Duration.ofSeconds(60);

    private final Traffic traffic;
    private final long paceMillis;
    private final Sender sender;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final AtomicLong errands = new AtomicLong();
    private final List<Thread> clients;
    private final AtomicLong busy = new AtomicLong();
    private volatile boolean resting;

    /**
     * @param paceMillis how long each client rests after a message
     */
    Load(Traffic traffic, URI node, Path folder, int clients, long paceMillis) {
        this.traffic = traffic;
        this.paceMillis = paceMillis;
        this.sender = new Sender(node, folder);
        this.clients =
                IntStream.range(0, clients)
                        .mapToObj(number -> new Thread(this::run, "client-" + number))
                        .toList();
        this.clients.forEach(client -> client.setDaemon(true));
        this.clients.forEach(Thread::start);
    }

    /** Messages acknowledged so far. */
    long acked() {
        return sender.acked();
    }

    /** Messages answered 503 so far. */
    long refused() {
        return sender.refused();
    }

    /**
     * Answers so far that were neither a 2xx nor a 503: the rig sends nothing that deserves one.
     */
    long unexpected() {
        return sender.unexpected();
    }

    /** Messages answered 503 so far, but not within a second. */
    long slowRefusals() {
        return sender.slowRefusals();
    }

    /** How long the slowest 503 took, in milliseconds. */
    long slowestRefusalMillis() {
        return sender.slowestRefusalMillis();
    }

    /** Begins no errand while it rests; those begun go on. */
    void rest(boolean rest) {
        resting = rest;
    }

    /** Whether no client is on an errand. */
    boolean idle() {
        return busy.get() == 0;
    }

    private void run() {
        HttpClient http = Sender.client();
        try {
            while (!stopped(resting ? RETRY_MILLIS : 0)) {
                busy.incrementAndGet();
                if (!resting) {
                    runErrand(http);
                }
                busy.decrementAndGet();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void runErrand(HttpClient http) throws InterruptedException {
        for (Message message : traffic.errand(errands.getAndIncrement())) {
            while (!sender.send(http, message)) {
                if (stopped(RETRY_MILLIS)) {
                    return;
                }
            }
            if (stopped(paceMillis)) {
                return;
            }
        }
    }

    private boolean stopped(long waitMillis) throws InterruptedException {
        return stop.await(waitMillis, TimeUnit.MILLISECONDS);
    }

    /** No further message of a client; one under way may still be acknowledged. */
    void stop() {
        stop.countDown();
        clients.forEach(client -> Waiting.join(client, Sender.PATIENCE.plusSeconds(5)));
    }

    /** Sends one message more, until it is acknowledged. */
    void send(Message message) {
        HttpClient http = Sender.client();
        Waiting.until("an acknowledgement", LAST, () -> sender.send(http, message));
    }

    @Override
    public void close() {
        stop();
        sender.close();
    }
}
