// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.routes.LiveViewer.Stretch;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much is read for a viewer that does not read, of evidence that has no end. */
class LiveViewerTest {
    private static final int NARROW = 4_096;
    private static final int STRETCH = 50_000;
    private static final String TEXT = "data: " + "x".repeat(STRETCH - 8) + "\n\n";

    /** More than two systems keep for a connection, which takes some megabytes on its way. */
    private static final int MOST = 30_000_000 / STRETCH;

    private final Vertx vertx = Vertx.vertx();
    private final List<LiveViewer> viewers = new CopyOnWriteArrayList<>();
    private final Set<LiveViewer> left = ConcurrentHashMap.newKeySet();
    private final Endless source = new Endless();
    private final AtomicInteger answered = new AtomicInteger();
    private HttpServer server;

    /** Evidence of which there is always more. */
    private static final class Endless implements LiveViewer.Source {
        final AtomicLong read = new AtomicLong();

        @Override
        public CompletableFuture<Stretch> from(long offset) {
            read.incrementAndGet();
            return CompletableFuture.completedFuture(new Stretch(TEXT, offset + 1, true));
        }

        @Override
        public long behind(long offset) {
            return 1;
        }
    }

    @BeforeEach
    void listen() {
        server = vertx.createHttpServer().requestHandler(this::answer);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/collect")) {
            answered.incrementAndGet();
            request.response().end("taken");
            return;
        }
        LiveViewer viewer =
                new LiveViewer(
                        Vertx.currentContext(), request.response(), source, () -> true, 0);
        viewers.add(viewer);
        viewer.start(left::add);
    }

    @Test
    void ofAViewerThatDoesNotReadOnlySoMuchIsReadAndEverybodyElseIsAnswered() throws IOException {
        try (Socket stalled = ask("/stream")) {
            long read = awaitRest();
            for (int change = 0; change < 10_000; change++) {
                viewers.get(0).poke();
            }
            try (Socket sender = ask("/collect")) {
                sender.getInputStream().read();
            }
            assertEquals(1, answered.get());
            assertEquals(read, source.read.get(), "read for changes it has no room for");
            assertTrue(read <= MOST, "read " + read * STRETCH + " bytes");
            stalled.getInputStream().readNBytes(STRETCH * (int) read);
            Awaitility.await("it reads on").until(() -> source.read.get() > read);
        }
        Awaitility.await("its end").until(() -> left.contains(viewers.get(0)));
    }

    /** What was read once nothing more is; 20 looks in a row see the same. */
    private long awaitRest() {
        long[] same = {0, -1};
        Awaitility.await("the reading's rest")
                .pollInterval(java.time.Duration.ofMillis(10))
                .until(
                        () -> {
                            long read = source.read.get();
                            same[0] = read > 0 && read == same[1] ? same[0] + 1 : 0;
                            same[1] = read;
                            return same[0] >= 20 || read > MOST;
                        });
        return source.read.get();
    }

    private Socket ask(String path) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(NARROW);
        socket.setSoTimeout((int) Web.PATIENCE.toMillis());
        socket.connect(new InetSocketAddress("127.0.0.1", server.actualPort()));
        socket.getOutputStream()
                .write(
                        ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
