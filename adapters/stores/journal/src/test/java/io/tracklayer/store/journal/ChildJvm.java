// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link JournalChild} in a process of its own, to be killed. */
final class ChildJvm {
    private final Process process;
    private final BufferedReader output;

    private ChildJvm(Process process) {
        this.process = process;
        this.output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static ChildJvm start(String what, Path directory) throws IOException {
        return new ChildJvm(
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xshare:auto",
                                "-cp",
                                System.getProperty("java.class.path"),
                                JournalChild.class.getName(),
                                what,
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    /** Reads lines until there are so many, kills, and returns all that were written. */
    List<String> killAfter(int lines) throws IOException, InterruptedException {
        List<String> seen = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.add(line);
            if (seen.size() == lines) {
                // Not Process.destroyForcibly, which closes the output before it is read.
                process.toHandle().destroyForcibly();
            }
        }
        process.waitFor();
        return seen;
    }

    /** Kills at this moment of the process's life unless it ended before. */
    void killAt(int millis) throws InterruptedException {
        process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly();
        process.waitFor();
    }

    /** All lines, once the process has ended by itself. */
    List<String> output() throws IOException, InterruptedException {
        return killAfter(-1);
    }

    int exitCode() {
        return process.exitValue();
    }
}
