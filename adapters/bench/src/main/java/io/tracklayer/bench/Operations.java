// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.replay.AuditEntry;
import io.tracklayer.core.replay.Replay;
import io.tracklayer.core.replay.ReplayCursor;
import io.tracklayer.core.replay.ReplayFilter;
import io.tracklayer.core.replay.ReplayOrder;
import io.tracklayer.core.replay.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;

/** The requests made in {@link Months}, and what operators did meanwhile. */
final class Operations {
    private static final int EVENTS_PER_ATTEMPT = 40;
    private static final int EVENTS_PER_REPLAY = 4_000;

    private Operations() {}

    /** The id of the request that an event was last sent with. */
    static String attempt(long number) {
        return "att_%09d".formatted(number - number % EVENTS_PER_ATTEMPT);
    }

    /** The id of a replay of before an event. */
    static String replay(long number) {
        return "replay-" + (number - number % EVENTS_PER_REPLAY);
    }

    /** Writes what begins with an event. */
    static void write(UnitOfWork unit, Instant at, long number) {
        if (number % EVENTS_PER_ATTEMPT == 0) {
            List<Long> carried =
                    LongStream.range(number, number + EVENTS_PER_ATTEMPT)
                            .mapToObj(Months::seq)
                            .toList();
            unit.insertAttempt(destination(number), sent(number, at), carried);
            unit.replays().audit(new AuditEntry(number, at, "anna", "replay.start", "r1", ""));
        }
        if (number % EVENTS_PER_REPLAY == 0) {
            unit.replays().put(ended(number, at));
        }
    }

    private static String destination(long number) {
        return Months.DESTINATIONS.get(
                (int) (number / EVENTS_PER_ATTEMPT % Months.DESTINATIONS.size()));
    }

    private static Attempt sent(long number, Instant at) {
        boolean taken = number % (10 * EVENTS_PER_ATTEMPT) != 0;
        return new Attempt(
                attempt(number),
                at,
                87,
                "POST",
                "https://platform.example/events",
                Map.of("content-type", "application/json"),
                "{\"events\":[" + "{\"value\":129.90},".repeat(30) + "{}]}",
                taken ? 200 : 503,
                Map.of("content-type", "text/plain"),
                taken ? "taken" : "busy",
                taken ? "delivered" : "retry",
                taken ? "200" : "503",
                taken ? "" : "busy",
                List.of());
    }

    private static Replay ended(long number, Instant at) {
        ReplayFilter filter =
                new ReplayFilter(
                        "ads",
                        "",
                        "",
                        at.minus(Duration.ofDays(1)),
                        at,
                        DeliveryStatus.FAILED,
                        "http_400",
                        "",
                        "",
                        new TreeSet<>());
        return new Replay(
                replay(number),
                number,
                new ReplayOrder(filter, 50, false, false),
                "anna",
                40,
                Replay.State.DONE,
                at,
                at.plusSeconds(1),
                "",
                1,
                new ReplayCursor(Months.seq(number), "ads"),
                at,
                true,
                new Tally(40, 39, 1, 0, Map.of()));
    }
}
