// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** Disks that are full, cut off, slow, or fail to sync. */
final class Disks {
    private static final Duration HEAL = Duration.ofSeconds(5);
    private static final Duration FAIL = Duration.ofSeconds(60);
    private static final int CANARY_BYTES = 64 * 1024;

    private Disks() {}

    /** The data folder is 24 MB small and then grows; nobody restarts the node. */
    static Verdict full(RigOptions options, Consumer<String> progress) throws Exception {
        Path folder = Files.createDirectories(options.folder().resolve("disk-full"));
        try (Mounts disk = Mounts.memory(folder.resolve("disk"), "24m");
                Run run = Run.open(options, folder, disk.point().resolve("data"), progress)) {
            run.start();
            run.awaitAcked(50);
            fill(disk.point());
            run.disturbed(Disturbance.Kind.OTHER, 0, "the disk is nearly full");
            boolean refused = Waiting.happens(FAIL, () -> run.load().refused() > 20);
            run.expect(refused, "a full disk is answered with 503");
            // one in twenty may have met a machine that was busy, none a node that waits
            run.expect(
                    run.load().slowRefusals() * 20 <= run.load().refused()
                            && run.load().slowestRefusalMillis() < 3000,
                    "503 comes within 1 s, the slowest took %d ms"
                            .formatted(run.load().slowestRefusalMillis()));
            disk.resize("512m");
            run.disturbed(Disturbance.Kind.OTHER, 0, "the disk has space again");
            heals(run);
            return run.finish();
        }
    }

    private static void fill(Path disk) throws IOException {
        long left = Files.getFileStore(disk).getUsableSpace() - 256 * 1024;
        if (left > 0) {
            Files.write(disk.resolve("ballast"), new byte[(int) left]);
        }
    }

    private static void heals(Run run) {
        long before = run.load().acked();
        run.expect(
                Waiting.happens(HEAL, () -> run.load().acked() > before),
                "intake goes on within " + HEAL.toSeconds() + " s, without a restart");
    }

    /**
     * The power fails: what the file system's image holds at that moment is all there is. A file
     * that was never synced must be gone, or the cut proved nothing.
     */
    static Verdict cut(RigOptions options, Consumer<String> progress) throws Exception {
        Path folder = Files.createDirectories(options.folder().resolve("power-cut"));
        Path point = folder.resolve("disk");
        Path image = folder.resolve("disk-0.img");
        Mounts.format(image, "300m");
        Mounts disk = Mounts.image(point, image);
        try (Run run = Run.open(options, folder, point.resolve("data"), progress)) {
            for (int time = 1; time <= options.times(); time++) {
                run.start();
                run.awaitAcked(Math.max(50, options.events() / (options.times() + 1)));
                Files.write(point.resolve("canary"), new byte[CANARY_BYTES]);
                run.kill("power cut " + time + " of " + options.times());
                Path after = folder.resolve("disk-" + time + ".img");
                Programs.run("cp", "--sparse=always", image.toString(), after.toString());
                disk.close();
                Files.delete(image);
                image = after;
                disk = Mounts.image(point, image);
                run.expect(!canary(point), "rig: unsynced bytes are lost in the cut");
            }
            run.start();
            return run.finish();
        } finally {
            disk.close();
            Files.deleteIfExists(image);
        }
    }

    private static boolean canary(Path point) throws IOException {
        Path canary = point.resolve("canary");
        boolean kept = Files.exists(canary) && Files.size(canary) == CANARY_BYTES;
        Files.deleteIfExists(canary);
        return kept;
    }

    /** One sync fails, then all do, then none. */
    static Verdict badSync(RigOptions options, Consumer<String> progress) throws Exception {
        Strace.require();
        try (Run run = Run.open(options, "bad-sync", progress)) {
            run.start();
            run.awaitAcked(50);
            failing(run, "fdatasync:error=EIO:when=3", "one sync fails");
            run.awaitAcked(50);
            failing(run, "fdatasync:error=EIO", "every sync fails");
            heals(run);
            return run.finish();
        }
    }

    private static void failing(Run run, String fault, String text) {
        long before = run.load().refused();
        run.disturbed(Disturbance.Kind.OTHER, 0, text);
        Strace.during(
                run.node().pid(),
                fault,
                run.log("strace"),
                () ->
                        run.expect(
                                Waiting.happens(FAIL, () -> run.load().refused() > before),
                                "when " + text + ", who waits for it gets 503"));
    }

    /** Syncs take 0.3 s, then 6 s. */
    static Verdict slowSync(RigOptions options, Consumer<String> progress) throws Exception {
        Strace.require();
        try (Run run = Run.open(options, "slow-sync", progress)) {
            run.start();
            run.awaitAcked(50);
            run.disturbed(Disturbance.Kind.OTHER, 0, "syncs take 0.3 s");
            Strace.during(
                    run.node().pid(),
                    "fdatasync:delay_exit=300000",
                    run.log("strace"),
                    () -> run.awaitAcked(50));
            failing(run, "fdatasync:delay_exit=6000000", "syncs take 6 s");
            run.awaitAcked(50);
            return run.finish();
        }
    }
}
