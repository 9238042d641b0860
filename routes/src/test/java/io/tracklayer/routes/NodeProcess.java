// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A node as a process of its own, which can be killed as the machine would kill it. */
final class NodeProcess implements AutoCloseable {
    private final Process process;
    private final Path output;

    private NodeProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts a node and does not wait for it; what it says goes to the file. */
    static NodeProcess launch(Path config, Path output) throws IOException {
        return launch(command(config), output);
    }

    /** Starts a node and waits until it says that it is ready. */
    static NodeProcess start(Path config, Path output) throws IOException {
        return ready(launch(config, output));
    }

    /** The same with at most so many files and connections open at once. */
    static NodeProcess startWithFiles(Path config, Path output, int most) throws IOException {
        List<String> command = new ArrayList<>();
        command.addAll(List.of("sh", "-c", "ulimit -n " + most + " && exec \"$@\"", "sh"));
        command.addAll(command(config));
        return ready(launch(command, output));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How much of the processors it has used so far; zero when it has ended. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static List<String> command(Path config) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-cp",
                System.getProperty("java.class.path"),
                NodeMain.class.getName(),
                "--config",
                config.toString());
    }

    private static NodeProcess launch(List<String> command, Path output) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        return new NodeProcess(process, output);
    }

    private static NodeProcess ready(NodeProcess node) {
        try {
            Awaitility.await("node ready")
                    .atMost(Web.PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .failFast("the node ended", () -> !node.process.isAlive())
                    .until(() -> node.output().contains("tracklayer ready on http://127.0.0.1:"));
            return node;
        } catch (RuntimeException failed) {
            node.kill();
            throw new AssertionError(node.output(), failed);
        }
    }

    /** A port nobody uses now, so that a node can keep it over restarts. */
    static int freePort() {
        try {
            return Ports.free("127.0.0.1", 0);
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    Web web() {
        return new Web(
                URI.create(
                        output().lines()
                                .filter(line -> line.startsWith("tracklayer ready on "))
                                .findFirst()
                                .orElseThrow()
                                .substring("tracklayer ready on ".length())));
    }

    /** Everything it has said so far. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** SIGKILL: nothing of the process runs on. */
    void kill() {
        process.destroyForcibly();
        exitCode();
    }

    /** SIGTERM: the node is asked to stop. */
    void terminate() {
        process.destroy();
    }

    /** Waits for the process to end by itself. */
    int exitCode() {
        try {
            if (!process.waitFor(Web.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the node still runs\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
