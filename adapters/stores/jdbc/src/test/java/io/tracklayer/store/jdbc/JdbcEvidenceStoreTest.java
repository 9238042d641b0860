// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.Grant;
import io.tracklayer.core.access.KeyKind;
import io.tracklayer.core.access.Scope;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryResult;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import io.tracklayer.core.evidence.Aside;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryCount;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.MergeRow;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.json.EventJson;
import io.tracklayer.core.reconcile.DedupKey;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcEvidenceStoreTest {
    private static final DedupKey KEY =
            new DedupKey("acme", DedupKey.Kind.ORDER_ID, "purchase_placed", Given.NASTY);

    @TempDir Path folder;
    private JdbcEvidenceStore store;
    private EvidenceQueries queries;

    @BeforeEach
    void open() {
        store = Given.store(folder);
        queries = store.queries();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anArrivalComesBackByteForByte() {
        Arrival arrival = Given.arrival(null);
        Given.unit(store, unit -> unit.insertArrival(7, arrival));

        Arrival found = queries.arrival(7).orElseThrow();

        assertArrayEquals(arrival.raw(), found.raw());
        assertEquals(withRaw(arrival, found.raw()), found);
        assertEquals(Optional.empty(), queries.arrival(8));
    }

    @Test
    void aRefusedArrivalKeepsItsRefusal() {
        Arrival arrival = Given.arrival(new Arrival.Refusal(401, "bad_signature", Given.NASTY));
        Given.unit(store, unit -> unit.insertArrival(7, arrival));

        assertEquals(arrival.refused(), queries.arrival(7).orElseThrow().refused());
    }

    @Test
    void whatTheKeyOfAnArrivalAllowedComesBackWithIt() {
        Grant page = new Grant("page", KeyKind.BROWSER, Set.of(Scope.EVENTS));
        Given.unit(store, unit -> unit.insertArrival(7, Given.arrival(null).with(page)));
        assertEquals(page, queries.arrival(7).orElseThrow().grant());
    }

    @Test
    void lessOfAnArrivalCanBeKeptAndItsBytesStay() {
        Arrival arrival = Given.arrival(null);
        Given.unit(store, unit -> unit.insertArrival(7, arrival));
        Given.unit(
                store,
                unit ->
                        unit.updateArrival(
                                7, unit.findArrival(7).orElseThrow().without("x-topic", "::")));

        Arrival found = queries.arrival(7).orElseThrow();
        assertEquals("::", found.remoteAddress());
        assertEquals(Map.of(), found.headers());
        assertEquals(arrival.query(), found.query());
        assertArrayEquals(arrival.raw(), found.raw());
        Given.unit(store, unit -> assertEquals(Optional.empty(), unit.findArrival(8)));
    }

    @Test
    void anObservationComesBackAsWritten() {
        Given.unit(store, unit -> unit.insertObservation(Given.observation(3, 12)));

        assertEquals(List.of(Given.observation(3, 12)), queries.observationsOf(3012));
    }

    @Test
    void aRichEventComesBackWithItsEvidence() {
        StoredEvent event = Given.richEvent(5);
        Given.unit(store, unit -> unit.insertEvent(event));

        assertSame(event, queries.event(5).orElseThrow());
        assertEquals(Optional.empty(), queries.event(6));
    }

    @Test
    void whatIsNeededToJoinFurtherCopiesComesBackWithTheEvent() {
        Provenance timed =
                new Provenance("7-0", "browser", Authority.BROWSER, "", "as given", Given.NOON);
        StoredEvent event =
                new StoredEvent(
                        5,
                        Given.event(5).event(),
                        Map.of("consent.marketing", timed),
                        List.of(),
                        2,
                        "v1",
                        9,
                        List.of(
                                new Aside(
                                        EventField.PREDICTED_LTV,
                                        "USD",
                                        new BigDecimal("900.00"),
                                        timed)));
        Given.unit(store, unit -> unit.insertEvent(event));

        StoredEvent read = queries.event(5).orElseThrow();
        assertEquals(event.provenance(), read.provenance());
        assertEquals(event.aside(), read.aside());
    }

    @Test
    void aMergedEventReplacesTheFirstCopyAndIsFoundByItsNewSource() {
        Event first = Given.event(5).event();
        StoredEvent merged =
                new StoredEvent(
                        5,
                        first.toBuilder().sources(List.of("shopify", "browser")).build(),
                        Map.of(),
                        List.of("late"),
                        2,
                        "v2",
                        9);
        Given.unit(store, unit -> unit.insertEvent(Given.event(5)));

        Given.unit(store, unit -> unit.updateEvent(merged));

        assertSame(merged, queries.event(5).orElseThrow());
        EventFilter fromBrowser = new EventFilter("", "", "", "browser");
        assertEquals(1, queries.events(fromBrowser, Long.MAX_VALUE, 10).size());
        assertEquals(9, queries.eventsChangedSince(6, 10).get(0).updatedOffset());
    }

    @Test
    void anEventKeptInMemoryIsTheStoredOneAlsoAfterItWasReplacedUndoneOrReadFromTheFile() {
        StoredEvent first = Given.richEvent(5);
        Event other = first.event().toBuilder().sources(List.of("browser")).build();
        StoredEvent replaced =
                new StoredEvent(5, other, Map.of(), List.of(), 2, first.configVersion(), 9);

        Given.unit(store, unit -> unit.insertEvent(first));
        assertContent(first.event());

        UnitOfWork given = store.begin();
        Object before = given.savepoint();
        given.updateEvent(replaced);
        given.rollbackTo(before);
        given.commit(store.appliedOffset() + 1);
        assertContent(first.event());

        Given.unit(store, unit -> unit.updateEvent(replaced));
        assertContent(other);

        close();
        open();
        assertContent(other);
        assertContent(other);
    }

    private void assertContent(Event expected) {
        Map<Long, Event> found = queries.events(List.of(5L, 6L));
        assertEquals(Set.of(5L), found.keySet());
        assertEquals(EventJson.toTree(expected), EventJson.toTree(found.get(5L)));
    }

    @Test
    void aTouchedEventCountsAsChangedAtTheLastOffsetAndStaysAsItWas() {
        StoredEvent event = Given.richEvent(5);
        Given.unit(store, unit -> unit.insertEvent(event));

        Given.unit(
                store,
                unit -> {
                    unit.touchEvent(5, 21);
                    unit.touchEvent(5, 20);
                    unit.touchEvent(6, 22);
                });

        assertSame(event.changedAt(21), queries.event(5).orElseThrow());
        assertEquals(1, queries.eventsChangedSince(21, 10).size());
    }

    @Test
    void aTouchDoesNotSetBackAnEventThatALaterRecordOfTheUnitChanged() {
        Given.unit(store, unit -> unit.insertEvent(Given.event(5)));

        Given.unit(
                store,
                unit -> {
                    unit.touchEvent(5, 20);
                    unit.updateEvent(Given.event(5).changedAt(30));
                });

        assertEquals(30, queries.event(5).orElseThrow().updatedOffset());
    }

    @Test
    void aSavepointUndoesTouches() {
        Given.unit(store, unit -> unit.insertEvent(Given.event(5)));
        UnitOfWork unit = store.begin();
        unit.touchEvent(5, 20);
        Object before = unit.savepoint();
        unit.touchEvent(5, 30);
        unit.rollbackTo(before);
        unit.commit(2);

        assertEquals(20, queries.event(5).orElseThrow().updatedOffset());
    }

    @Test
    void aDeliveryReadBeforeASavepointIsCountedAsItIsAfterGoingBack() {
        Given.unit(store, unit -> unit.insertDelivery(Given.pending(1, "meta", Given.NOON)));
        UnitOfWork unit = store.begin();
        Object before = unit.savepoint();
        unit.updateDelivery(Given.delivered(1, "meta"));
        unit.findDelivery(1, "meta");
        unit.rollbackTo(before);
        unit.updateDelivery(Given.delivered(1, "meta"));
        unit.commit(2);

        assertEquals(List.of(delivered(1)), queries.deliveryCounts());
    }

    @Test
    void mergesComeBackInTheOrderTheyHappened() {
        MergeRow one = new MergeRow(5, "9-0", Given.NOON, "order_id 1", 1360, false, "", "one");
        MergeRow two = new MergeRow(5, "8-0", Given.NOON, "order_id 1", -3, true, "x", Given.NASTY);
        Given.unit(store, unit -> unit.insertMerge(one));
        Given.unit(store, unit -> unit.insertMerge(two));

        assertEquals(List.of(one, two), queries.merges(5));
    }

    @Test
    void aDeliveryComesBackWithItsDecisionAndAfterAnAttempt() {
        Delivery delivery = Given.pending(5, "meta", Given.NOON);
        Delivery after =
                delivery.after(
                        new DeliveryResult(
                                5, DeliveryStatus.DELIVERED, "accepted", "taken", true, null),
                        Given.NOON.plusSeconds(9),
                        "att-10");
        Given.unit(store, unit -> unit.insertDelivery(delivery));
        assertEquals(List.of(delivery), queries.deliveriesOf(5));

        Given.unit(store, unit -> unit.updateDelivery(after));

        assertEquals(List.of(after), queries.deliveriesOf(5));
        assertEquals(
                Map.of(5L, List.of(after), 6L, List.of()), queries.deliveriesOf(List.of(5L, 6L)));
    }

    @Test
    void anAttemptComesBackWithTheEventsItCarriedInOrder() {
        AttemptRow row =
                new AttemptRow("meta", Given.attempt("a-1", Given.NOON), List.of(9L, 3L, 5L));
        Given.unit(store, unit -> unit.insertAttempt("meta", row.attempt(), row.eventSeqs()));

        assertEquals(Optional.of(row), queries.attempt("a-1"));
        assertEquals(List.of(row), queries.attemptsOf(3, "meta"));
        assertEquals(List.of(), queries.attemptsOf(3, "ga4"));
    }

    @Test
    void aPauseIsReplacedAndEnded() {
        Pause hold = Given.pause(Pause.Kind.AUTH_HOLD);
        Pause throttled = Given.pause(Pause.Kind.THROTTLED);
        Given.unit(store, unit -> unit.putPause("meta", Optional.of(hold)));
        assertEquals(Map.of("meta", hold), queries.pauses());

        Given.unit(store, unit -> unit.putPause("meta", Optional.of(throttled)));
        assertEquals(Map.of("meta", throttled), queries.pauses());

        Given.unit(store, unit -> unit.putPause("meta", Optional.empty()));
        assertEquals(Map.of(), queries.pauses());
    }

    @Test
    void timesAreCutToMicrosecondsAndTheEventTimeIsNot() {
        Instant fine = Instant.parse("2026-11-20T12:00:00.123456999Z");
        Given.unit(
                store,
                unit -> {
                    unit.insertDelivery(Given.pending(5, "meta", fine));
                    unit.insertEvent(Given.richEvent(5));
                });

        assertEquals(Optional.of(Given.NOON), queries.nextDue("meta"));
        assertEquals(
                Given.richEvent(5).event().eventTime(),
                queries.event(5).orElseThrow().event().eventTime());
    }

    @Test
    void aKeySeenExactlyAtTheStartOfTheWindowCountsAndOneMicrosecondEarlierDoesNot() {
        Given.unit(store, unit -> unit.putKey(KEY, 5, Given.NOON));

        UnitOfWork unit = store.begin();
        assertEquals(
                Optional.of(new UnitOfWork.KeyOwner(5, Given.NOON)), unit.findKey(KEY, Given.NOON));
        assertEquals(Optional.empty(), unit.findKey(KEY, Given.NOON.plus(Duration.ofNanos(1000))));
        assertTrue(unit.findKey(KEY, Instant.MIN).isPresent());
        unit.rollback();
    }

    @Test
    void aKeyIsReplacedAndKeysOfOthersAreNot() {
        DedupKey elsewhere = new DedupKey("other", KEY.kind(), KEY.scope(), KEY.value());
        Given.unit(store, unit -> unit.putKey(KEY, 5, Given.NOON));
        Given.unit(store, unit -> unit.putKey(elsewhere, 6, Given.NOON));

        UnitOfWork unit = store.begin();
        unit.putKey(KEY, 7, Given.NOON.plusSeconds(1));

        assertEquals(7, unit.findKey(KEY, Given.NOON).orElseThrow().eventSeq());
        assertEquals(6, unit.findKey(elsewhere, Given.NOON).orElseThrow().eventSeq());
        unit.rollback();
    }

    @Test
    void nothingIsVisibleBeforeTheCommitAndEverythingWithTheOffsetAfterIt() {
        UnitOfWork unit = store.begin();
        unit.insertEvent(Given.event(5));
        unit.insertDelivery(Given.pending(5, "meta", Given.NOON));
        assertTrue(unit.findEvent(5).isPresent());
        assertTrue(unit.findDelivery(5, "meta").isPresent());
        assertEquals(1, unit.deliveriesOf(5).size());
        assertEquals(Optional.empty(), queries.event(5));
        assertEquals(List.of(), queries.deliveryCounts());
        assertEquals(0, store.appliedOffset());

        unit.commit(42);

        assertTrue(queries.event(5).isPresent());
        assertEquals(1, queries.deliveryCounts().size());
        assertEquals(42, store.appliedOffset());
    }

    @Test
    void aRollbackUndoesRowsCountsAndLeavesTheOffset() {
        Given.unit(store, unit -> unit.insertDelivery(Given.delivered(1, "meta")));
        UnitOfWork unit = store.begin();
        unit.insertDelivery(Given.delivered(2, "meta"));
        unit.rollback();

        Given.unit(store, next -> next.insertDelivery(Given.delivered(3, "meta")));

        assertEquals(List.of(delivered(2)), queries.deliveryCounts());
        assertEquals(List.of(), queries.deliveriesOf(2));
        assertEquals(2, store.appliedOffset());
    }

    @Test
    void aSavepointUndoesOneRecordWithItsCountsAndKeepsTheOnesAround() {
        UnitOfWork unit = store.begin();
        unit.insertDelivery(Given.delivered(1, "meta"));
        Object before = unit.savepoint();
        unit.insertDelivery(Given.delivered(2, "meta"));
        unit.putKey(KEY, 2, Given.NOON);
        unit.rollbackTo(before);
        unit.insertDelivery(Given.delivered(3, "meta"));
        unit.commit(1);

        assertEquals(List.of(delivered(2)), queries.deliveryCounts());
        assertEquals(List.of(), queries.deliveriesOf(2));
        UnitOfWork next = store.begin();
        assertEquals(Optional.empty(), next.findKey(KEY, Instant.MIN));
        next.rollback();
    }

    @Test
    void aRowThatIsRefusedIsTakenBackToTheSavepointAndTheUnitGoesOn() {
        UnitOfWork unit = store.begin();
        unit.insertDelivery(Given.delivered(1, "meta"));
        Object before = unit.savepoint();
        EvidenceStoreException twice =
                assertThrows(
                        EvidenceStoreException.class,
                        () -> unit.insertDelivery(Given.delivered(1, "meta")));
        unit.rollbackTo(before);
        unit.commit(1);

        assertTrue(twice.refusesRow());
        assertEquals(List.of(delivered(1)), queries.deliveryCounts());
    }

    @Test
    void replacingWhatIsNotThereIsAnError() {
        UnitOfWork unit = store.begin();

        assertEquals(
                "event 5 is not in the evidence store and cannot be replaced",
                assertThrows(IllegalStateException.class, () -> unit.updateEvent(Given.event(5)))
                        .getMessage());
        assertEquals(
                "delivery of event 5 to meta is not in the evidence store and cannot be replaced",
                assertThrows(
                                IllegalStateException.class,
                                () -> unit.updateDelivery(Given.delivered(5, "meta")))
                        .getMessage());
        unit.rollback();
    }

    @Test
    void heldIsNeverStored() {
        UnitOfWork unit = store.begin();
        Delivery held = Given.delivery(5, "meta", DeliveryStatus.HELD, "auth", Given.NOON);

        assertThrows(IllegalArgumentException.class, () -> unit.insertDelivery(held));
        unit.rollback();
    }

    @Test
    void oneUnitIsOpenAtATimeAndAnEndedOneIsOver() {
        UnitOfWork unit = store.begin();
        assertThrows(IllegalStateException.class, store::begin);
        unit.commit(1);

        assertThrows(IllegalStateException.class, unit::rollback);
        assertThrows(IllegalStateException.class, () -> unit.insertEvent(Given.event(1)));
        store.begin().rollback();
    }

    @Test
    void theOffsetNeverGoesBack() {
        store.begin().commit(10);
        UnitOfWork unit = store.begin();

        assertThrows(IllegalArgumentException.class, () -> unit.commit(9));
        unit.rollback();
        assertEquals(10, store.appliedOffset());
    }

    @Test
    void everythingCommittedIsThereAfterReopening() {
        Given.unit(store, unit -> unit.insertEvent(Given.richEvent(5)));
        store.begin().insertEvent(Given.event(6));

        store.close();
        open();

        assertEquals(1, store.appliedOffset());
        assertSame(Given.richEvent(5), queries.event(5).orElseThrow());
        assertEquals(Optional.empty(), queries.event(6));
    }

    @Test
    void closingTwiceDoesNothingAndAClosedStoreTakesNoUnit() {
        store.close();
        store.close();

        assertThrows(IllegalStateException.class, store::begin);
    }

    @Test
    void aSecondNodeOnTheSameFolderIsTurnedAwayAndTheFirstGoesOn() {
        EvidenceStoreException inUse =
                assertThrows(EvidenceStoreException.class, () -> Given.store(folder));

        assertEquals(
                "evidence folder "
                        + folder
                        + " is in use by another running node; stop that node or give this one a"
                        + " folder of its own",
                inUse.getMessage());
        assertFalse(inUse instanceof EvidenceStoreUnusableException);
        Given.unit(store, unit -> unit.insertEvent(Given.event(5)));
        assertTrue(queries.event(5).isPresent());
    }

    @Test
    void damagedFilesAreNamedUnusableAndTheFolderIsFreeToBeMovedAway() throws IOException {
        Given.unit(store, unit -> unit.insertEvent(Given.event(5)));
        store.close();
        Path script = folder.resolve("evidence.script");
        String text = Files.readString(script);
        Files.writeString(script, text.substring(0, 200) + "garbage" + text.substring(300));

        EvidenceStoreUnusableException damaged =
                assertThrows(EvidenceStoreUnusableException.class, () -> Given.store(folder));

        assertTrue(
                damaged.getMessage().startsWith("the evidence store in " + folder),
                damaged::getMessage);
        assertTrue(
                damaged.getMessage().endsWith("the store is rebuilt from the journal"),
                damaged::getMessage);
        Path aside = folder.resolveSibling(folder.getFileName() + "-damaged");
        Files.move(folder, aside);
        try {
            open();
            assertEquals(0, store.appliedOffset());
        } finally {
            Files.walk(aside).sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
        }
    }

    @Test
    void aDataFileCutInHalfIsUnusable() throws IOException {
        Given.unit(store, unit -> unit.insertEvent(Given.event(5)));
        store.close();
        Files.write(folder.resolve("evidence.data"), new byte[100]);

        assertThrows(EvidenceStoreUnusableException.class, () -> Given.store(folder));
    }

    @Test
    void aStoreOfANewerBuildIsRefusedAndNotCalledDamaged() throws SQLException {
        store.close();
        change(
                """
                INSERT INTO "flyway_schema_history" VALUES
                (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'SA', CURRENT_TIMESTAMP, 1, TRUE)
                """);

        EvidenceStoreException newer =
                assertThrows(EvidenceStoreException.class, () -> Given.store(folder));

        assertFalse(newer instanceof EvidenceStoreUnusableException);
        assertEquals(
                "the evidence store has schema version 99, which this build does not know; run the"
                        + " newer build that made it",
                newer.getMessage());
    }

    @Test
    void aStoreWithoutItsOffsetIsUnusable() throws SQLException {
        store.close();
        change("DELETE FROM applied");

        assertThrows(EvidenceStoreUnusableException.class, () -> Given.store(folder));
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefusedAndNotCalledDamaged() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        EvidenceStoreException refused =
                assertThrows(EvidenceStoreException.class, () -> Given.store(file));

        assertFalse(refused instanceof EvidenceStoreUnusableException);
        assertInstanceOf(IOException.class, refused.getCause());
    }

    private void change(String sql) throws SQLException {
        String url =
                "jdbc:hsqldb:file:"
                        + folder.resolve("evidence")
                        + ";shutdown=true;hsqldb.lock_file=false";
        try (Connection connection = DriverManager.getConnection(url, "SA", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static DeliveryCount delivered(long count) {
        return new DeliveryCount("acme", "meta", DeliveryStatus.DELIVERED, "accepted", count);
    }

    private static Arrival withRaw(Arrival arrival, byte[] raw) {
        return new Arrival(
                arrival.merchant(),
                arrival.store(),
                arrival.source(),
                arrival.method(),
                arrival.path(),
                arrival.query(),
                arrival.headers(),
                arrival.remoteAddress(),
                arrival.receivedAt(),
                arrival.verifiedBy(),
                arrival.refusal(),
                raw);
    }

    private static void assertSame(StoredEvent expected, StoredEvent found) {
        assertEquals(EventJson.toTree(expected.event()), EventJson.toTree(found.event()));
        assertEquals(expected.provenance(), found.provenance());
        assertEquals(expected.notes(), found.notes());
        assertEquals(expected.copies(), found.copies());
        assertEquals(expected.configVersion(), found.configVersion());
        assertEquals(expected.updatedOffset(), found.updatedOffset());
        assertEquals(expected.seq(), found.seq());
    }
}
