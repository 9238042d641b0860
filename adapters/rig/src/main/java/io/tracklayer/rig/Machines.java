// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Signals, a second owner, too little memory, a clock that jumps. */
final class Machines {
    private static final Duration STOP = Duration.ofSeconds(75);
    private static final Duration REFUSAL = Duration.ofSeconds(20);

    private Machines() {}

    /** SIGTERM under load: an orderly end, and nothing is sent twice. */
    static Verdict terminated(RigOptions options, Consumer<String> progress) throws Exception {
        try (Run run = Run.open(options, "stop", progress)) {
            for (int time = 1; time <= options.times(); time++) {
                NodeProcess node = run.start();
                run.awaitAcked(50);
                node.terminate();
                run.disturbed(Disturbance.Kind.OTHER, 0, "SIGTERM " + time);
                run.expect(node.exitCode(STOP) == 0, "SIGTERM ends the node with 0");
            }
            run.start();
            return run.finish();
        }
    }

    /** SIGSTOP and SIGCONT: the node runs on as if nothing had been. */
    static Verdict paused(RigOptions options, Consumer<String> progress) throws Exception {
        try (Run run = Run.open(options, "pause", progress)) {
            NodeProcess node = run.start();
            for (int time = 1; time <= options.times(); time++) {
                run.awaitAcked(50);
                node.signal("STOP");
                run.disturbed(Disturbance.Kind.OTHER, 0, "SIGSTOP " + time);
                Waiting.pause(Duration.ofSeconds(4));
                node.signal("CONT");
                run.say("SIGCONT " + time);
            }
            run.awaitAcked(50);
            return run.finish();
        }
    }

    /** A second node on the same folder refuses at once; the first does not notice. */
    static Verdict secondNode(RigOptions options, Consumer<String> progress) throws Exception {
        try (Run run = Run.open(options, "second-node", progress)) {
            run.start();
            run.awaitAcked(20);
            try (NodeProcess second =
                    NodeProcess.launch(run.otherPort(), run.log("second"), NodeProcess.Way.PLAIN)) {
                boolean ended = second.ends(REFUSAL);
                run.expect(ended, "a second node on the data folder ends");
                run.expect(
                        ended
                                && second.exitCode(REFUSAL) != 0
                                && second.output().contains("in use by another running node"),
                        "it says that the folder is in use");
            }
            run.awaitAcked(20);
            return run.finish();
        }
    }

    /** With too little memory the node may end, but then as after a kill. */
    static Verdict memory(RigOptions options, Consumer<String> progress) throws Exception {
        try (Run run = Run.open(options, "memory", progress)) {
            for (String heap : List.of("96m", "48m", "32m")) {
                NodeProcess node = run.launch(new NodeProcess.Way(List.of(), heap, Map.of()));
                boolean died = node.ends(Duration.ofSeconds(30));
                node.kill();
                run.killed(heap + " of heap: " + (died ? "ended by itself" : "lived, killed"));
            }
            run.start();
            return run.finish();
        }
    }

    /**
     * The clock jumps an hour back and then 13 hours ahead, which is less than copies are
     * recognised for. It stays ahead, so that whatever waits for a time is due.
     */
    static Verdict clock(RigOptions options, Consumer<String> progress) throws Exception {
        Path library = fakeTime().orElseThrow(() -> new SkippedException("needs libfaketime"));
        try (Run run = Run.open(options, "clock", progress)) {
            Path time = run.folder().resolve("time");
            Files.writeString(time, "+0");
            Map<String, String> environment =
                    Map.of(
                            "LD_PRELOAD", library.toString(),
                            "FAKETIME_TIMESTAMP_FILE", time.toString(),
                            "FAKETIME_NO_CACHE", "1",
                            "DONT_FAKE_MONOTONIC", "1",
                            "FAKETIME_FORCE_MONOTONIC_FIX", "0");
            NodeProcess node = run.launch(new NodeProcess.Way(List.of(), "512m", environment));
            run.expect(node.awaitReady(), "rig: a node starts under libfaketime");
            for (String jump : List.of("-1h", "+12h")) {
                run.awaitAcked(50);
                Files.writeString(time, jump);
                run.disturbed(Disturbance.Kind.OTHER, 0, "clock " + jump + " at " + Instant.now());
            }
            run.awaitAcked(50);
            return run.finish();
        }
    }

    /** Where it is: as {@code LIBFAKETIME} says, or where distributions put it. */
    private static Optional<Path> fakeTime() {
        return Stream.of(
                        System.getenv().getOrDefault("LIBFAKETIME", ""),
                        "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
                        "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
                        "/usr/lib64/faketime/libfaketimeMT.so.1")
                .filter(path -> !path.isEmpty())
                .map(Path::of)
                .filter(Files::isReadable)
                .findFirst();
    }
}
