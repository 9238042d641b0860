// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Bytes of the journal that are not what the node wrote. */
final class Damages {
    private static final int MOST_TORN = 4096;
    private static final int BLOCK = 4096;
    private static final Duration ALARM = Duration.ofSeconds(30);

    private static final int SEGMENT_HEADER = 24;
    private static final int RECORD_HEADER = 16;
    private static final Pattern ALARMED =
            Pattern.compile("ERROR .*\\.seg: records from offset (\\d+) to (\\d+) are damaged");

    /** Makes a node take in and apply nothing. */
    private static final Map<String, String> UNAPPLIED =
            Map.of("JAVA_TOOL_OPTIONS", "-Dtracklayer.benchmark.pause-projection=true");

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

    /** A block in the middle of an old segment becomes zeros; the evidence has what it held. */
    static Verdict sealed(RigOptions options, Consumer<String> progress) throws Exception {
        try (Run run = Run.open(options, "sealed-damage", progress)) {
            twoSegments(run, NodeProcess.Way.PLAIN);
            run.awaitNothingPending();
            run.kill("kill, before the journal is damaged");
            int records = zero(segments(run).get(0));
            run.disturbed(Disturbance.Kind.OTHER, 0, zeros(records) + "all of them applied");
            goOn(run);
            return run.finish();
        }
    }

    /**
     * The same, and the evidence is lost: the node must say so and serve the rest. What it had
     * delivered and knows nothing of any more may be sent again.
     */
    static Verdict rebuilt(RigOptions options, Consumer<String> progress) throws Exception {
        try (Run run = Run.open(options, "rebuild-damage", progress)) {
            twoSegments(run, NodeProcess.Way.PLAIN);
            run.awaitNothingPending();
            run.kill("kill, before the journal is damaged");
            int records = zero(segments(run).get(0));
            deleteEvidence(run);
            run.disturbed(
                    Disturbance.Kind.DAMAGE, records, zeros(records) + "and the evidence is lost");
            goOn(run);
            told(run, records);
            return run.finish();
        }
    }

    /**
     * The same with records that were never applied. What they held is lost by whoever zeroed them,
     * but nothing else is, and the node says how many there were.
     */
    static Verdict unapplied(RigOptions options, Consumer<String> progress) throws Exception {
        try (Run run = Run.open(options, "unapplied-damage", progress)) {
            twoSegments(run, new NodeProcess.Way(List.of(), "512m", UNAPPLIED));
            run.awaitClientsRest();
            run.kill("kill, before the journal is damaged");
            int records = zero(segments(run).get(0));
            run.disturbed(Disturbance.Kind.LOSS, records, zeros(records) + "none of them applied");
            goOn(run);
            told(run, records);
            return run.finish();
        }
    }

    /** A failed sync makes an old segment of the one in use. */
    private static void twoSegments(Run run, NodeProcess.Way way) {
        Strace.require();
        run.start(way);
        run.awaitAcked(Math.min(200, run.options().events() / 2));
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
    }

    private static void goOn(Run run) {
        run.load().rest(false);
        run.start();
        run.awaitAcked(20);
    }

    private static String zeros(int records) {
        return BLOCK + " zeros over " + records + " records of an old segment, ";
    }

    private static void told(Run run, int records) {
        run.expect(
                Waiting.happens(ALARM, () -> damaged(run.node().output()) > 0)
                        && damaged(run.node().output()) == records,
                "an ERROR names the segment and the " + records + " damaged records");
        run.expect(run.api().health().contains(".seg: records from"), "health shows the damage");
    }

    /** How many records the node called damaged. */
    private static long damaged(String output) {
        Matcher told = ALARMED.matcher(output);
        long records = 0;
        while (told.find()) {
            records += Long.parseLong(told.group(2)) - Long.parseLong(told.group(1)) + 1;
        }
        return records;
    }

    /**
     * Zeroes a block in the middle and gives the number of records it touches; their format is in
     * the README of the journal.
     */
    private static int zero(Path segment) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            long from = file.length() / 2 / BLOCK * BLOCK;
            int touched = 0;
            long next = SEGMENT_HEADER;
            while (next < Math.min(from + BLOCK, file.length())) {
                file.seek(next);
                next += RECORD_HEADER + file.readInt();
                touched += next > from ? 1 : 0;
            }
            file.seek(from);
            file.write(new byte[BLOCK]);
            return touched;
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
