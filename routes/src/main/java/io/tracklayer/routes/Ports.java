// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports to listen on, looked at before a server takes them: the server itself only logs that a port
 * is taken and would leave a node behind that nobody can reach.
 */
final class Ports {
    // Below those the system gives to outgoing connections, which could have it before the server.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 100;

    private Ports() {}

    /**
     * The port, or any free one for 0.
     *
     * @throws IOException if it is taken, with what to do about it
     */
    static int free(String host, int port) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        if (port == 0) {
            return any(address);
        }
        try {
            return bind(address, port);
        } catch (BindException taken) {
            throw new IOException(
                    "cannot listen on "
                            + host
                            + ":"
                            + port
                            + " ("
                            + taken.getMessage()
                            + "); end the program that does, or change node.listen or"
                            + " node.management-port in tracklayer.yaml",
                    taken);
        }
    }

    private static int any(InetAddress address) throws IOException {
        for (int tries = 1; tries < TRIES; tries++) {
            try {
                return bind(address, ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST));
            } catch (BindException taken) {
                continue;
            }
        }
        return bind(address, 0);
    }

    private static int bind(InetAddress address, int port) throws IOException {
        try (ServerSocket socket = new ServerSocket(port, 1, address)) {
            return socket.getLocalPort();
        }
    }
}
