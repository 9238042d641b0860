// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A Java process of ours with the same class path. What it prints goes into a log file, except the
 * line that says it is ready. It ends when this process ends.
 */
final class ChildProcess implements AutoCloseable {
    private static final int TAIL_LINES = 20;
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    /** A node first finishes what it has accepted, see its own limits. */
    private static final Duration NODE_FAREWELL = Duration.ofSeconds(75);

    private final String name;
    private final Process process;
    private final Path log;
    private final String announcement;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final Thread stopper = new Thread(this::stop, "stop-child");

    private ChildProcess(String name, Process process, Path log, String announcement) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.announcement = announcement;
    }

    /**
     * Starts a process.
     *
     * @param name what people call it
     * @param announcement how the line begins that ends with its address
     */
    static ChildProcess start(
            String name, Path log, String announcement, String mainClass, String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(command(mainClass, arguments));
        try {
            Process process = builder.redirectErrorStream(true).start();
            ChildProcess child = new ChildProcess(name, process, log, announcement);
            Runtime.getRuntime().addShutdownHook(child.stopper);
            Thread reader = new Thread(child::keepLog, name + "-log");
            reader.setDaemon(true);
            reader.start();
            return child;
        } catch (IOException failed) {
            throw new CliFailure("cannot start the " + name + ": " + failed.getMessage(), failed);
        }
    }

    /** Runs a process in the foreground, with this terminal, and returns its exit code. */
    static int runInForeground(String name, String mainClass, String... arguments) {
        return runInForeground(name, command(mainClass, arguments));
    }

    /** The same with a command of its own. */
    static int runInForeground(String name, List<String> command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> end(process, NODE_FAREWELL), "stop-" + name));
            return process.waitFor();
        } catch (IOException failed) {
            throw new CliFailure("cannot start the " + name + ": " + failed.getMessage(), failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** Runs a process to its end and returns what it printed; empty when it failed. */
    static Optional<String> output(String name, String mainClass, String... arguments) {
        return output(name, command(mainClass, arguments));
    }

    /** The same with a command of its own. */
    static Optional<String> output(String name, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String printed =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(printed) : Optional.empty();
        } catch (IOException failed) {
            throw new CliFailure("cannot start the " + name + ": " + failed.getMessage(), failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** Waits until it is ready and returns the address it announced. */
    String awaitAddress(Duration patience) {
        try {
            return ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            throw new CliFailure(
                    "the "
                            + name
                            + " was not ready within "
                            + patience.toSeconds()
                            + " s; "
                            + tail(),
                    slow);
        } catch (ExecutionException died) {
            throw new CliFailure("the " + name + " ended before it was ready; " + tail(), died);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new CliFailure("interrupted while waiting for the " + name, stopping);
        }
    }

    /** Whether it has ended, or does so in a moment. */
    boolean endedWithin(Duration moment) {
        try {
            return process.waitFor(moment.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether a signal ended it. */
    boolean killed() {
        return endedWithin(FAREWELL) && process.exitValue() > 128;
    }

    /** Fails when the process has ended although nobody asked it to. */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new CliFailure(
                    "the " + name + " ended with exit code " + process.exitValue() + "; " + tail());
        }
    }

    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(stopper);
        } catch (IllegalStateException alreadyEnding) {
            // the hook runs anyway and finds the process stopped
            return;
        }
    }

    private void stop() {
        end(process, FAREWELL);
    }

    private static void end(Process process, Duration farewell) {
        process.destroy();
        try {
            if (!process.waitFor(farewell.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void keepLog() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                BufferedWriter file =
                        Files.newBufferedWriter(
                                log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                file.write(line);
                file.newLine();
                file.flush();
                int at = line.indexOf(announcement);
                if (at >= 0) {
                    ready.complete(line.substring(at + announcement.length()).strip());
                }
            }
        } catch (IOException broken) {
            ready.completeExceptionally(broken);
        }
        ready.completeExceptionally(new IOException("ended"));
    }

    private String tail() {
        try {
            List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
            List<String> last = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
            return "its log " + log + " ends with:\n  " + String.join("\n  ", last);
        } catch (IOException unreadable) {
            return "see its log " + log;
        }
    }

    /** The Java this process runs on. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toAbsolutePath().toString();
    }

    /** The class path of this process; its relative entries are made absolute. */
    static String classPath() {
        return absolute(System.getProperty("java.class.path"));
    }

    private static List<String> command(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(java());
        String options = System.getenv().getOrDefault("TL_JAVA_OPTS", "").strip();
        if (!options.isEmpty()) {
            command.addAll(List.of(options.split("\\s+")));
        }
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-cp");
        command.add(classPath());
        command.add(mainClass);
        command.addAll(List.of(arguments));
        return command;
    }

    /** The child may run elsewhere, so relative entries are made absolute. */
    private static String absolute(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> new File(entry).getAbsolutePath())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
