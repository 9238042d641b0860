// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoEventsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void aSenderWhoWordsEachRequestAnewMakesOneFinding() {
        List<WindowFinding> found = findings(60);

        assertEquals(1, found.size());
        assertEquals(60, found.get(0).affected());
        assertEquals(
                "unknown_path: no source listens at /x0/hooks (the newest of 60 different ones)",
                found.get(0).finding().sentence());
        assertEquals("/events/requests/0", found.get(0).finding().proofs().get(0).link());
    }

    @Test
    void aFewDifferentReasonsAreToldApart() {
        assertEquals(
                List.of(
                        "unknown_path: no source listens at /x0/hooks",
                        "unknown_path: no source listens at /x1/hooks"),
                findings(2).stream().map(found -> found.finding().sentence()).toList());
    }

    private static List<WindowFinding> findings(int sentences) {
        List<ObservationRow> rows =
                IntStream.range(0, sentences).mapToObj(NoEventsTest::stray).toList();
        return NoEvents.unused(rows).findings(State.FAILED, 0, false);
    }

    private static ObservationRow stray(int number) {
        return new ObservationRow(
                number + "-0",
                number,
                "",
                "",
                "unknown",
                NOON,
                Verdict.REFUSED,
                "unknown_path",
                "no source listens at /x" + number + "/hooks",
                0,
                "");
    }
}
