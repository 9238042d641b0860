// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Bytes of the journal that are not what the node wrote. */
final class Damages {
    private static final int MOST_TORN = 4096;
    private static final int BLOCK = 4096;
    private static final Duration ALARM = Duration.ofSeconds(30);

    /** A record is larger than this, so a zeroed block holds the outcomes of fewer events. */
    private static final int SMALLEST_RECORD = 64;

    private Damages() {}

    /** After a kill the newest segment ends with 1 to 4,096 bytes that are no record. */
    static Verdict tornTail(RigOptions options, Consumer<String> progress) throws Exception {
        Random random = new Random(options.seed());
        try (Run run = Run.open(options, "torn-tail", progress)) {
            for (int time = 1; time <= options.times(); time++) {
                run.start();
                run.awaitAcked(30);
                run.kill("kill " + time + " of " + options.times());
                List<Path> segments = segments(run);
                byte[] torn = tail(random, time);
                Files.write(segments.get(segments.size() - 1), torn, StandardOpenOption.APPEND);
                run.say(torn.length + " bytes of no record at the end of the journal");
                run.expect(
                        run.start().output().contains("bytes of unfinished records"),
                        "the cut of a torn end is logged");
            }
            return run.finish();
        }
    }

    /** Now and then nothing but zeros, as a file system leaves them. */
    private static byte[] tail(Random random, int time) {
        byte[] torn = new byte[1 + random.nextInt(MOST_TORN)];
        if (time % 3 != 0) {
            random.nextBytes(torn);
        }
        return torn;
    }

    /**
     * A block in the middle of an old segment becomes zeros and the evidence is lost: the node must
     * say so and serve the rest. Everything was delivered before, for what the block held and was
     * not is lost by whoever zeroed it. The old segment is made by one failed sync.
     */
    static Verdict sealed(RigOptions options, Consumer<String> progress) throws Exception {
        Strace.require();
        try (Run run = Run.open(options, "sealed-damage", progress)) {
            run.start();
            run.awaitAcked(200);
            Strace.during(
                    run.node().pid(),
                    "fdatasync:error=EIO:when=1",
                    run.log("strace"),
                    () ->
                            Waiting.until(
                                    "a second segment",
                                    NodeProcess.PATIENCE,
                                    () -> segments(run).size() > 1));
            run.awaitAcked(50);
            run.load().rest(true);
            run.awaitNothingPending();
            run.kill("kill, before the journal is damaged");
            zero(segments(run).get(0));
            deleteEvidence(run);
            run.disturbed(
                    Disturbance.Kind.DAMAGE,
                    BLOCK / SMALLEST_RECORD,
                    "4,096 zeros in an old segment, and the evidence is lost");
            run.load().rest(false);
            run.start();
            run.awaitAcked(20);
            run.expect(alarm(run.node()), "damage is an ERROR that names the segment");
            return run.finish();
        }
    }

    private static boolean alarm(NodeProcess node) {
        return Waiting.happens(
                ALARM,
                () ->
                        node.output()
                                .lines()
                                .anyMatch(line -> line.contains("ERROR") && line.contains(".seg")));
    }

    private static void zero(Path segment) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(file.length() / 2 / BLOCK * BLOCK);
            file.write(new byte[BLOCK]);
        }
    }

    private static void deleteEvidence(Run run) throws IOException {
        Path evidence = run.folder().resolve("data").resolve("evidence");
        try (Stream<Path> files = Files.list(evidence)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    private static List<Path> segments(Run run) {
        Path journal = run.folder().resolve("data").resolve("journal");
        try (Stream<Path> files = Files.list(journal)) {
            return files.filter(f -> f.toString().endsWith(".seg")).sorted().toList();
        } catch (IOException gone) {
            return List.of();
        }
    }
}
