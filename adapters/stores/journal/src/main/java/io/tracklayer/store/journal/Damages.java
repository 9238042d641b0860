// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Damaged places seen so far: each is logged once and stays in the health reading. Thread-safe. */
final class Damages {
    private static final Logger log = LoggerFactory.getLogger(Damages.class);

    private final Map<Path, Map<Long, String>> byFile = new ConcurrentSkipListMap<>();

    void report(Path file, long firstOffset, long beyondOffset, long position) {
        String message =
                file
                        + ": records from offset "
                        + firstOffset
                        + " to "
                        + (beyondOffset - 1)
                        + " are damaged or missing at byte "
                        + position
                        + " and are passed over; the rest is served. Check the disk, keep a copy"
                        + " of the file, and compare the orders of that time by reconciliation.";
        boolean isNew =
                byFile.computeIfAbsent(file, f -> new ConcurrentSkipListMap<>())
                                .putIfAbsent(position, message)
                        == null;
        if (isNew) {
            log.error(message);
        }
    }

    void forget(Path file) {
        byFile.remove(file);
    }

    /** Empty when nothing is damaged. */
    String summary() {
        int places = 0;
        String first = "";
        for (Map<Long, String> inFile : byFile.values()) {
            for (String message : inFile.values()) {
                first = places == 0 ? message : first;
                places++;
            }
        }
        return places > 1 ? first + " (and " + (places - 1) + " more places)" : first;
    }
}
