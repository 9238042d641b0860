// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Requeue;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.replay.AuditEntry;
import io.tracklayer.core.replay.Candidate;
import io.tracklayer.core.replay.Replay;
import io.tracklayer.core.replay.ReplayCursor;
import io.tracklayer.core.replay.ReplayFilter;
import io.tracklayer.core.replay.ReplayOrder;
import io.tracklayer.core.replay.Selection;
import io.tracklayer.core.replay.Tally;
import io.tracklayer.spi.EventName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayQueriesTest {
    private static final Instant SINCE = Given.NOON.minusSeconds(10);
    private static final Instant UNTIL = Given.NOON.plusSeconds(1_000);

    @TempDir Path folder;
    private JdbcEvidenceStore store;

    @BeforeEach
    void open() {
        store = Given.store(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void everyMatchIsMetOnceInOrderHoweverSmallThePages() {
        fill(40);
        for (int limit : List.of(1, 3, 7, 500)) {
            assertEquals(
                    expected(40, "ga4", "meta"),
                    walk(order(filter("", "", null, "", "")), limit),
                    "pages of " + limit);
        }
        assertEquals(expected(40, "meta"), walk(order(filter("meta", "", null, "", "")), 3));
    }

    @Test
    void anEventNumberedBeforeOneThatWasReceivedEarlierIsMetToo() {
        Given.unit(
                store,
                rows -> {
                    for (long seq = 1; seq <= 2; seq++) {
                        rows.insertEvent(
                                Given.stored(
                                        seq,
                                        Given.plain(seq, EventName.PRODUCT_VIEWED, "acme")
                                                .receivedAt(Given.NOON.minusSeconds(seq))
                                                .build()));
                        rows.insertDelivery(
                                Given.delivery(
                                        seq, "meta", DeliveryStatus.FAILED, "http_400", null));
                    }
                });
        assertEquals(expected(2, "meta"), walk(order(filter("", "", null, "", "")), 5));
    }

    @Test
    void eachFilterNarrows() {
        fill(4);
        Given.unit(
                store,
                rows -> {
                    rows.insertAttempt("meta", Given.attempt("att-9", Given.NOON), List.of(1L));
                    rows.insertEvent(Given.event(9, EventName.PRODUCT_VIEWED, "other", "o9"));
                    rows.insertDelivery(
                            Given.delivery(9, "meta", DeliveryStatus.SKIPPED, "not_enabled", null));
                });
        assertEquals(
                List.of("9 meta"), walk(order(filter("", "", DeliveryStatus.SKIPPED, "", "")), 5));
        assertEquals(List.of("9 meta"), walk(order(filter("", "", null, "not_enabled", "")), 5));
        assertEquals(9, walk(order(filter("", "", null, "", "200")), 5).size());
        assertEquals(List.of(), walk(order(filter("", "", null, "", "100")), 5));
        assertEquals(List.of("9 meta"), walk(order(filter("", "other-store", null, "", "")), 5));
        ReplayFilter early =
                new ReplayFilter(
                        "",
                        "",
                        "",
                        SINCE,
                        Given.NOON.plusSeconds(3),
                        null,
                        "",
                        "",
                        "",
                        new TreeSet<>());
        assertEquals(expected(2, "ga4", "meta"), walk(order(early), 5));
    }

    @Test
    void aBackfillMeetsEventsWithoutADeliveryAndThoseSkippedWhileItWasOff() {
        fill(3);
        Given.unit(
                store,
                rows -> {
                    rows.insertEvent(Given.event(7));
                    rows.insertEvent(Given.event(8));
                    rows.insertDelivery(
                            Given.delivery(
                                    8,
                                    "meta",
                                    DeliveryStatus.SKIPPED,
                                    "destination_disabled",
                                    null));
                });
        ReplayOrder order = new ReplayOrder(filter("meta", "", null, "", ""), 5, false, true);
        for (int limit : List.of(1, 2, 500)) {
            assertEquals(List.of("7 meta", "8 meta"), walk(order, limit));
        }
    }

    @Test
    void aReplayComesBackAsItWas() {
        Replay begun = replay("r1", 7, Replay.State.RUNNING);
        Replay ended = replay("r2", 9, Replay.State.DONE);
        Given.unit(
                store,
                rows -> {
                    rows.replays().put(begun);
                    rows.replays().put(ended);
                    rows.replays().put(ended);
                });
        assertEquals(List.of(ended, begun), store.queries().replays().replays(10, 5));
        assertEquals(List.of(begun), store.queries().replays().replays(9, 5));
        assertEquals(List.of(begun), store.queries().replays().running());
        assertEquals(ended, store.queries().replays().replay("r2").orElseThrow());
    }

    @Test
    void theAuditTrailKeepsAnEntryOnceAndNeverEndsAPageInsideARecord() {
        AuditEntry old = new AuditEntry(3, Given.NOON, "anna", "replay.start", "r1", Given.NASTY);
        AuditEntry one = new AuditEntry(4, Given.NOON, "anna", "replay.end", "r1", "");
        AuditEntry two = new AuditEntry(4, Given.NOON, "anna", "replay.end", "r2", "");
        Given.unit(store, rows -> List.of(old, one, two, old).forEach(rows.replays()::audit));
        assertEquals(Set.of(one, two), Set.copyOf(store.queries().replays().audit(9, 1)));
        assertEquals(List.of(old), store.queries().replays().audit(4, 5));
    }

    @Test
    void anEndedReplayGoesAfterItsTimeAndOneThatGoesOnStays() {
        Replay running = replay("r1", 3, Replay.State.RUNNING);
        Replay done = replay("r2", 4, Replay.State.DONE);
        Given.unit(store, rows -> List.of(running, done).forEach(rows.replays()::put));
        Instant last = done.ended().orElseThrow().plus(Duration.ofDays(90));
        assertEquals(0, purge(last));
        assertEquals(1, purge(last.plusMillis(1)));
        assertEquals(List.of(running), store.queries().replays().replays(9, 5));
    }

    @Test
    void whatOperatorsDidGoesAfterItsTimeTheOldestFirst() {
        AuditEntry old = new AuditEntry(3, Given.NOON, "anna", "replay.start", "r1", "");
        AuditEntry later =
                new AuditEntry(4, Given.NOON.plusSeconds(9), "anna", "replay.end", "r1", "");
        Given.unit(store, rows -> List.of(old, later).forEach(rows.replays()::audit));
        Instant last = Given.NOON.plus(Duration.ofDays(400));
        assertEquals(0, purge(last));
        assertEquals(1, purge(last.plusMillis(1)));
        assertEquals(List.of(later), store.queries().replays().audit(9, 5));
        assertEquals(1, purge(last.plusSeconds(10)));
        assertEquals(List.of(), store.queries().replays().audit(9, 5));
    }

    private int purge(Instant now) {
        return store.purge(RetentionPolicy.standard(Duration.ofHours(24)), now, 100);
    }

    @Test
    void onlyALiveDeliveryIsOverdue() {
        Delivery live = Given.pending(1, "meta", Given.NOON);
        Delivery replayed =
                live.requeued(
                        new Requeue("r1", Given.NOON, Given.NOON.plusSeconds(9)),
                        live.decision(),
                        Given.NOON);
        Given.unit(store, rows -> rows.insertDelivery(replayed));
        assertFalse(store.queries().replays().overdue("meta", Given.NOON.plusSeconds(5)));
        assertEquals(List.of(replayed), store.queries().deliveriesOf(1));
        Given.unit(store, rows -> rows.updateDelivery(live));
        assertTrue(store.queries().replays().overdue("meta", Given.NOON.plusSeconds(5)));
        assertFalse(store.queries().replays().overdue("meta", Given.NOON.minusSeconds(5)));
    }

    private void fill(int events) {
        Given.unit(
                store,
                rows -> {
                    for (long seq = 1; seq <= events; seq++) {
                        rows.insertEvent(Given.event(seq));
                        for (String destination : List.of("meta", "ga4")) {
                            String reason = seq % 3 == 0 ? "http_400" : "http_500";
                            rows.insertDelivery(
                                    Given.delivery(
                                            seq, destination, DeliveryStatus.FAILED, reason, null));
                        }
                    }
                });
    }

    private List<String> walk(ReplayOrder order, int limit) {
        List<String> met = new ArrayList<>();
        Selection page = new Selection(List.of(), ReplayCursor.START, false);
        for (int pages = 0; !page.exhausted(); pages++) {
            assertTrue(pages < 200, "the walk does not end");
            page = store.queries().replays().select(order, page.next(), limit);
            page.candidates().stream()
                    .map(Candidate::place)
                    .forEach(place -> met.add(place.eventSeq() + " " + place.destination()));
        }
        return met;
    }

    private static List<String> expected(int events, String... destinations) {
        List<String> all = new ArrayList<>();
        for (int seq = 1; seq <= events; seq++) {
            for (String destination : destinations) {
                all.add(seq + " " + destination);
            }
        }
        return all;
    }

    private static ReplayOrder order(ReplayFilter filter) {
        return new ReplayOrder(filter, 5, false, false);
    }

    private static ReplayFilter filter(
            String destination, String shop, DeliveryStatus status, String reason, String code) {
        return new ReplayFilter(
                destination, "", shop, SINCE, UNTIL, status, reason, code, "", new TreeSet<>());
    }

    private static Replay replay(String id, long offset, Replay.State state) {
        return new Replay(
                id,
                offset,
                order(filter("meta", "main", DeliveryStatus.FAILED, "x", "y")),
                Given.NASTY,
                -1,
                state,
                Given.NOON,
                state == Replay.State.DONE ? Given.NOON.plusSeconds(1) : null,
                "",
                2,
                new ReplayCursor(5, "meta"),
                Given.NOON,
                true,
                new Tally(4, 1, 1, 1, Map.of("too_late", 3L)));
    }
}
