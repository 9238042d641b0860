// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * A node as a process of its own, on the class path of this one. It never outlives this process.
 */
final class NodeProcess implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String MAIN = "io.tracklayer.routes.NodeMain";
    private static final int LOWEST_PORT = 20_000;
    private static final int PORTS = 12_000;
    private static final String READY = "tracklayer ready on ";

    private final Process process;
    private final Path output;
    private final Thread reaper;

    /**
     * How to start it.
     *
     * @param wrapper a command in front of Java that runs it as its own process, or nothing
     * @param heap e.g. {@code 512m}
     * @param environment additional variables
     */
    record Way(List<String> wrapper, String heap, Map<String, String> environment) {
        static final Way PLAIN = new Way(List.of(), "512m", Map.of());

        static Way under(List<String> wrapper) {
            return new Way(wrapper, PLAIN.heap, Map.of());
        }
    }

    private NodeProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
        this.reaper = new Thread(process::destroyForcibly, "reap-node");
        Runtime.getRuntime().addShutdownHook(reaper);
    }

    /** Starts a node and does not wait for it; what it says goes to the file. */
    static NodeProcess launch(Path config, Path output, Way way) {
        List<String> command = new ArrayList<>(way.wrapper());
        List<String> options = new ArrayList<>(ClassArchive.options());
        options.addAll(List.of("-Xmx" + way.heap(), "-XX:+ExitOnOutOfMemoryError"));
        command.addAll(Programs.java(options.toArray(String[]::new)));
        return launch(command, config, output, way.environment());
    }

    /**
     * Starts a node that writes the classes it has loaded into a file when it is asked to end;
     * needs them in jars.
     */
    static NodeProcess archiving(Path config, Path output, Path archive) {
        return launch(
                Programs.java(Programs.jars(), "-XX:ArchiveClassesAtExit=" + archive),
                config,
                output,
                Map.of());
    }

    private static NodeProcess launch(
            List<String> command, Path config, Path output, Map<String, String> environment) {
        command.addAll(List.of(MAIN, "--config", config.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(output.toFile());
        try {
            return new NodeProcess(builder.start(), output);
        } catch (IOException failed) {
            throw new RigException("cannot start a node: " + failed.getMessage(), failed);
        }
    }

    /**
     * A port nobody uses now, so that a node can keep it over restarts. Below those the system
     * gives to outgoing connections, which could have it while the node is down.
     */
    static int freePort() {
        for (int tries = 0; tries < PORTS; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, LOWEST_PORT + PORTS);
            try (ServerSocket socket = new ServerSocket(port)) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                continue;
            }
        }
        throw new RigException("no port is free");
    }

    /** Waits until it says that it is ready; whether it did, rather than end. */
    boolean awaitReady() {
        Waiting.until("ready, or the end, of the node", PATIENCE, () -> ready() || !alive());
        return ready();
    }

    boolean ready() {
        return output().contains(READY);
    }

    boolean alive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    /** Everything it has said so far. */
    String output() {
        try {
            return Files.exists(output) ? Files.readString(output) : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** SIGKILL: nothing of the process runs on. */
    void kill() {
        process.destroyForcibly();
        exitCode(PATIENCE);
    }

    /** SIGTERM: the node is asked to stop. */
    void terminate() {
        process.destroy();
    }

    /** Sends a signal by its name, e.g. {@code STOP}. */
    void signal(String name) {
        Programs.run("kill", "-" + name, Long.toString(pid()));
    }

    /** Whether it ended by itself in time. */
    boolean ends(Duration limit) {
        return Waiting.happens(limit, () -> !alive());
    }

    /**
     * Waits for the process to end by itself.
     *
     * @throws RigException if it does not end in time
     */
    int exitCode(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new RigException("the node still runs after " + limit.toSeconds() + " s");
            }
            return process.exitValue();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new RigException("interrupted", stopping);
        }
    }

    @Override
    public void close() {
        kill();
        Programs.forget(reaper);
    }
}
