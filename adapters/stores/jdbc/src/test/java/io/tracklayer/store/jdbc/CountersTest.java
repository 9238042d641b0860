// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryCount;
import io.tracklayer.core.evidence.EvidenceQueries.DeliveryFilter;
import io.tracklayer.core.evidence.EvidenceQueries.ObservationCount;
import io.tracklayer.core.evidence.EvidenceQueries.ObservationFilter;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.evidence.UnitOfWork;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountersTest {
    private static final List<DeliveryStatus> STATUSES =
            List.of(
                    DeliveryStatus.PENDING,
                    DeliveryStatus.DELIVERED,
                    DeliveryStatus.FAILED,
                    DeliveryStatus.SKIPPED);

    @TempDir Path folder;
    private final Random random = new Random(20261121);
    private long observations;

    @Test
    void countsEqualTheRowsAfterAnySequenceOfUnitsSavepointsAndRollbacks() {
        try (JdbcEvidenceStore store = Given.store(folder)) {
            for (int i = 0; i < 300; i++) {
                anyUnit(store);
            }

            assertEquals(deliveries(store), counted(store));
            assertEquals(messages(store), countedMessages(store));
        }
    }

    private void anyUnit(JdbcEvidenceStore store) {
        UnitOfWork unit = store.begin();
        anyRows(unit);
        Object before = unit.savepoint();
        anyRows(unit);
        if (random.nextInt(3) == 0) {
            unit.rollbackTo(before);
            anyRows(unit);
        }
        if (random.nextInt(4) == 0) {
            unit.rollback();
        } else {
            unit.commit(store.appliedOffset() + 1);
        }
    }

    private void anyRows(UnitOfWork unit) {
        for (int i = random.nextInt(6); i > 0; i--) {
            Delivery delivery =
                    Given.delivery(
                            random.nextInt(40),
                            random.nextBoolean() ? "meta" : "ga4",
                            STATUSES.get(random.nextInt(4)),
                            "reason_" + random.nextInt(3),
                            Given.NOON);
            if (unit.findDelivery(delivery.eventSeq(), delivery.destination()).isPresent()) {
                unit.updateDelivery(delivery);
            } else {
                unit.insertDelivery(delivery);
            }
            Verdict verdict = Verdict.values()[random.nextInt(Verdict.values().length)];
            unit.insertObservation(Given.observation(++observations, 0, verdict, "shopify"));
        }
    }

    private static Map<String, Long> deliveries(JdbcEvidenceStore store) {
        return store.queries().deliveries(DeliveryFilter.all(), Long.MAX_VALUE, 10_000).stream()
                .map(row -> row.destination() + " " + row.status() + " " + row.reason())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static Map<String, Long> counted(JdbcEvidenceStore store) {
        return store.queries().deliveryCounts().stream()
                .collect(
                        Collectors.toMap(
                                row -> row.destination() + " " + row.status() + " " + row.reason(),
                                DeliveryCount::count));
    }

    private static Map<String, Long> messages(JdbcEvidenceStore store) {
        return new TreeMap<>(
                store
                        .queries()
                        .observations(ObservationFilter.all(), Long.MAX_VALUE, 10_000)
                        .stream()
                        .map(row -> row.verdict().wire())
                        .collect(
                                Collectors.groupingBy(Function.identity(), Collectors.counting())));
    }

    private static Map<String, Long> countedMessages(JdbcEvidenceStore store) {
        return new TreeMap<>(
                store.queries().observationCounts().stream()
                        .collect(
                                Collectors.toMap(
                                        ObservationCount::verdict, ObservationCount::count)));
    }
}
