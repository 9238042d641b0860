// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.routes.LiveViewer.Stretch;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much is read for a viewer that does not read, of evidence that has no end. */
class LiveViewerTest {
    private static final int NARROW = 4_096;
    private static final int STRETCH = 5_000;
    private static final String TEXT = "data: " + "x".repeat(STRETCH - 8) + "\n\n";

    /** More than two systems keep for a connection, which takes some megabytes on its way. */
    private static final int MOST = 30_000_000 / STRETCH;

    private static final int CHANGES = 10_000;

    private final Vertx vertx = Vertx.vertx();
    private final List<LiveViewer> viewers = new CopyOnWriteArrayList<>();
    private final Set<LiveViewer> left = ConcurrentHashMap.newKeySet();
    private final Endless source = new Endless();
    private final AtomicInteger asked = new AtomicInteger();
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

    private void listen(Duration unread) {
        server = vertx.createHttpServer(EdgeServer.plainHttp1(unread)).requestHandler(this::answer);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/collect")) {
            request.response().end("taken");
            return;
        }
        LiveViewer viewer =
                new LiveViewer(
                        Vertx.currentContext(), request.response(), source, this::allowed, 0);
        viewers.add(viewer);
        viewer.start(left::add);
    }

    /** Asked before each reading, also before one that does not come to pass. */
    private boolean allowed() {
        return asked.incrementAndGet() > 0;
    }

    @Test
    void ofAViewerThatDoesNotReadOnlySoMuchIsReadAndEverybodyElseIsAnswered() throws IOException {
        listen(Web.PATIENCE);
        try (Socket stalled = ask("/stream")) {
            until("the view", () -> asked.get() > 0);
            awaitRest(viewers.get(0));
            int before = asked.get();
            for (int change = 0; change < CHANGES; change++) {
                viewers.get(0).poke();
            }
            until("the end of the changes", () -> asked.get() >= before + CHANGES);
            try (Socket sender = ask("/collect")) {
                assertTrue(sender.getInputStream().read() > 0);
            }
            long read = source.read.get();
            assertTrue(read <= MOST, "read " + read * STRETCH + " bytes");
            stalled.getInputStream().readNBytes(STRETCH * (int) read);
            Awaitility.await("more of it, sooner than a heartbeat brings it")
                    .until(() -> source.read.get() > read);
        }
        until("its end", () -> left.contains(viewers.get(0)));
    }

    @Test
    void aViewerThatNeverReadsIsLetGoAndItsPlaceIsFree() throws IOException {
        listen(Duration.ofSeconds(1));
        try (Socket stalled = ask("/stream")) {
            until("its end", () -> left.size() == 1);
            assertFalse(stalled.isClosed());
        }
        assertEquals(Set.copyOf(viewers), left);
    }

    /** Until changes are heard and nothing is read for them, twenty times in a row. */
    private void awaitRest(LiveViewer viewer) {
        for (int quiet = 0; quiet < 20 && source.read.get() <= MOST; ) {
            long read = source.read.get();
            int before = asked.get();
            viewer.poke();
            until("a change that is heard", () -> asked.get() > before);
            quiet = source.read.get() == read ? quiet + 1 : 0;
        }
    }

    private static void until(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(Web.PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(condition);
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
