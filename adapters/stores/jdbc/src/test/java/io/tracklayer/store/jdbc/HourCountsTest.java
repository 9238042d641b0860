// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryFilter;
import io.tracklayer.core.evidence.HourCounts.Arrived;
import io.tracklayer.core.evidence.HourCounts.Delivered;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.spi.EventName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HourCountsTest {
    private static final Instant HOUR = Given.NOON.truncatedTo(ChronoUnit.HOURS);
    private static final Instant ALWAYS = HOUR.plus(Duration.ofDays(400));

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
    void aDeliveryThatEndsHoursLaterMovesWithinTheHourItsEventArrivedIn() {
        Delivery waits = Given.pending(7, "meta", Given.NOON);
        Given.unit(
                store,
                unit -> {
                    unit.insertEvent(Given.event(7));
                    unit.insertDelivery(waits);
                });
        assertEquals(List.of(delivered(DeliveryStatus.PENDING, "new", 1)), deliveries());

        Given.unit(store, unit -> unit.updateDelivery(Given.delivered(7, "meta")));

        assertEquals(List.of(delivered(DeliveryStatus.DELIVERED, "accepted", 1)), deliveries());
    }

    @Test
    void aUnitThatIsUndoneAndAppliedAgainCountsOnce() {
        UnitOfWork undone = store.begin();
        rows(undone);
        undone.rollback();
        UnitOfWork again = store.begin();
        Object mark = again.savepoint();
        rows(again);
        again.rollbackTo(mark);
        rows(again);
        again.commit(8);

        assertEquals(List.of(delivered(DeliveryStatus.DELIVERED, "accepted", 1)), deliveries());
        assertEquals(
                List.of(new Arrived(HOUR, "acme", "main", "shopify", "accepted", "accepted", 1)),
                arrived());
    }

    private static void rows(UnitOfWork unit) {
        unit.insertEvent(Given.event(7));
        unit.insertObservation(Given.observation(7, 0));
        unit.insertDelivery(Given.pending(7, "meta", Given.NOON));
        unit.updateDelivery(Given.delivered(7, "meta"));
    }

    @Test
    void aMessageTakenUpAgainIsNoLongerCountedAsRejected() {
        ObservationRow rejected = Given.observation(7, 0, Verdict.REJECTED, "shopify");
        Given.unit(store, unit -> unit.insertObservation(rejected));

        Given.unit(store, unit -> unit.updateObservation(rejected.takenUp("as request 9")));

        assertEquals(
                List.of(
                        new Arrived(
                                HOUR, "acme", "main", "shopify", "reprocessed", "reprocessed", 1)),
                arrived());
    }

    @Test
    void theCountsEqualTheRowsAfterAnyUnits() {
        Random random = new Random(38);
        for (int i = 0; i < 200; i++) {
            Given.unit(store, unit -> anyDelivery(unit, random));
        }

        Map<String, Long> rows =
                store.queries().deliveries(DeliveryFilter.all(), Long.MAX_VALUE, 10_000).stream()
                        .collect(
                                Collectors.groupingBy(
                                        row ->
                                                row.createdAt().truncatedTo(ChronoUnit.HOURS)
                                                        + row.destination()
                                                        + row.status()
                                                        + row.reason(),
                                        TreeMap::new,
                                        Collectors.counting()));
        Map<String, Long> counts = new TreeMap<>();
        deliveries()
                .forEach(
                        row ->
                                counts.put(
                                        row.hour()
                                                + row.destination()
                                                + row.status()
                                                + row.reason(),
                                        row.count()));
        assertTrue(rows.size() > 20, rows::toString);
        assertEquals(rows, counts);
    }

    private static void anyDelivery(UnitOfWork unit, Random random) {
        // Numbers far apart, because the time of a delivery is made of its number.
        Delivery delivery =
                Given.delivery(
                        random.nextInt(40) * 1_800L,
                        random.nextBoolean() ? "meta" : "ga4",
                        random.nextBoolean() ? DeliveryStatus.PENDING : DeliveryStatus.FAILED,
                        "reason_" + random.nextInt(3),
                        Given.NOON);
        boolean known =
                random.nextBoolean()
                        ? unit.findDelivery(delivery.eventSeq(), delivery.destination()).isPresent()
                        : unit.deliveriesOf(delivery.eventSeq()).stream()
                                .anyMatch(one -> one.destination().equals(delivery.destination()));
        if (known) {
            unit.updateDelivery(delivery);
        } else {
            unit.insertDelivery(delivery);
        }
    }

    @Test
    void aRangeTakesTheHourItBeginsInAndNotTheOneAfterIt() {
        Given.unit(store, unit -> unit.insertDelivery(Given.pending(1, "meta", Given.NOON)));

        assertEquals(
                1, store.queries().hours().delivered(Given.NOON, Given.NOON.plusSeconds(1)).size());
        assertEquals(0, store.queries().hours().delivered(HOUR.minusSeconds(3_600), HOUR).size());
        assertEquals(0, store.queries().hours().delivered(HOUR.plusSeconds(3_600), ALWAYS).size());
    }

    @Test
    void hoursOutliveWhatTheyCountAndGoAfterNinetyDays() {
        RetentionPolicy month =
                RetentionPolicy.standard(Duration.ofHours(24)).notBeyond(Duration.ofDays(30));
        Given.unit(store, HourCountsTest::rows);

        store.purge(month, HOUR.plus(Duration.ofDays(31)), 1_000);
        assertEquals(
                List.of(), store.queries().deliveries(DeliveryFilter.all(), Long.MAX_VALUE, 10));
        assertEquals(1, deliveries().size());
        store.purge(month, HOUR.plus(Duration.ofDays(90)), 1_000);
        assertEquals(1, arrived().size());

        store.purge(month, HOUR.plus(Duration.ofDays(90).plusHours(1)), 1_000);

        assertEquals(List.of(), deliveries());
        assertEquals(List.of(), arrived());
    }

    @Test
    void anEvidenceFromBeforeIsCountedOnceWhenItIsOpened() throws SQLException {
        Given.unit(
                store,
                unit -> {
                    unit.insertObservation(Given.observation(7, 0));
                    unit.insertEvent(Given.event(7));
                    unit.insertDelivery(Given.pending(7, "meta", Given.NOON));
                });
        List<Delivered> before = deliveries();
        List<Arrived> arrivedBefore = arrived();
        store.close();
        withoutHours();

        store = Given.store(folder);

        assertEquals(before, deliveries());
        assertEquals(arrivedBefore, arrived());
        Given.unit(store, unit -> unit.updateDelivery(Given.delivered(7, "meta")));
        assertEquals(List.of(delivered(DeliveryStatus.DELIVERED, "accepted", 1)), deliveries());
    }

    private void withoutHours() throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:hsqldb:file:" + folder.resolve("evidence"), "SA", "");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE arrived_hour");
            statement.execute("DROP TABLE delivery_hour");
            for (String index : List.of("by_person", "by_action", "by_time")) {
                statement.execute("DROP INDEX audit_entry_" + index);
            }
            statement.execute(
                    "DELETE FROM \"flyway_schema_history\""
                            + " WHERE CAST(\"version\" AS INTEGER) >= 16");
            statement.execute("SHUTDOWN");
        }
    }

    @Test
    void theNewestPurchasesOfEachMerchantAreFound() {
        Given.unit(
                store,
                unit -> {
                    for (long seq = 1; seq <= 6; seq++) {
                        unit.insertEvent(
                                Given.event(
                                        seq,
                                        EventName.PURCHASE_PLACED,
                                        seq < 5 ? "acme" : "other",
                                        "o" + seq));
                    }
                    unit.insertEvent(Given.event(9, EventName.PRODUCT_VIEWED, "acme", "o9"));
                });

        assertEquals(
                Map.of("acme", List.of(4L, 3L), "other", List.of(6L, 5L)),
                store.queries().hours().newest(Set.of("purchase_placed"), 2, 5));
    }

    private List<Delivered> deliveries() {
        return store.queries().hours().delivered(Instant.EPOCH, ALWAYS);
    }

    private List<Arrived> arrived() {
        return store.queries().hours().arrived(Instant.EPOCH, ALWAYS);
    }

    private static Delivered delivered(DeliveryStatus status, String reason, long count) {
        return new Delivered(HOUR, "acme", "acme-store", "meta", status, reason, count);
    }
}
