// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.JournalRecord;
import io.tracklayer.core.journal.JournalUnavailableException;
import io.tracklayer.core.journal.ReplayChunk;
import io.tracklayer.core.journal.ReplayCommand;
import io.tracklayer.core.pipeline.ActiveConfiguration;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves running replays on: appends to the journal what each takes up next, at most a second's
 * worth per second, and nothing while its destinations have not kept up with live deliveries or
 * with what it took up before. Ends those to a destination that was removed. Remembers nothing that
 * a restart could harm. For one thread.
 */
public final class Replayer {
    private static final Logger LOG = LoggerFactory.getLogger(Replayer.class);
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration LIVE_MAY_WAIT = Duration.ofSeconds(3);
    private static final int PAGE = 500;

    /** A file that is being replaced is not there for a moment. */
    private static final Duration BACK_WITHIN = Duration.ofMinutes(1);

    private static final int MOST_EXAMINED = 2_000;

    private final Journal journal;
    private final EvidenceStore store;
    private final Supplier<ActiveConfiguration> active;
    private final Clock clock;
    private final Map<String, Instant> missing = new TreeMap<>();
    private long awaited;

    public Replayer(
            Journal journal,
            EvidenceStore store,
            Supplier<ActiveConfiguration> active,
            Clock clock) {
        this.journal = journal;
        this.store = store;
        this.active = active;
        this.clock = clock;
    }

    /** Gives each running replay one turn; call about once a second. */
    public void turn() throws InterruptedException {
        // What was appended last decides where to go on, so it must be in the evidence first.
        if (store.appliedOffset() < awaited) {
            return;
        }
        Instant now = clock.instant();
        for (Replay replay : store.queries().replays().running()) {
            if (removed(replay.order().filter().destination(), now)) {
                append(replay.id(), ended(replay, now));
            } else if (!replay.selected() && rested(replay, now) && !waits(replay, now)) {
                append(replay.id(), chunk(replay, now));
            }
        }
    }

    // What it has queued for a destination that is no more would never end, nor would the replay.
    private boolean removed(String destination, Instant now) {
        if (destination.isEmpty()
                || active.get().configuration().destination(destination).isPresent()) {
            missing.remove(destination);
            return false;
        }
        Instant since = missing.computeIfAbsent(destination, id -> now);
        return Duration.between(since, now).compareTo(BACK_WITHIN) > 0;
    }

    private static ReplayCommand ended(Replay replay, Instant now) {
        return ReplayCommand.end(
                replay.id(),
                now,
                "destination \""
                        + replay.order().filter().destination()
                        + "\" was removed; put its file back and start the replay again");
    }

    // A clock that was set back must not mean a pause of hours.
    private static boolean rested(Replay replay, Instant now) {
        return replay.lastChunk()
                .map(last -> Duration.between(last, now).abs().compareTo(TURN) >= 0)
                .orElse(true);
    }

    private boolean waits(Replay replay, Instant now) {
        if (replay.tally().outstanding() >= 2L * replay.order().perSecond()) {
            return true;
        }
        Map<String, Pause> pauses = store.queries().pauses();
        List<String> destinations = destinations(replay.order());
        return destinations.stream()
                .filter(id -> destinations.size() == 1 || !pauses.containsKey(id))
                .anyMatch(id -> store.queries().replays().overdue(id, now.minus(LIVE_MAY_WAIT)));
    }

    private List<String> destinations(ReplayOrder order) {
        return active.get().configuration().destinations().stream()
                .filter(DestinationConfig::enabled)
                .map(DestinationConfig::id)
                .filter(
                        id ->
                                order.filter().destination().isEmpty()
                                        || order.filter().destination().equals(id))
                .toList();
    }

    private ReplayChunk chunk(Replay replay, Instant now) {
        ReplayOrder order = replay.order();
        Examiner examiner = new Examiner(store.queries(), order, active.get(), now);
        Picking picking = new Picking(order, replay.cursor());
        while (picking.goesOn()) {
            picking.look(store.queries().replays().select(order, picking.cursor, PAGE), examiner);
        }
        return new ReplayChunk(
                replay.id(),
                replay.chunks() + 1,
                now,
                picking.items,
                picking.excluded,
                picking.cursor,
                picking.last);
    }

    private void append(String replay, JournalRecord next) throws InterruptedException {
        try {
            awaited = journal.append(JournalCodec.encode(next)).get() + 1;
        } catch (ExecutionException | JournalUnavailableException unavailable) {
            // Should it be in the journal all the same, its number keeps it from counting twice.
            LOG.warn("replay {} waits for the journal: {}", replay, unavailable.getMessage());
        }
    }

    /** The items of one chunk as they are found. */
    private static final class Picking {
        private final ReplayOrder order;
        private final List<ReplayChunk.Item> items = new ArrayList<>();
        private final Map<String, Long> excluded = new TreeMap<>();
        private ReplayCursor cursor;
        private int examined;
        private boolean last;

        Picking(ReplayOrder order, ReplayCursor cursor) {
            this.order = order;
            this.cursor = cursor;
        }

        boolean goesOn() {
            return !last && items.size() < order.perSecond() && examined < MOST_EXAMINED;
        }

        void look(Selection page, Examiner examiner) {
            examined += PAGE;
            for (Candidate candidate : page.candidates()) {
                if (items.size() == order.perSecond()) {
                    return;
                }
                take(candidate, examiner.examine(candidate));
                cursor = candidate.place();
            }
            cursor = page.next();
            last = page.exhausted();
        }

        // A backfilled event gets its delivery also when the rules skip it.
        private void take(Candidate candidate, Examiner.Finding finding) {
            if (finding.admitted() || order.backfill() && finding.decided()) {
                items.add(
                        new ReplayChunk.Item(
                                candidate.eventSeq(),
                                candidate.destination(),
                                finding.resendUntil()));
            } else {
                excluded.merge(finding.reason(), 1L, Long::sum);
            }
        }
    }
}
