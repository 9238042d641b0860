// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** All that one run wrote down, and all that the checker reads. */
record Ledgers(
        List<Attempted> attempted,
        List<Acked> acked,
        List<Received> received,
        List<Disturbance> disturbances,
        List<Row> rows,
        List<Sample> samples) {
    static final String ATTEMPT = "attempt.log";
    static final String ACKED = "acked.log";
    static final String RECEIVED = "received.log";
    static final String FAULTS = "faults.log";
    static final String ROWS = "rows.log";
    static final String SAMPLES = "samples.log";

    /** Reads the files of a run; a missing one is empty. */
    static Ledgers read(Path folder) {
        return new Ledgers(
                lines(folder.resolve(ATTEMPT), Attempted::of),
                lines(folder.resolve(ACKED), Acked::of),
                lines(folder.resolve(RECEIVED), Received::of),
                lines(folder.resolve(FAULTS), Disturbance::of),
                lines(folder.resolve(ROWS), Row::of),
                lines(folder.resolve(SAMPLES), Sample::of));
    }

    private static <T> List<T> lines(Path file, Function<String, T> reader) {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(reader).toList()
                    : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
