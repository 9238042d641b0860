// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.config.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;

/**
 * Starts a node: {@code NodeMain --config FOLDER}. Says on standard output where it listens once it
 * answers.
 */
public final class NodeMain {
    private NodeMain() {}

    /**
     * Exits with 0 when told to stop, with 2 when the configuration has problems and with 1 when
     * the node cannot start or cannot go on.
     */
    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length != 2 || !arguments[0].equals("--config")) {
            System.err.println("usage: NodeMain --config FOLDER");
            System.exit(2);
        }
        Thread.setDefaultUncaughtExceptionHandler(NodeMain::lost);
        Node node = start(Path.of(arguments[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "stop"));
        System.out.println("tracklayer ready on " + node.address());
        new CountDownLatch(1).await();
    }

    /** An orderly stop is a success, though a signal asked for it. */
    private static void stop(Node node) {
        node.close();
        Runtime.getRuntime().halt(0);
    }

    /**
     * A class that could not be loaded once is missing for as long as the process lives, and so is
     * the work of the thread it ended: only a new process can go on.
     */
    private static void lost(Thread thread, Throwable failed) {
        System.err.println("thread \"" + thread.getName() + "\" has ended");
        failed.printStackTrace();
        if (failed instanceof LinkageError) {
            System.err.println(
                    "the node cannot go on without it and ends; start it again, with more open files"
                            + " (ulimit -n) if it ran out of them. What it acknowledged is in the journal");
            Runtime.getRuntime().halt(1);
        }
    }

    private static Node start(Path config) {
        try {
            return Node.start(
                    config.toAbsolutePath().normalize(), Clock.tickMillis(ZoneOffset.UTC));
        } catch (InvalidConfigException invalid) {
            System.err.println(
                    "the configuration has " + invalid.problems().size() + " problem(s):");
            System.err.println(invalid.getMessage());
            System.exit(2);
        } catch (IOException unusable) {
            System.err.println("the node cannot start: " + unusable.getMessage());
            System.exit(1);
        } catch (Exception failed) {
            System.err.println("the node cannot start: " + failed.getMessage());
            failed.printStackTrace();
            System.exit(1);
        }
        throw new IllegalStateException("unreachable");
    }
}
