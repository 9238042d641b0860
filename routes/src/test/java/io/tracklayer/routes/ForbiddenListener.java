// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A place on another loopback address that nobody may ever connect to. */
final class ForbiddenListener implements AutoCloseable {
    private final ServerSocket socket;
    private final AtomicInteger visits = new AtomicInteger();

    private ForbiddenListener(ServerSocket socket) {
        this.socket = socket;
    }

    static ForbiddenListener open() throws IOException {
        ForbiddenListener listener =
                new ForbiddenListener(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.2")));
        Thread accepting = new Thread(listener::accept, "forbidden");
        accepting.setDaemon(true);
        accepting.start();
        return listener;
    }

    /** Host and port. */
    String authority() {
        return "127.0.0.2:" + socket.getLocalPort();
    }

    /** Calls once itself, so that a listener that hears nothing cannot pass for silence. */
    void assertNobodyElseCame() throws IOException {
        int before = visits.get();
        new Socket(socket.getInetAddress(), socket.getLocalPort()).close();
        Awaitility.await("the listener's own call")
                .atMost(Web.PATIENCE)
                .until(() -> visits.get() > before);
        assertEquals(1, visits.getAndSet(0), "connections to the forbidden address");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                socket.accept().close();
                visits.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }
}
