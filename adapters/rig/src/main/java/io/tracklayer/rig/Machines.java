// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Signals, a second owner, too little memory, a clock that jumps. */
final class Machines {
    private static final List<String> HEAPS = List.of("48m", "96m", "32m");
    private static final Duration STOP = Duration.ofSeconds(75);
    private static final Duration REFUSAL = Duration.ofSeconds(20);

    private static final int LARGE = 400_000;

    /** What Java ends with under {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;

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
                Waiting.pause(options.pause());
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

    /**
     * With too little memory the node may end, but then as after a kill. As many heaps as faults
     * are asked for.
     */
    static Verdict memory(RigOptions options, Consumer<String> progress) throws Exception {
        try (Run run = Run.open(options, "memory", progress)) {
            for (String heap : HEAPS.subList(0, Math.min(HEAPS.size(), options.times()))) {
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
     * Large requests and less and less memory, until the node runs out of it: it must end at once,
     * and be as after a kill.
     */
    static Verdict outOfMemory(RigOptions options, Consumer<String> progress) throws Exception {
        try (Run run = Run.open(options, "out-of-memory", progress)) {
            run.traffic().pad(LARGE);
            boolean seen = false;
            for (String heap : List.of("48m", "36m", "28m")) {
                NodeProcess node = run.launch(new NodeProcess.Way(List.of(), heap, Map.of()));
                boolean ended = node.ends(Duration.ofSeconds(15));
                seen |= ended && node.exitCode(STOP) == OUT_OF_MEMORY;
                node.kill();
                run.killed(heap + " of heap: " + (ended ? "ended by itself" : "lived, killed"));
            }
            run.expect(seen, "a node without memory ends with " + OUT_OF_MEMORY);
            run.traffic().pad(0);
            run.start();
            return run.finish();
        }
    }

    /**
     * The clock jumps an hour back, 71 hours ahead and 70 back; GA4 takes nothing that is older
     * than 72. At the large jumps deliveries are waiting, for the platforms hang, but no visitor is
     * half way: copies are not recognised over so long a time.
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
            run.start(new NodeProcess.Way(List.of(), "512m", environment));
            run.awaitAcked(50);
            Files.writeString(time, "-1h");
            run.disturbed(Disturbance.Kind.OTHER, 0, "the clock is an hour late");
            leap(run, time, "+70h");
            leap(run, time, "+0");
            run.awaitAcked(50);
            return run.finish();
        }
    }

    private static void leap(Run run, Path time, String to) throws Exception {
        run.awaitAcked(50);
        run.platforms().signal("STOP");
        run.awaitAcked(20);
        run.awaitClientsRest();
        run.awaitApplied("before-" + to.substring(1));
        Files.writeString(time, to);
        run.disturbed(Disturbance.Kind.OTHER, 0, "the clock is put to " + to);
        run.platforms().signal("CONT");
        run.load().rest(false);
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
