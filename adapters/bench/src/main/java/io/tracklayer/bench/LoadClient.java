// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.LongFunction;

/**
 * Sends requests over many connections from one thread, because the machine's cores belong to the
 * node. A request counts from when it was due, so that a node which makes the client wait does not
 * look quick.
 */
final class LoadClient {
    private final Load load;
    private final LongFunction<byte[]> requests;
    private final Deque<LoadConnection> idle = new ArrayDeque<>();
    private long[] nanos = new long[1 << 16];
    private int answered;
    private long sent;
    private long bad;

    private LoadClient(Load load, LongFunction<byte[]> requests) {
        this.load = load;
        this.requests = requests;
    }

    /**
     * Sends until the load ends and every request is answered.
     *
     * @param requests the bytes of the request with a number, counted from 0
     */
    static LoadResult run(URI address, Load load, LongFunction<byte[]> requests) {
        try {
            return new LoadClient(load, requests).run(address);
        } catch (IOException broken) {
            throw new BenchFailure(
                    "the connection to " + address + " broke: " + broken.getMessage(), broken);
        }
    }

    private LoadResult run(URI address) throws IOException {
        try (Selector selector = Selector.open()) {
            InetSocketAddress socket = new InetSocketAddress(address.getHost(), address.getPort());
            for (int i = 0; i < load.connections(); i++) {
                idle.add(LoadConnection.open(socket, selector));
            }
            long begin = System.nanoTime();
            long end = begin + load.longest().toNanos();
            while (goesOn(end) || idle.size() < load.connections()) {
                sendDue(begin, end);
                selector.select(key -> receive(key), 1);
            }
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            for (LoadConnection connection : idle) {
                connection.close();
            }
            long[] sorted = Arrays.copyOf(nanos, answered);
            Arrays.sort(sorted);
            return new LoadResult(answered - bad, bad, took, sorted);
        }
    }

    private boolean goesOn(long end) {
        return sent < load.most() && System.nanoTime() < end;
    }

    private void sendDue(long begin, long end) throws IOException {
        while (!idle.isEmpty() && goesOn(end)) {
            long now = System.nanoTime();
            long due = load.perSecond() == 0 ? now : begin + (long) (sent / load.perSecond() * 1e9);
            if (due > now) {
                return;
            }
            idle.poll().send(requests.apply(sent++), due);
        }
    }

    private void receive(SelectionKey key) {
        LoadConnection connection = (LoadConnection) key.attachment();
        int status = connection.receive();
        if (status != 0) {
            if (answered == nanos.length) {
                nanos = Arrays.copyOf(nanos, nanos.length * 2);
            }
            nanos[answered++] = System.nanoTime() - connection.due();
            bad += status / 100 == 2 ? 0 : 1;
            idle.add(connection);
        }
    }
}
