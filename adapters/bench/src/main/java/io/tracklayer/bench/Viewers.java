// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Live views of a node's events, read by one thread, which counts the messages of each. */
final class Viewers implements AutoCloseable {
    private static final byte[] MESSAGE = "\ndata: ".getBytes(StandardCharsets.US_ASCII);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Selector selector;
    private final List<View> views = new ArrayList<>();
    private final Thread reader = new Thread(this::read, "viewers");
    private volatile boolean closed;

    private Viewers(Selector selector) {
        this.selector = selector;
    }

    /** Opens so many that begin with what changes from now on. */
    static Viewers open(NodeProcess node, int count) {
        try {
            Viewers viewers = new Viewers(Selector.open());
            long newest = node.http().json("/api/v1/events?limit=1").findPath("seq").asLong();
            for (int i = 0; i < count; i++) {
                long since = newest == 0 ? 0 : Months.offset(newest) + 1;
                viewers.views.add(View.open(node.address(), since, viewers.selector));
            }
            viewers.reader.setDaemon(true);
            viewers.reader.start();
            return viewers;
        } catch (IOException failed) {
            throw new BenchFailure("a live view could not be opened: " + failed, failed);
        }
    }

    /** Waits until each has seen so many messages. */
    void awaitMessages(long each) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (views.stream().anyMatch(view -> view.messages.get() < each)) {
            if (System.nanoTime() > end || !reader.isAlive()) {
                throw new BenchFailure(
                        "a live view saw only "
                                + views.stream().mapToLong(v -> v.messages.get()).min().orElse(0)
                                + " of "
                                + each
                                + " events");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try {
            while (!closed) {
                selector.select(
                        key -> {
                            View view = (View) key.attachment();
                            if (!view.read(buffer.clear())) {
                                key.cancel();
                            }
                        },
                        100);
            }
        } catch (IOException broken) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            reader.join(PATIENCE.toMillis());
            for (View view : views) {
                view.channel.close();
            }
            selector.close();
        } catch (IOException leftToTheSystem) {
            throw new BenchFailure("a live view could not be closed", leftToTheSystem);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** One of them. */
    private static final class View {
        private final SocketChannel channel;
        private final AtomicLong messages = new AtomicLong();
        private int matched;

        private View(SocketChannel channel) {
            this.channel = channel;
        }

        static View open(URI node, long since, Selector selector) throws IOException {
            SocketChannel channel =
                    SocketChannel.open(new InetSocketAddress(node.getHost(), node.getPort()));
            String request =
                    "GET /api/v1/events/stream?since=%d HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                            .formatted(since);
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            View view = new View(channel);
            channel.register(selector, SelectionKey.OP_READ, view);
            return view;
        }

        /** Reads what is there; false once the node has closed it. */
        private boolean read(ByteBuffer buffer) {
            try {
                int read = channel.read(buffer);
                for (int i = 0; i < read; i++) {
                    count(buffer.get(i));
                }
                return read >= 0;
            } catch (IOException gone) {
                return false;
            }
        }

        // The first byte of the text stands nowhere else in it.
        private void count(byte next) {
            matched = next == MESSAGE[matched] ? matched + 1 : next == MESSAGE[0] ? 1 : 0;
            if (matched == MESSAGE.length) {
                matched = 0;
                messages.incrementAndGet();
            }
        }
    }
}
