// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.journal.Arrival;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Layer A of an event: which requests brought it, how they were believed, how late they came. */
final class ArrivedLayer {
    private static final Duration LATE = Duration.ofHours(1);
    private static final int MOST = 6;

    private final Ground ground;

    ArrivedLayer(Ground ground) {
        this.ground = ground;
    }

    Finding of(StoredEvent stored) {
        List<ObservationRow> rows = ground.evidence().observationsOf(stored.seq());
        List<Proof> proofs = new ArrayList<>();
        rows.stream().limit(MOST).map(row -> proof(stored, row)).forEach(proofs::add);
        Duration lag = Duration.between(stored.event().eventTime(), stored.event().receivedAt());
        proofs.add(happened(stored, lag));
        String sentence = sentence(stored, rows);
        if (lag.compareTo(LATE) <= 0) {
            return time(stored)
                    .map(note -> replaced(stored, sentence, note, proofs))
                    .orElseGet(() -> Finding.ok(Layer.ARRIVED, "", sentence, proofs));
        }
        return new Finding(
                Layer.ARRIVED,
                "",
                State.WARNING,
                Cause.ARRIVED_LATE,
                sentence + " It had happened " + Say.span(lag) + " before.",
                proofs,
                "See why "
                        + Say.list(stored.event().sources())
                        + " sends it that late: a retried webhook, an import, a wrong clock."
                        + " Platforms count old events less, or not at all.");
    }

    /** What is noted of a time that was there and could not be believed. */
    private static Optional<String> time(StoredEvent stored) {
        return stored.notes().stream()
                .filter(
                        note ->
                                note.startsWith("event_time_in_future:")
                                        || note.startsWith("event_time_from_arrival:")
                                                && note.contains("cannot be read"))
                .map(note -> note.substring(note.indexOf(':') + 1))
                .findFirst();
    }

    private static Finding replaced(
            StoredEvent stored, String sentence, String note, List<Proof> proofs) {
        return new Finding(
                Layer.ARRIVED,
                "",
                State.WARNING,
                Cause.TIME_REPLACED,
                sentence + " The time it gives cannot be right: " + note.strip() + ".",
                proofs,
                "Have "
                        + Say.list(stored.event().sources())
                        + " send the time as ISO 8601 with its zone (2026-01-15T10:20:30Z), and set"
                        + " that machine's clock by NTP. Platforms show the purchase at the time it"
                        + " arrived.");
    }

    private static String sentence(StoredEvent stored, List<ObservationRow> rows) {
        String from = Say.list(stored.event().sources());
        String at = Say.time(stored.event().receivedAt());
        String to =
                " to store " + stored.event().store() + " of merchant " + stored.event().merchant();
        return rows.isEmpty()
                ? "It arrived at " + at + " from " + from + "."
                : Say.count(rows.size(), "request", "requests")
                        + " from "
                        + from
                        + " brought it"
                        + to
                        + ", the first at "
                        + at
                        + ".";
    }

    private Proof proof(StoredEvent stored, ObservationRow row) {
        String how =
                ground.evidence()
                        .arrival(row.arrivalOffset())
                        .map(ArrivedLayer::believed)
                        .orElse("the request itself is no longer kept");
        return new Proof(
                row.source()
                        + " at "
                        + Say.clock(row.receivedAt())
                        + ", "
                        + row.verdict().wire()
                        + ": "
                        + how,
                Links.event(stored.seq()));
    }

    private static String believed(Arrival arrival) {
        String by =
                Optional.of(arrival.verifiedBy())
                        .filter(how -> !how.isEmpty())
                        .map(how -> "proven by " + how)
                        .orElse("believed without proof");
        return by + arrival.takesUp().map(again -> ", taken up again by " + again.by()).orElse("");
    }

    private static Proof happened(StoredEvent stored, Duration lag) {
        String gap =
                lag.isNegative()
                        ? Say.span(lag) + " after it arrived, by the sender's clock"
                        : Say.span(lag) + " before it arrived";
        return new Proof(
                "it happened at " + Say.time(stored.event().eventTime()) + ", " + gap,
                Links.event(stored.seq()));
    }
}
