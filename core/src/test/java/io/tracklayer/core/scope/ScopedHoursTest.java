// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Role;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.HourCounts;
import io.tracklayer.core.evidence.HourCounts.Arrived;
import io.tracklayer.core.evidence.HourCounts.Delivered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopedHoursTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final HourCounts SEEN =
            new ScopedHours(
                    new OfBoth(),
                    new Sight(new Operator("anna", Role.VIEWER, Set.of("acme")), null));

    @Test
    void onlyCountsAndNewestEventsOfMerchantsThatAreSeenAreThere() {
        assertEquals(List.of(arrived("acme")), SEEN.arrived(NOON, NOON));
        assertEquals(List.of(delivered("acme")), SEEN.delivered(NOON, NOON));
        assertEquals(Map.of("acme", List.of(7L)), SEEN.newest(Set.of("purchase_placed"), 5, 100));
    }

    private static Arrived arrived(String merchant) {
        return new Arrived(NOON, merchant, "main", "shopify", "accepted", "accepted", 3);
    }

    private static Delivered delivered(String merchant) {
        return new Delivered(NOON, merchant, "main", "meta", DeliveryStatus.FAILED, "100", 2);
    }

    /** Counts of two merchants. */
    private static final class OfBoth implements HourCounts {
        @Override
        public List<Arrived> arrived(Instant from, Instant before) {
            return List.of(ScopedHoursTest.arrived("acme"), ScopedHoursTest.arrived("rival"));
        }

        @Override
        public List<Delivered> delivered(Instant from, Instant before) {
            return List.of(ScopedHoursTest.delivered("rival"), ScopedHoursTest.delivered("acme"));
        }

        @Override
        public Map<String, List<Long>> newest(Set<String> eventNames, int mostEach, int looked) {
            return Map.of("acme", List.of(7L), "rival", List.of(8L));
        }
    }
}
