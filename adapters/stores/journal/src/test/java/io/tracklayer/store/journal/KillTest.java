// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.journal.JournalEntry;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Repeat a failure with {@code -Dtracklayer.seed=…}. */
@Timeout(60)
class KillTest {
    @TempDir Path directory;

    @Test
    void whatAKilledProcessAcknowledgedIsThereAlsoAfterKillsDuringRecovery() throws Exception {
        long seed = Long.getLong("tracklayer.seed", System.nanoTime());
        String note = "-Dtracklayer.seed=" + seed;
        Random random = new Random(seed);
        Map<Long, String> acked = new HashMap<>();
        for (int round = 0; round < 10; round++) {
            List<String> lines =
                    ChildJvm.start("append", directory).killAfter(2 + random.nextInt(300));
            assertEquals("open", lines.get(0), note);
            for (String line : lines.subList(1, lines.size())) {
                remember(acked, line, note);
            }
            ChildJvm.start("open", directory).killAt(80 + random.nextInt(200));
            assertAllThere(acked, note);
        }
        assertTrue(acked.size() > 200, note + " acknowledged only " + acked.size());
    }

    private static void remember(Map<Long, String> acked, String line, String note) {
        int space = line.indexOf(' ');
        String text = line.substring(space + 1);
        String before = acked.put(Long.parseLong(line.substring(0, space)), text);
        assertNull(before, note + " offset given out twice: " + line);
    }

    private void assertAllThere(Map<Long, String> acked, String note) throws Exception {
        try (SegmentJournal journal = Journals.open(directory)) {
            Map<Long, String> found = new HashMap<>();
            long expected = 0;
            for (JournalEntry entry : Journals.readAll(journal)) {
                assertEquals(expected++, entry.offset(), note);
                found.put(entry.offset(), Journals.text(entry));
            }
            assertEquals(expected, journal.nextOffset(), note);
            acked.forEach((offset, text) -> assertEquals(text, found.get(offset), note));
            assertEquals("", journal.health().problem(), note);
        }
    }
}
