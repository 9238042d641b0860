// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.replay.AuditEntry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is different about a request that is taken up again: only those of its messages count of
 * which nothing had come, and attempts count from now and not from its arrival.
 */
final class Reprocessing {
    private Reprocessing() {}

    /**
     * Leaves the messages that had not been used, and notes with their earlier rows where they went
     * on.
     */
    static List<Passage> open(
            Applying<Arrival> applying, Arrival.Again again, List<Passage> passages) {
        if (passages.isEmpty()) {
            return passages;
        }
        UnitOfWork unit = applying.unit();
        Map<String, ObservationRow> earlier =
                unit.observationsAt(again.offset()).stream()
                        .collect(Collectors.toMap(ObservationRow::id, Function.identity()));
        List<Passage> left =
                passages.stream().filter(passage -> unused(passage, again, earlier)).toList();
        if (left.isEmpty()) {
            passages.get(0)
                    .end(
                            Verdict.IGNORED,
                            "nothing_to_reprocess",
                            "request "
                                    + again.offset()
                                    + " had been used before this was applied; nothing was left of it",
                            0);
            return passages.subList(0, 1);
        }
        earlier.values().stream()
                .filter(row -> row.verdict().reprocessable())
                .forEach(row -> unit.updateObservation(row.takenUp(sentence(applying, row))));
        audit(applying, again, left.size());
        return left;
    }

    /** A delivery's time to give up must not have run while the request lay rejected. */
    static Decision held(Passage passage, Decision decision) {
        Arrival arrival = passage.arrival();
        Duration lay = Duration.between(arrival.receivedAt(), arrival.begunAt());
        return arrival.takesUp().isPresent() && decision.allowed() && !lay.isNegative()
                ? decision.with(decision.treatment().heldFor(lay))
                : decision;
    }

    private static boolean unused(
            Passage passage, Arrival.Again again, Map<String, ObservationRow> earlier) {
        ObservationRow row = earlier.get(again.offset() + "-" + passage.index());
        return row == null || row.verdict().reprocessable();
    }

    private static String sentence(Applying<Arrival> applying, ObservationRow row) {
        return "taken up again as request "
                + applying.offset()
                + "; it had been "
                + row.verdict().wire()
                + " ("
                + row.reason()
                + "): "
                + row.sentence();
    }

    private static void audit(Applying<Arrival> applying, Arrival.Again again, int messages) {
        applying.unit()
                .replays()
                .audit(
                        new AuditEntry(
                                applying.offset(),
                                again.at(),
                                again.by(),
                                "request.reprocess",
                                String.valueOf(again.offset()),
                                messages + " message(s) of it were looked at again"));
    }
}
