// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.decide.Decider;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryResult;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.GivenDestination;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.JournalRecord;
import io.tracklayer.core.journal.ReplayChunk;
import io.tracklayer.core.journal.ReplayCommand;
import io.tracklayer.core.journal.Settlement;
import io.tracklayer.core.replay.AuditEntry;
import io.tracklayer.core.replay.Replay;
import io.tracklayer.core.replay.ReplayCursor;
import io.tracklayer.core.replay.ReplayFilter;
import io.tracklayer.core.replay.ReplayOrder;
import io.tracklayer.core.replay.Replays;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the journal says about replays, applied to rows. */
class ReplaysTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final Instant ARRIVED = NOON.minusSeconds(3_600);

    private final Replays replays = new Replays();
    private final Pipeline pipeline = new Pipeline();
    private MemoryStore store = new MemoryStore();
    private List<JournalRecord> journal = new ArrayList<>();
    private boolean allowed = true;

    @BeforeEach
    void rows() {
        seed(store);
    }

    @Test
    void aFailedDeliveryIsDueAgainWithItsIdsAndTheStricterOfBothDecisions() {
        start("r1", order(false, false));
        chunk("r1", 1, true, item(1, null));
        Delivery delivery = delivery(1);
        assertEquals("pending waiting", state(1));
        assertEquals(0, delivery.attempts());
        assertEquals("e1", delivery.eventId());
        assertEquals("att-1", delivery.lastAttempt());
        assertEquals(NOON, delivery.nextAttemptAt());
        assertEquals(NOON, delivery.begunAt());
        assertEquals(
                Set.of(EventField.EMAIL, EventField.CLIENT_IP), delivery.decision().stripped());
        assertEquals(1, replay("r1").tally().queued());
    }

    @Test
    void whatIsPendingOrAcceptedOrNowForbiddenIsLeftAlone() {
        start("r1", order(false, false));
        chunk("r1", 1, false, item(2, null), item(3, null), item(4, null), item(9, null));
        allowed = false;
        chunk("r1", 2, true, item(1, null));
        assertEquals(
                Map.of(
                        "already_pending", 1L,
                        "already_accepted", 1L,
                        "consent_denied:marketing", 1L,
                        "event_expired", 1L,
                        "new_rule", 1L),
                replay("r1").tally().excluded());
        assertEquals("failed http_400", state(1));
        assertEquals("skipped consent_denied:marketing", state(4));
        assertEquals(Replay.State.DONE, replay("r1").state());
    }

    @Test
    void aChunkCountsOnceHoweverOftenItStandsInTheJournal() {
        start("r1", order(false, false));
        chunk("r1", 1, false, item(1, null));
        settle(1, DeliveryStatus.FAILED, "http_400");
        chunk("r1", 1, false, item(1, null));
        chunk("r1", 3, false, item(1, null));
        assertEquals("failed http_400", state(1));
        assertEquals(1, replay("r1").chunks());
        assertEquals(1, replay("r1").tally().queued());
    }

    @Test
    void twoReplaysOfOneDeliveryAtOnceAreOne() {
        start("r1", order(false, false));
        start("r2", order(true, false));
        assertEquals(Replay.State.REFUSED, replay("r2").state());
        start("r3", new ReplayOrder(filter("ga4"), 5, false, false));
        assertEquals(Replay.State.RUNNING, replay("r3").state());
        assertEquals(
                List.of("replay.start r1 anna", "replay.refused r2 anna", "replay.start r3 anna"),
                audit());
    }

    @Test
    void aReplayEndsWithItsLastDeliveryAndIsAudited() {
        start("r1", order(false, false));
        chunk("r1", 1, true, item(1, null), item(5, null));
        settle(1, DeliveryStatus.PENDING, "http_503");
        settle(1, DeliveryStatus.DELIVERED, "accepted");
        assertEquals(Replay.State.RUNNING, replay("r1").state());
        settle(5, DeliveryStatus.FAILED, "http_400");
        assertEquals(Replay.State.DONE, replay("r1").state());
        assertEquals(1, replay("r1").tally().delivered());
        assertEquals(1, replay("r1").tally().failed());
        AuditEntry end = store.committed.audit.get(1);
        assertEquals("replay.end", end.action());
        assertEquals("queued 2, delivered 1, failed 1, skipped 0, excluded 0", end.detail());
    }

    @Test
    void aCancelledReplayTakesUpNothingMoreAndStillCountsWhatItQueued() {
        start("r1", order(false, false));
        chunk("r1", 1, false, item(1, null));
        apply(ReplayCommand.cancel("r1", NOON, "ben"));
        chunk("r1", 2, true, item(5, null));
        settle(1, DeliveryStatus.DELIVERED, "accepted");
        assertEquals("failed http_400", state(5));
        assertEquals(Replay.State.CANCELLED, replay("r1").state());
        assertEquals(1, replay("r1").tally().delivered());
        assertEquals("replay.cancel r1 ben", audit().get(1));
    }

    @Test
    void whatAPlatformHasAcceptedStaysAcceptedWhenSendingItOnceMoreFails() {
        start("r1", order(true, false));
        chunk("r1", 1, true, item(3, NOON.plusSeconds(60)));
        assertEquals("pending waiting", state(3));
        settle(3, DeliveryStatus.FAILED, "http_400");
        assertEquals("delivered already_accepted", state(3));
        assertEquals(1, replay("r1").tally().failed());
    }

    @Test
    void aBackfillDecidesAsIfNewAndLeavesARowAlsoWhenTheRulesSkip() {
        start("r1", new ReplayOrder(filter("ga4"), 5, false, true));
        chunk("r1", 1, false, new ReplayChunk.Item(1, "ga4", null));
        allowed = false;
        chunk("r1", 2, true, new ReplayChunk.Item(5, "ga4", null));
        Delivery sent = store.committed.deliveries.get("1 ga4");
        assertEquals(DeliveryStatus.PENDING, sent.status());
        assertEquals(ARRIVED, sent.createdAt());
        Delivery skipped = store.committed.deliveries.get("5 ga4");
        assertEquals("skipped new_rule", skipped.status().wire() + " " + skipped.reason());
        assertEquals(Map.of("new_rule", 1L), replay("r1").tally().excluded());
    }

    @Test
    void theSameRecordsAppliedToAnEmptyStoreGiveTheSameRows() {
        start("r1", order(false, false));
        chunk("r1", 1, false, item(1, null), item(2, null));
        chunk("r1", 1, false, item(5, null));
        chunk("r1", 2, true, item(5, null));
        settle(1, DeliveryStatus.DELIVERED, "accepted");
        settle(5, DeliveryStatus.FAILED, "http_400");
        MemoryStore.Rows once = store.committed;
        List<JournalRecord> records = journal;
        store = new MemoryStore();
        journal = new ArrayList<>();
        seed(store);
        records.forEach(each -> apply(JournalCodec.decode(JournalCodec.encode(each))));
        assertEquals(once.replays, store.committed.replays);
        assertEquals(once.audit, store.committed.audit);
        assertEquals(states(once), states(store.committed));
    }

    private static List<String> states(MemoryStore.Rows rows) {
        return rows.deliveries.values().stream()
                .map(d -> d.eventSeq() + " " + d.status() + " " + d.reason() + " " + d.requeue())
                .toList();
    }

    private static void seed(MemoryStore store) {
        UnitOfWork unit = store.begin();
        for (long seq = 1; seq <= 5; seq++) {
            Event event =
                    GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                            .eventId("e" + seq)
                            .eventTime(ARRIVED)
                            .receivedAt(ARRIVED)
                            .of("acme", "acme-eu")
                            .build();
            unit.insertEvent(new StoredEvent(seq, event, Map.of(), List.of(), 1, "v1", seq));
        }
        unit.insertDelivery(given(1, DeliveryStatus.FAILED, "http_400"));
        unit.insertDelivery(given(2, DeliveryStatus.PENDING, "waiting"));
        unit.insertDelivery(given(3, DeliveryStatus.DELIVERED, "accepted"));
        unit.insertDelivery(given(4, DeliveryStatus.SKIPPED, "consent_denied:marketing"));
        unit.insertDelivery(given(5, DeliveryStatus.FAILED, "http_400"));
        unit.commit(1);
    }

    private static Delivery given(long seq, DeliveryStatus status, String reason) {
        boolean sent = status != DeliveryStatus.SKIPPED;
        return new Delivery(
                seq,
                "meta",
                "acme",
                "purchase_placed",
                "e" + seq,
                "548291",
                status,
                reason,
                "",
                new Decision(sent, reason, "", "r1", "a:1", "v1", Set.of(EventField.EMAIL)),
                4,
                ARRIVED,
                ARRIVED,
                status == DeliveryStatus.PENDING ? ARRIVED : null,
                "att-" + seq);
    }

    private void start(String id, ReplayOrder order) {
        apply(ReplayCommand.start(id, NOON, "anna", order, 3));
    }

    private void chunk(String id, int number, boolean last, ReplayChunk.Item... items) {
        apply(
                new ReplayChunk(
                        id,
                        number,
                        NOON,
                        List.of(items),
                        Map.of(),
                        new ReplayCursor(5, "meta"),
                        last));
    }

    private static ReplayChunk.Item item(long seq, Instant resendUntil) {
        return new ReplayChunk.Item(seq, "meta", resendUntil);
    }

    private void settle(long seq, DeliveryStatus status, String reason) {
        DeliveryResult result =
                new DeliveryResult(
                        seq,
                        status,
                        reason,
                        "",
                        true,
                        status == DeliveryStatus.PENDING ? NOON : null);
        apply(new Settlement("meta", null, List.of(result), null));
    }

    private void apply(JournalRecord entry) {
        journal.add(entry);
        long offset = journal.size();
        UnitOfWork unit = store.begin();
        ActiveConfiguration active = new ActiveConfiguration(configuration(), new Rules());
        if (entry instanceof Settlement settlement) {
            pipeline.settle(new Applying<>(unit, offset, settlement, active, NOON));
        } else {
            replays.apply(new Applying<>(unit, offset, entry, active, NOON));
        }
        unit.commit(offset + 1);
    }

    private Configuration configuration() {
        return new Configuration(
                null,
                new Configuration.Reconciliation(
                        Duration.ofHours(24), Duration.ofSeconds(5), Duration.ZERO),
                null,
                null,
                Map.of(),
                List.of(destination("meta"), destination("ga4")),
                Map.of());
    }

    private static DestinationConfig destination(String id) {
        DestinationConfig given = new GivenDestination(id).config();
        return new DestinationConfig(
                id,
                id,
                "acme",
                Set.of(),
                true,
                given.destination(),
                given.settings(),
                given.redelivery(),
                given.file());
    }

    private static ReplayOrder order(boolean force, boolean backfill) {
        return new ReplayOrder(filter("meta"), 5, force, backfill);
    }

    private static ReplayFilter filter(String destination) {
        return new ReplayFilter(
                destination,
                "",
                "",
                NOON.minusSeconds(86_400),
                NOON,
                null,
                "",
                "",
                "",
                new TreeSet<>());
    }

    private Replay replay(String id) {
        return store.committed.replays.get(id);
    }

    private Delivery delivery(long seq) {
        return store.committed.deliveries.get(seq + " meta");
    }

    private String state(long seq) {
        return delivery(seq).status().wire() + " " + delivery(seq).reason();
    }

    private List<String> audit() {
        return store.committed.audit.stream()
                .map(entry -> entry.action() + " " + entry.subject() + " " + entry.by())
                .toList();
    }

    /** Strips the address or, when told to, allows nothing. */
    private final class Rules implements Decider {
        @Override
        public Decision decide(
                Event event, String region, DestinationConfig destination, Set<Purpose> purposes) {
            return new Decision(
                    allowed,
                    allowed ? "stripped" : "new_rule",
                    "",
                    "r2",
                    "b:2",
                    "v2",
                    allowed ? Set.of(EventField.CLIENT_IP) : Set.of());
        }

        @Override
        public String version() {
            return "v2";
        }
    }
}
