// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A node under test. */
final class NodeProcess implements AutoCloseable {
    /** Where a node started with {@link #idle} answers 202 and does nothing. */
    static final String NOTHING = "/bench/nothing";

    private static final Duration DRAIN = Duration.ofMinutes(5);
    private static final long POLL_NANOS = 50_000_000;

    private final Path collections;
    private final Child process;
    private final Child.Ready ready;
    private final HttpReader http;

    private NodeProcess(NodeFolder setup, List<String> options) {
        List<String> all = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseG1GC"));
        this.collections = setup.folder().resolve("gc.log");
        all.add(Allocation.option(collections));
        all.addAll(options);
        this.process =
                Child.start(
                        setup.folder().resolve("node.log"),
                        "tracklayer ready on ",
                        all,
                        "io.tracklayer.routes.NodeMain",
                        "--config",
                        setup.config().toString());
        this.ready = process.awaitReady();
        this.http = new HttpReader(ready.address());
    }

    /** A node as operators run it, with a heap of 512 MB. */
    static NodeProcess start(NodeFolder setup) {
        return new NodeProcess(setup, List.of());
    }

    /** A node that takes requests in and applies none; beside it, a path that does nothing. */
    static NodeProcess idle(NodeFolder setup) {
        return new NodeProcess(
                setup,
                List.of(
                        "-Dtracklayer.benchmark.pause-projection=true",
                        "-Dtracklayer.benchmark.nothing-path=" + NOTHING));
    }

    URI address() {
        return ready.address();
    }

    HttpReader http() {
        return http;
    }

    Duration readyAfter() {
        return ready.took();
    }

    double cpuSeconds() {
        return process.cpuSeconds();
    }

    double compilerSeconds() {
        return process.compilerSeconds();
    }

    double heapMegabytes() {
        return process.heapMegabytes();
    }

    /** What it has allocated since it started. */
    double allocatedMegabytes() {
        return Allocation.megabytes(collections, process.usedMegabytes());
    }

    /** Deliveries that are over: delivered, skipped or failed. */
    long settled() {
        long settled = 0;
        for (JsonNode row : http.json("/api/v1/counts").path("deliveries")) {
            if (!row.path("status").asText().equals("pending")) {
                settled += row.path("count").asLong();
            }
        }
        return settled;
    }

    /** Deliveries of that status. */
    long deliveries(String status) {
        long found = 0;
        for (JsonNode row : http.json("/api/v1/counts").path("deliveries")) {
            if (row.path("status").asText().equals(status)) {
                found += row.path("count").asLong();
            }
        }
        return found;
    }

    /** Requests the pipeline has applied. */
    long applied() {
        long applied = 0;
        for (JsonNode row : http.json("/api/v1/counts").path("requests")) {
            applied += row.path("count").asLong();
        }
        return applied;
    }

    /** Waits until so many requests are applied and so many deliveries are over. */
    void awaitWork(long requests, long deliveries) {
        long end = System.nanoTime() + DRAIN.toNanos();
        while (applied() < requests || settled() < deliveries) {
            if (System.nanoTime() > end) {
                throw new BenchFailure(
                        "after "
                                + DRAIN.toMinutes()
                                + " minutes only "
                                + settled()
                                + " of "
                                + deliveries
                                + " deliveries are over");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** When its process began, by {@link System#nanoTime}. */
    long startedNanos() {
        return process.startedNanos();
    }

    /** Ends it as a power cut would. */
    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
