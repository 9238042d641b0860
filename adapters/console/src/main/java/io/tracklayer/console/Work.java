// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.replay.Replay;
import io.tracklayer.core.replay.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something long that is under way.
 *
 * @param kind replay, import, rebuild or catch_up
 * @param title what it is
 * @param unit what is counted
 * @param total -1 when nobody knows
 * @param perSecond 0 when not known yet
 * @param cancel path that ends it when an empty JSON object is posted there, or empty
 */
record Work(
        String kind,
        String id,
        String title,
        String unit,
        long done,
        long total,
        double perSecond,
        String cancel) {
    private static final double SLOWEST = 0.01;

    static Work of(Replay replay, Instant now) {
        Tally tally = replay.tally();
        long done = tally.queued() - tally.outstanding() + tally.excludedInAll();
        double seconds = Math.max(1, Duration.between(replay.startedAt(), now).toSeconds());
        return new Work(
                "replay",
                replay.id(),
                "Replay " + replay.id() + " to " + replay.order().filter().destination(),
                "deliveries",
                done,
                replay.expected(),
                done / seconds,
                "/api/v1/replays/" + replay.id() + "/cancel");
    }

    static Work of(NodeSigns.Import running) {
        double seconds =
                Math.max(1, Duration.between(running.begunAt(), running.lastAt()).toSeconds());
        return new Work(
                "import",
                running.id(),
                "Import " + running.id() + " for " + running.store(),
                "records",
                running.stored(),
                -1,
                running.stored() / seconds,
                "");
    }

    static Work catchUp(NodeSigns signs) {
        return new Work(
                signs.rebuilding() ? "rebuild" : "catch_up",
                "",
                signs.rebuilding()
                        ? "Bringing the evidence up to the journal; nothing is sent until then"
                        : "The evidence is behind the journal",
                "records",
                signs.applied(),
                signs.journalled(),
                signs.perSecond(),
                "");
    }

    /** How many of a hundred are done; empty when nobody knows how many there are. */
    OptionalLong percent() {
        return total <= 0
                ? OptionalLong.empty()
                : OptionalLong.of(Math.min(100, 100 * done / total));
    }

    /** How long it takes at this rate; empty when that cannot be told. */
    Optional<Duration> left() {
        return total < 0 || perSecond < SLOWEST
                ? Optional.empty()
                : Optional.of(
                        Duration.ofSeconds(
                                (long) Math.ceil(Math.max(0, total - done) / perSecond)));
    }

    Map<String, Object> json() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", kind);
        tree.put("id", id);
        tree.put("title", title);
        tree.put("unit", unit);
        tree.put("done", done);
        if (total >= 0) {
            tree.put("total", total);
        }
        tree.put("per_second", Math.round(perSecond * 10) / 10.0);
        left().ifPresent(left -> tree.put("seconds_left", left.toSeconds()));
        tree.put("sentence", sentence());
        if (!cancel.isEmpty()) {
            tree.put("cancel", cancel);
        }
        return tree;
    }

    /** How far it is, in words. */
    String sentence() {
        StringBuilder text = new StringBuilder().append(done);
        if (total >= 0) {
            text.append(" of ").append(total);
        }
        text.append(' ').append(unit);
        if (perSecond >= SLOWEST) {
            text.append(", ").append(Math.round(perSecond * 10) / 10.0).append(" a second");
        }
        left().ifPresent(left -> text.append(", ").append(Figures.length(left)).append(" left"));
        return text.toString();
    }
}
