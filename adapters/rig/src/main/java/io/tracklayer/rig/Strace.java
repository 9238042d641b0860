// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes a system call of a process kill it, fail or take long. */
final class Strace {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;

    private Strace(Process process) {
        this.process = process;
    }

    static void require() {
        if (!Programs.installed("strace")) {
            throw new SkippedException("needs strace");
        }
    }

    /**
     * A wrapper that kills what it runs at call number {@code when} of the same thread.
     *
     * @param call e.g. {@code fdatasync}
     */
    static List<String> killingAt(String call, int when, Path log) {
        // -D: the node stays our own child. Not --seccomp-bpf: with it strace 6.1 never gets to the
        // second call.
        return List.of(
                "strace",
                "-D",
                "-f",
                "-qq",
                "-o",
                log.toString(),
                "-e",
                "trace=" + calls(call),
                "-e",
                "inject=" + calls(call) + ":signal=SIGKILL:when=" + when);
    }

    /**
     * Does something while a running process suffers a fault.
     *
     * @param fault e.g. {@code fdatasync:error=EIO:when=1}
     */
    static void during(long pid, String fault, Path log, Runnable work) {
        Strace strace = attach(pid, fault, log);
        try {
            work.run();
        } finally {
            strace.close();
        }
    }

    private static Strace attach(long pid, String fault, Path log) {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-p", "" + pid));
        command.addAll(List.of("-e", "trace=" + fault.split(":")[0], "-e", "inject=" + fault));
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            Strace strace = new Strace(process);
            Waiting.until("strace attached", PATIENCE, () -> strace.attached(log));
            return strace;
        } catch (IOException failed) {
            throw new RigException("strace: " + failed.getMessage(), failed);
        }
    }

    private boolean attached(Path log) {
        try {
            String said = Files.readString(log);
            if (said.contains("Operation not permitted")) {
                throw new SkippedException("needs the right to trace processes");
            }
            return said.contains("attached");
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static String calls(String call) {
        return switch (call) {
            case "rename" -> "rename,renameat,renameat2";
            case "unlink" -> "unlink,unlinkat";
            default -> call;
        };
    }

    /** Lets go; the process runs on undisturbed. */
    private void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
