// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Java process under test, on the node's own class path. */
final class Child implements AutoCloseable {
    /** Unit of CPU times in /proc, the same on every Linux. */
    private static final double TICKS_A_SECOND = 100;

    /** The class path of node and sandbox; this process has more on its own. */
    static final String CLASS_PATH_PROPERTY = "tracklayer.bench.node-class-path";

    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration STOP = Duration.ofSeconds(75);

    /** As the collector G1 says it, which nodes under test run with. */
    private static final Pattern HEAP_USED = Pattern.compile("heap.*?used (\\d+)K");

    private final Process process;
    private final Path log;
    private final long started = System.nanoTime();
    private final CompletableFuture<Ready> ready = new CompletableFuture<>();
    private final Thread lastResort = new Thread(this::kill, "kill-child");

    /** Where it answers, and how long that took from the start of the process. */
    record Ready(URI address, Duration took) {}

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a process.
     *
     * @param log gets what it prints
     * @param announcement how the line begins that ends with its address
     * @param options of the Java machine
     */
    static Child start(
            Path log, String announcement, List<String> options, String main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-cp");
        command.add(System.getProperty(CLASS_PATH_PROPERTY, System.getProperty("java.class.path")));
        command.add(main);
        command.addAll(List.of(arguments));
        try {
            Child child =
                    new Child(new ProcessBuilder(command).redirectErrorStream(true).start(), log);
            Runtime.getRuntime().addShutdownHook(child.lastResort);
            Thread reader = new Thread(() -> child.read(announcement), "read-child");
            reader.setDaemon(true);
            reader.start();
            return child;
        } catch (IOException failed) {
            throw new BenchFailure("cannot start " + main + ": " + failed.getMessage(), failed);
        }
    }

    Ready awaitReady() {
        try {
            return ready.get(START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            throw new BenchFailure("a process was not ready in time, see its log " + log, failed);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new BenchFailure("interrupted", stopping);
        }
    }

    /** When its process began, by {@link System#nanoTime}. */
    long startedNanos() {
        return started;
    }

    /** What it has computed since it started, in seconds of one core, all its threads. */
    double cpuSeconds() {
        return process.info()
                .totalCpuDuration()
                .map(spent -> spent.toNanos() / 1e9)
                .orElseThrow(
                        () ->
                                new BenchFailure(
                                        "a process ended early or this system does not tell the CPU"
                                                + " time of others, see "
                                                + log));
    }

    /**
     * What the Java machine's compilers among its threads have computed, in seconds; 0 where the
     * system does not tell.
     */
    double compilerSeconds() {
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        if (!Files.isDirectory(threads)) {
            return 0;
        }
        try (Stream<Path> all = Files.list(threads)) {
            return all.mapToDouble(Child::compilerSeconds).sum();
        } catch (IOException | UncheckedIOException ended) {
            return 0;
        }
    }

    private static double compilerSeconds(Path thread) {
        try {
            String stat = Files.readString(thread.resolve("stat"));
            int nameEnds = stat.lastIndexOf(')');
            boolean compiler = stat.substring(0, nameEnds).matches("\\d+ \\(C[12] Compiler.*");
            String[] fields = stat.substring(nameEnds + 2).split(" ");
            return compiler
                    ? (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND
                    : 0;
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Heap in use once garbage is collected, in megabytes. */
    double heapMegabytes() {
        jcmd("GC.run");
        return usedMegabytes();
    }

    /** Heap in use, garbage too, in megabytes. */
    double usedMegabytes() {
        Matcher used = HEAP_USED.matcher(jcmd("GC.heap_info"));
        if (!used.find()) {
            throw new BenchFailure("jcmd did not say how much heap is in use");
        }
        return Long.parseLong(used.group(1)) / 1_024.0;
    }

    private String jcmd(String command) {
        String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process asked =
                    new ProcessBuilder(tool, Long.toString(process.pid()), command)
                            .redirectErrorStream(true)
                            .start();
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new BenchFailure("cannot run jcmd, which every JDK has: " + failed, failed);
        }
    }

    /** Ends it as a power cut would. */
    void kill() {
        process.destroyForcibly();
        await(STOP);
    }

    @Override
    public void close() {
        process.destroy();
        if (!await(STOP)) {
            kill();
        }
        if (!Thread.currentThread().equals(lastResort)) {
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(lastResort);
        } catch (IllegalStateException ending) {
            // the hook finds the process ended
            return;
        }
    }

    private boolean await(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void read(String announcement) {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
                Writer file =
                        Files.newBufferedWriter(
                                log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                int at = line.indexOf(announcement);
                if (at >= 0) {
                    Duration took = Duration.ofNanos(System.nanoTime() - started);
                    String address = line.substring(at + announcement.length()).strip();
                    ready.complete(new Ready(URI.create(address), took));
                }
                file.write(line + "\n");
                file.flush();
            }
        } catch (IOException broken) {
            ready.completeExceptionally(broken);
        }
        ready.completeExceptionally(new IOException("it ended"));
    }
}
