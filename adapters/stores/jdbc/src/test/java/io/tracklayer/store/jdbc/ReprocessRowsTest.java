// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReprocessRowsTest {
    @TempDir Path folder;

    @Test
    void aMessageTakenUpAgainKeepsItsRowAndTheCountsGoWithIt() {
        ObservationRow rejected = Given.observation(7, 1, Verdict.REJECTED, "shopify");
        ObservationRow other = Given.observation(7, 0, Verdict.REJECTED, "shopify");
        try (JdbcEvidenceStore store = Given.store(folder)) {
            Given.unit(
                    store,
                    rows -> {
                        rows.insertObservation(rejected);
                        rows.insertObservation(other);
                    });
            ObservationRow after = rejected.takenUp("taken up again as request 9");
            Given.unit(
                    store,
                    rows -> {
                        assertEquals(2, rows.observationsAt(7).size());
                        rows.updateObservation(after);
                    });
            Given.unit(store, rows -> assertEquals(List.of(after, other), rows.observationsAt(7)));
            assertEquals(
                    List.of("rejected 1", "reprocessed 1"),
                    store.queries().observationCounts().stream()
                            .map(count -> count.verdict() + " " + count.count())
                            .sorted()
                            .toList());
        }
    }
}
