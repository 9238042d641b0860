// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.spi.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayRequestTest {
    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    @Test
    void nothingSaidMeansTheLastDayAtFiftyASecondWithoutForce() throws Exception {
        ReplayOrder order = order(Map.of());
        assertEquals(NOW.minus(Duration.ofHours(24)), order.filter().since());
        assertEquals(NOW, order.filter().until());
        assertEquals(50, order.perSecond());
        assertFalse(order.force());
        assertFalse(order.backfill());
    }

    @ParameterizedTest
    @CsvSource({"30s, PT30S", "90m, PT90M", "24h, PT24H", "7d, P7D"})
    void aWindowMayBeSaidInTheWaysOfAClock(String said, Duration ago) throws Exception {
        assertEquals(NOW.minus(ago), order(Map.of("since", said)).filter().since());
    }

    @Test
    void timesStandAsSaidButNeverInTheFuture() throws Exception {
        ReplayFilter filter =
                order(Map.of("since", "2026-01-14T00:00:00Z", "until", "2030-01-01T00:00:00Z"))
                        .filter();
        assertEquals(Instant.parse("2026-01-14T00:00:00Z"), filter.since());
        assertEquals(NOW, filter.until());
    }

    @ParameterizedTest
    @CsvSource({
        "status, pending, sent anyway",
        "status, lost, must be one of",
        "since, yesterday, must be a time",
        "since, 2027-01-01T00:00:00Z, nothing lies between",
        "destination, metta, no destination",
        "merchant, nobody, no merchant",
        "store, nowhere, no store",
        "event, purchase, no event",
        "statsu, failed, unknown member"
    })
    void aSlipIsNamedAndMatchesNothingByAccident(String member, String value, String sentence) {
        BadReplayException refused =
                assertThrows(BadReplayException.class, () -> order(Map.of(member, value)));
        assertTrue(refused.getMessage().contains(sentence), refused.getMessage());
    }

    @Test
    void deliveriesCanBeNamedOneByOneAndSurviveTheJournal() throws Exception {
        ReplayOrder order = order(Map.of("deliveries", List.of("7000/meta", "12/ga4"), "by", "a"));
        assertEquals(
                List.of(new ReplayCursor(12, "ga4"), new ReplayCursor(7000, "meta")),
                List.copyOf(order.filter().only()));
        assertEquals(Instant.EPOCH, order.filter().since());
        assertEquals(order, ReplayJson.toOrder(Tree.root(ReplayJson.order(order))));
    }

    @Test
    void namedDeliveriesTakeNoOtherFilterAndNoForeignSpelling() {
        List<String> one = List.of("7000/meta");
        for (Map<String, Object> wrong :
                List.<Map<String, Object>>of(
                        Map.of("deliveries", one, "status", "failed"),
                        Map.of("deliveries", one, "since", "24h"),
                        Map.of("deliveries", one, "backfill", true),
                        Map.of("deliveries", List.of()),
                        Map.of("deliveries", "7000/meta"),
                        Map.of("deliveries", List.of("7000")),
                        Map.of("deliveries", List.of("7000/../meta")))) {
            assertThrows(BadReplayException.class, () -> order(wrong), wrong.toString());
        }
    }

    @Test
    void twoReplaysOfDifferentNamedDeliveriesDoNotOverlap() throws Exception {
        ReplayOrder one = order(Map.of("deliveries", List.of("1/meta", "2/meta")));
        assertFalse(one.overlaps(order(Map.of("deliveries", List.of("1/ga4", "3/meta")))));
        assertTrue(one.overlaps(order(Map.of("deliveries", List.of("2/meta")))));
        assertTrue(one.overlaps(order(Map.of("since", "7d"))));
    }

    @Test
    void rateAndFlagsAreBoundedAndTyped() {
        for (Object rate : List.of(0L, 1_001L, "5")) {
            assertThrows(BadReplayException.class, () -> order(Map.of("rate", rate)));
        }
        assertThrows(BadReplayException.class, () -> order(Map.of("force", "yes")));
        assertThrows(BadReplayException.class, () -> order(Map.of("backfill", true)));
        assertThrows(BadReplayException.class, () -> order("text"));
    }

    private static ReplayOrder order(Object json) throws BadReplayException {
        return ReplayRequest.order(
                json,
                new Configuration(null, null, null, null, Map.of(), List.of(), Map.of()),
                NOW);
    }
}
