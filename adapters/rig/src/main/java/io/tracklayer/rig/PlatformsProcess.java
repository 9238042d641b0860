// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The platforms as a process of their own; it ends when this process does. */
final class PlatformsProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final URI base;
    private final Thread reaper;

    private PlatformsProcess(Process process, URI base) {
        this.process = process;
        this.base = base;
        // one that is stopped by a signal does not notice that its standard input ends
        this.reaper = new Thread(process::destroyForcibly, "reap-platforms");
        Runtime.getRuntime().addShutdownHook(reaper);
    }

    static PlatformsProcess start(long seed, Path folder) throws IOException {
        Path output = folder.resolve("platforms.log");
        List<String> command = Programs.java("-Xmx256m");
        command.addAll(List.of(PlatformsMain.class.getName(), "" + seed, folder.toString()));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        Waiting.until(
                "ready, or the end, of the platforms",
                PATIENCE,
                () -> !process.isAlive() || !address(output).isEmpty());
        if (!process.isAlive()) {
            throw new RigException("the platforms ended: " + Files.readString(output));
        }
        return new PlatformsProcess(process, URI.create(address(output)));
    }

    URI base() {
        return base;
    }

    /** Sends a signal by its name, e.g. {@code STOP}. */
    void signal(String name) {
        Programs.run("kill", "-" + name, Long.toString(process.pid()));
    }

    private static String address(Path output) {
        try {
            return Files.readString(output)
                    .lines()
                    .filter(line -> line.startsWith(PlatformsMain.READY))
                    .map(line -> line.substring(PlatformsMain.READY.length()).strip())
                    .findFirst()
                    .orElse("");
        } catch (IOException notYet) {
            return "";
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Programs.forget(reaper);
    }
}
