// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The demo's node: a process that is started again on the same folder and port when somebody kills
 * it, and a client that then sends once more what had no answer, as sources do.
 */
final class DemoNode implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(2);

    private final Path folder;
    private final PrintWriter progress;
    private final Http http;
    private ChildProcess process;
    private int restarts;

    private DemoNode(Path folder, int port, PrintWriter progress) {
        this.folder = folder;
        this.progress = progress;
        this.http =
                new Http("node", URI.create("http://127.0.0.1:" + port), Map.of())
                        .reviving(this::revive);
        launch();
    }

    /** Starts a node on the folder's configuration, which names the port. */
    static DemoNode start(Path folder, int port, PrintWriter progress) {
        return new DemoNode(folder, port, progress);
    }

    /** A port nobody uses now. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new CliFailure("there is no free port: " + none.getMessage(), none);
        }
    }

    Http http() {
        return http;
    }

    /** How often it was killed; each time at most one request was sent again. */
    int restarts() {
        return restarts;
    }

    /** Starts it again when it has ended. */
    void keepAlive() {
        if (process.endedWithin(Duration.ZERO)) {
            revive();
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private boolean revive() {
        if (!process.endedWithin(END)) {
            return false;
        }
        restarts++;
        progress.println(
                "The node was killed. Starting it again on the same folder: what it acknowledged must still come out.");
        progress.flush();
        process.close();
        try {
            launch();
        } catch (CliFailure unready) {
            // somebody may be quick enough to kill it again before it is ready
            if (!process.killed()) {
                throw unready;
            }
            return revive();
        }
        return true;
    }

    private void launch() {
        process =
                ChildProcess.start(
                        "node",
                        folder.resolve("node.log"),
                        Programs.NODE_READY,
                        Programs.NODE,
                        "--config",
                        folder.resolve("config").toString());
        process.awaitAddress(START);
    }
}
