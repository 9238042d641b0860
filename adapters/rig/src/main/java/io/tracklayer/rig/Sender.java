// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Sends messages to the node and keeps the ledgers of it. Used by all clients at once. */
final class Sender implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A refusal that takes longer is slow. */
    private static final long SLOW_MILLIS = 1000;

    private final URI node;
    private final LedgerFile attempts;
    private final LedgerFile acks;
    private final LedgerFile refusals;
    private final AtomicLong acked = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong unexpected = new AtomicLong();
    private final AtomicLong slowRefusals = new AtomicLong();
    private final AtomicLong slowestRefusal = new AtomicLong();

    Sender(URI node, Path folder) {
        this.node = node;
        this.attempts = new LedgerFile(folder.resolve(Ledgers.ATTEMPT));
        this.acks = new LedgerFile(folder.resolve(Ledgers.ACKED));
        this.refusals = new LedgerFile(folder.resolve("refused.log"));
    }

    /** A client with connections of its own that are kept. */
    static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
    }

    long acked() {
        return acked.get();
    }

    long refused() {
        return refused.get();
    }

    long unexpected() {
        return unexpected.get();
    }

    long slowRefusals() {
        return slowRefusals.get();
    }

    long slowestRefusalMillis() {
        return slowestRefusal.get();
    }

    /** Whether it need not be sent again; without an answer nobody knows, so it must. */
    boolean send(HttpClient http, Message message) {
        long begun = System.currentTimeMillis();
        attempts.append(message.attemptLines(begun));
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(node.resolve(message.path()))
                            .timeout(PATIENCE)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()));
            message.headers().forEach(request::header);
            return settle(
                    message,
                    http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode(),
                    begun);
        } catch (IOException unknown) {
            return false;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean settle(Message message, int status, long begun) {
        long now = System.currentTimeMillis();
        if (status / 100 == 2) {
            acks.append(new Acked(now, message.number(), status).line());
            acked.incrementAndGet();
            return true;
        }
        refusals.append(Tabs.join(now, message.number(), status, now - begun));
        if (status == 503) {
            refused.incrementAndGet();
            if (now - begun > SLOW_MILLIS) {
                slowRefusals.incrementAndGet();
            }
            slowestRefusal.accumulateAndGet(now - begun, Math::max);
            return false;
        }
        unexpected.incrementAndGet();
        return true;
    }

    @Override
    public void close() {
        attempts.close();
        acks.close();
        refusals.close();
    }
}
