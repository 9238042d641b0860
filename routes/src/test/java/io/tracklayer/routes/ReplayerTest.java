// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryResult;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryFilter;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.JournalRecord;
import io.tracklayer.core.journal.ReplayCommand;
import io.tracklayer.core.journal.Settlement;
import io.tracklayer.core.pipeline.Applying;
import io.tracklayer.core.pipeline.Pipeline;
import io.tracklayer.core.pipeline.Projector;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.core.replay.Replay;
import io.tracklayer.core.replay.ReplayFilter;
import io.tracklayer.core.replay.ReplayOrder;
import io.tracklayer.core.replay.Replayer;
import io.tracklayer.core.replay.Replays;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import io.tracklayer.store.journal.DiskFiles;
import io.tracklayer.store.journal.JournalSettings;
import io.tracklayer.store.journal.SegmentJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast a replay goes, on a clock that the test moves. */
class ReplayerTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final int FAILED = 100;

    @TempDir Path folder;
    private final MovedClock clock = new MovedClock();
    private final Replays replays = new Replays();
    private final Pipeline pipeline = new Pipeline();
    private Shop shop;
    private JdbcEvidenceStore store;
    private SegmentJournal journal;
    private Projector projector;
    private ConfigurationWatch watch;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.open(folder);
        watch = new ConfigurationWatch(shop.config(), Plugins.load(), Clock.systemUTC());
        store = JdbcEvidenceStore.open(folder.resolve("evidence"), clock);
        journal =
                SegmentJournal.open(
                        folder.resolve("journal"),
                        JournalSettings.defaults(),
                        new DiskFiles(),
                        System::nanoTime,
                        0);
        projector =
                new Projector(
                        journal, store, watch::active, this::apply, (next, s, a) -> {}, clock);
        UnitOfWork unit = store.begin();
        for (long seq = 1; seq <= FAILED; seq++) {
            event(unit, seq, DeliveryStatus.FAILED, null);
        }
        unit.commit(0);
    }

    @AfterEach
    void close() {
        journal.close();
        store.close();
        shop.close();
    }

    @Test
    void noSecondTakesUpMoreThanTheRateAndNothingWhileWhatWasTakenUpStillWaits() throws Exception {
        start(20);
        for (int second = 1; second <= 2; second++) {
            turns(new Replayer(journal, store, watch::active, clock), 3);
            assertEquals(20L * second, queued(), "after second " + second);
            clock.now = clock.now.plusSeconds(1);
        }
        Replayer replayer = new Replayer(journal, store, watch::active, clock);
        turns(replayer, 3);
        clock.now = clock.now.plusSeconds(60);
        turns(replayer, 3);
        assertEquals(40, queued(), "two seconds' worth waits to be sent");
        for (int second = 0; second < 6; second++) {
            settleAll();
            clock.now = clock.now.plusSeconds(1);
            turns(replayer, 1);
        }
        assertEquals(FAILED, replay().tally().delivered());
        assertEquals(Replay.State.DONE, replay().state());
    }

    @Test
    void whileALiveDeliveryIsOverdueNothingIsTakenUp() throws Exception {
        UnitOfWork unit = store.begin();
        event(unit, FAILED + 1, DeliveryStatus.PENDING, NOON.minusSeconds(30));
        unit.commit(store.appliedOffset());
        start(20);
        Replayer replayer = new Replayer(journal, store, watch::active, clock);
        turns(replayer, 2);
        assertEquals(0, queued());
        settle(FAILED + 1);
        clock.now = clock.now.plusSeconds(1);
        turns(replayer, 1);
        assertEquals(20, queued());
    }

    @Test
    void aReplayToADestinationThatStaysRemovedEndsWithASentence() throws Exception {
        start(20);
        Replayer replayer = new Replayer(journal, store, watch::active, clock);
        turns(replayer, 1);
        Path file = shop.config().resolve("destinations/warehouse.yaml");
        String text = Files.readString(file);
        Files.delete(file);
        reload();
        clock.now = clock.now.plusSeconds(50);
        turns(replayer, 1);
        assertEquals(Replay.State.RUNNING, replay().state(), "its file may be back at once");
        Files.writeString(file, text);
        reload();
        turns(replayer, 1);
        Files.delete(file);
        reload();
        turns(replayer, 1);
        clock.now = clock.now.plusSeconds(50);
        turns(replayer, 1);
        assertEquals(Replay.State.RUNNING, replay().state(), "it was back in between");
        clock.now = clock.now.plusSeconds(11);
        turns(replayer, 1);
        assertEquals(Replay.State.CANCELLED, replay().state());
        assertEquals(Optional.of(clock.now), replay().ended());
        assertTrue(replay().sentence().startsWith("destination \"warehouse\" was removed"));
        String trail = store.queries().replays().audit(Long.MAX_VALUE, 9).get(0).detail();
        assertTrue(trail.endsWith("20 queued ones wait"), trail);
    }

    private void reload() {
        watch.refresh();
        assertTrue(watch.refresh(), "a change that reads the same twice is in force");
    }

    private void turns(Replayer replayer, int number) throws InterruptedException {
        for (int turn = 0; turn < number; turn++) {
            replayer.turn();
            catchUp();
        }
    }

    private void start(int rate) throws Exception {
        ReplayFilter filter =
                new ReplayFilter(
                        "warehouse",
                        "",
                        "",
                        NOON.minusSeconds(9_000),
                        NOON,
                        null,
                        "",
                        "",
                        "",
                        new TreeSet<>());
        append(
                ReplayCommand.start(
                        "r1", NOON, "anna", new ReplayOrder(filter, rate, false, false), FAILED));
        catchUp();
    }

    private void settleAll() throws Exception {
        List<Long> pending =
                store
                        .queries()
                        .deliveries(
                                DeliveryFilter.all().standing("warehouse", DeliveryStatus.PENDING),
                                Long.MAX_VALUE,
                                500)
                        .stream()
                        .map(Delivery::eventSeq)
                        .toList();
        for (long seq : pending) {
            settle(seq);
        }
    }

    private void settle(long seq) throws Exception {
        append(
                new Settlement(
                        "warehouse",
                        null,
                        List.of(
                                new DeliveryResult(
                                        seq, DeliveryStatus.DELIVERED, "accepted", "", true, null)),
                        null));
        catchUp();
    }

    private void append(JournalRecord entry) throws Exception {
        journal.append(JournalCodec.encode(entry)).get();
    }

    private void catchUp() throws InterruptedException {
        while (store.appliedOffset() < journal.nextOffset()) {
            projector.advance();
        }
    }

    private void apply(Applying<? extends JournalRecord> applying) {
        if (applying.entry() instanceof Settlement settlement) {
            pipeline.settle(
                    new Applying<>(
                            applying.unit(),
                            applying.offset(),
                            settlement,
                            applying.active(),
                            applying.now()));
        } else {
            replays.apply(applying);
        }
    }

    private static void event(UnitOfWork unit, long seq, DeliveryStatus status, Instant due) {
        Instant at = NOON.minusSeconds(600);
        Event event =
                Event.named(EventName.PURCHASE_PLACED)
                        .eventId("e" + seq)
                        .eventTime(at)
                        .receivedAt(at)
                        .of("shop", "shop-eu")
                        .sources(List.of("shopify"))
                        .set(EventField.ORDER_ID, "" + seq)
                        .build();
        unit.insertEvent(new StoredEvent(seq, event, Map.of(), List.of(), 1, "v1", 0));
        unit.insertDelivery(
                new Delivery(
                        seq,
                        "warehouse",
                        "shop",
                        "purchase_placed",
                        "e" + seq,
                        "" + seq,
                        status,
                        "http_400",
                        "",
                        new Decision(true, "allowed", "", "", "", "", Set.of()),
                        1,
                        at,
                        at,
                        due,
                        ""));
    }

    private Replay replay() {
        return store.queries().replays().replay("r1").orElseThrow();
    }

    private long queued() {
        long pending =
                store.queries().deliveryCounts().stream()
                        .filter(count -> count.reason().equals("waiting"))
                        .mapToLong(count -> count.count())
                        .sum();
        assertTrue(pending <= replay().tally().queued());
        return replay().tally().queued();
    }

    private static final class MovedClock extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
