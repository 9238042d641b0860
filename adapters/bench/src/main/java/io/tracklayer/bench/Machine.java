// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the figures were measured on.
 *
 * @param syncMicros median time of one write of 4 KiB with sync, in microseconds
 */
record Machine(int cores, String jdk, double syncMicros) {
    private static final int SYNCS = 101;

    /** Looks at this machine and at the disk of that folder. */
    static Machine look(Path folder) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                sync(folder));
    }

    private static double sync(Path folder) {
        Path probe = folder.resolve("sync.probe");
        try (FileChannel file =
                FileChannel.open(probe, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            double[] micros = new double[SYNCS];
            for (int i = 0; i < SYNCS; i++) {
                long begin = System.nanoTime();
                file.write(ByteBuffer.allocate(4_096));
                file.force(false);
                micros[i] = (System.nanoTime() - begin) / 1_000.0;
            }
            Files.delete(probe);
            return Numbers.median(micros);
        } catch (IOException failed) {
            throw new BenchFailure("cannot write in " + folder + ": " + failed, failed);
        }
    }

    String sentence() {
        return cores
                + " cores, "
                + jdk
                + ", a write of 4 KiB with sync takes "
                + Numbers.text(syncMicros)
                + " µs";
    }

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("cores", cores);
        tree.put("jdk", jdk);
        tree.put("sync_micros", syncMicros);
        return tree;
    }
}
