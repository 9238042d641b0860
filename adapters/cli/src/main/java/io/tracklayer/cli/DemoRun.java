// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** One run of the demo: a folder, a sandbox, a node and the recorded hour. */
final class DemoRun implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);

    private final DemoWorld world;
    private final RecordedHour hour;
    private final PrintWriter progress;
    private final boolean terminal;
    private final Path folder;
    private final ChildProcess sandboxProcess;
    private final DemoNode demoNode;
    private final DemoConfig config;
    private final Http sandboxHttp;
    private final Http node;
    private int surprises;

    private DemoRun(long seed, Path folder, PrintWriter progress, boolean terminal) {
        this.world = DemoWorld.of(seed);
        this.folder = folder;
        this.progress = progress;
        this.terminal = terminal;
        sandboxProcess =
                ChildProcess.start(
                        "sandbox",
                        folder.resolve("sandbox.log"),
                        Programs.SANDBOX_READY,
                        Programs.SANDBOX,
                        "--port",
                        "0");
        sandboxHttp = new Http("sandbox", URI.create(sandboxProcess.awaitAddress(START)), Map.of());
        new DemoSandbox(sandboxHttp).register(world);
        int port = DemoNode.freePort();
        config = new DemoConfig(folder.resolve("config"), port, sandboxHttp.base());
        config.write(world);
        demoNode = DemoNode.start(folder, port, progress);
        node = demoNode.http();
        hour = RecordedHour.of(seed, Clock.systemUTC().instant(), world);
    }

    /**
     * Starts sandbox and node in a folder of their own.
     *
     * @param wanted the folder, or null for a new one among the temporary files
     */
    static DemoRun start(long seed, Path wanted, PrintWriter progress, boolean terminal) {
        Path folder = folder(wanted);
        progress.println("Files of this run: " + folder);
        progress.println("Starting the sandbox and a node ...");
        progress.flush();
        return new DemoRun(seed, folder, progress, terminal);
    }

    Path folder() {
        return folder;
    }

    URI node() {
        return node.base();
    }

    URI sandbox() {
        return sandboxHttp.base();
    }

    /** Plays the hour and shows how the deliveries get on. */
    void play(double speed) {
        LiveTable table = new LiveTable(world, node, progress, terminal);
        DemoPlayer player =
                new DemoPlayer(hour, node, speed)
                        .disturbing(new DemoSandbox(sandboxHttp), world.merchants().get(0), config);
        progress.println(
                hour.requests().size()
                        + " requests of one hour; meanwhile Meta is down for 10 s and a token is replaced.");
        player.play(
                () -> {
                    keepAlive();
                    table.tick();
                });
        surprises = player.surprises().size();
        table.draw(NodeCounts.of(node));
        player.surprises().forEach(progress::println);
        progress.flush();
    }

    /** Waits until nothing is under way any more; gives up in silence, the report will show why. */
    void settle(Duration patience) {
        LiveTable table = new LiveTable(world, node, progress, terminal);
        long deadline = System.nanoTime() + patience.toNanos();
        long expected = new DemoExpectations(hour).deliveries();
        NodeCounts counts = NodeCounts.of(node);
        while (System.nanoTime() < deadline
                && !(counts.settled() && counts.deliveries() >= expected)) {
            keepAlive();
            table.tick();
            Pauses.sleep(Duration.ofMillis(250));
            counts = NodeCounts.of(node);
        }
    }

    DemoReport report() {
        return DemoReport.of(
                world,
                new DemoExpectations(hour),
                demoNode,
                new DemoSandbox(sandboxHttp),
                surprises);
    }

    /** Stays until the process is told to end. */
    void stay() {
        while (true) {
            keepAlive();
            Pauses.sleep(Duration.ofSeconds(1));
        }
    }

    @Override
    public void close() {
        demoNode.close();
        sandboxProcess.close();
    }

    private void keepAlive() {
        demoNode.keepAlive();
        sandboxProcess.requireAlive();
    }

    private static Path folder(Path wanted) {
        try {
            if (wanted == null) {
                return Files.createTempDirectory("tracklayer-demo-");
            }
            Path folder = Files.createDirectories(wanted).toAbsolutePath().normalize();
            try (var files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new CliFailure(
                            folder + " is not empty; name another folder with --dir, or none");
                }
            }
            return folder;
        } catch (IOException failed) {
            throw new CliFailure(
                    "cannot make the folder of this run: " + failed.getMessage(), failed);
        }
    }
}
