// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.delivery.TestClock;
import io.tracklayer.core.evidence.EvidenceStore.Holdings;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.MemoryJournal;
import io.tracklayer.core.journal.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When the projection removes what has outlived its time. */
class ProjectorRetentionTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:20:31Z");

    private final TestClock clock = new TestClock(NOW);
    private final MemoryJournal records = new MemoryJournal();
    private final MemoryStore store = new MemoryStore();
    private final Projector projector = projector();

    @Test
    void anIdleProjectionPurgesEveryThirtySeconds() throws Exception {
        advance(3);
        assertEquals(List.of(NOW), store.purges);
        clock.advance(Duration.ofSeconds(30));
        advance(2);
        assertEquals(List.of(NOW, NOW.plusSeconds(30)), store.purges);
    }

    @Test
    void aBusyProjectionPurgesBetweenUnits() throws Exception {
        record(1);
        advance(1);
        assertEquals(1, store.appliedOffset());
        assertEquals(1, store.purges.size());
    }

    @Test
    void whileThereIsMoreEachTurnRemovesAChunkAndWaitsForNothing() throws Exception {
        store.outlived = 700;
        advance(4);
        assertEquals(3, store.purges.size());
        assertEquals(0, store.outlived);
        assertEquals(
                List.of(
                        Duration.ofMillis(500),
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ofMillis(500)),
                records.waits());
    }

    @Test
    void whatWaitsInTheJournalIsAppliedFirst() throws Exception {
        store.outlived = 700;
        record(1_000);
        advance(2);
        assertEquals(1_000, store.appliedOffset());
        assertEquals(List.of(), store.purges, "a key that a waiting record needs is still there");
        advance(1);
        assertEquals(1, store.purges.size());
    }

    @Test
    void aPurgeThatFailsStopsNothingAndIsTriedAgain() throws Exception {
        store.purgeFailure = new IllegalStateException("disk");
        record(1);
        advance(2);
        assertEquals(1, store.appliedOffset());
        assertEquals(1, store.purges.size());
        clock.advance(Duration.ofSeconds(30));
        advance(1);
        assertEquals(2, store.purges.size());
    }

    @Test
    void aClockThatWasSetBackMeansNoLongPause() throws Exception {
        advance(1);
        clock.advance(Duration.ofDays(-365));
        advance(1);
        assertEquals(2, store.purges.size());
    }

    /** However much arrives, the disk is bounded: what is kept for less time goes first. */
    @Test
    void aboveItsSizeTheEvidenceIsKeptForLessTimeAndBelowItForLongerAgain() throws Exception {
        Instant oldest = NOW.minus(Duration.ofDays(40));
        store.holdings = new Holdings(RetentionPolicy.STANDARD_BYTES + 1, Optional.of(oldest));
        advance(1);
        assertEquals(Duration.ofDays(38), store.policies.get(0).evidence());
        assertEquals(Duration.ofDays(7), store.policies.get(0).raw());

        look(RetentionPolicy.STANDARD_BYTES, 1);
        assertEquals(Duration.ofDays(38), last().evidence(), "neither too large nor small");

        look(RetentionPolicy.STANDARD_BYTES + 1, 80);
        assertEquals(Duration.ofHours(49), last().evidence(), "copies must be recognised");
        assertEquals(last().raw(), last().attempts());
        assertEquals(-1, last().raw().compareTo(Duration.ofDays(1)));

        look(RetentionPolicy.STANDARD_BYTES / 2, 200);
        assertEquals(RetentionPolicy.standard(Duration.ofHours(24)), last());
    }

    private void look(long bytes, int times) throws Exception {
        store.holdings = new Holdings(bytes, store.holdings.oldest());
        for (int i = 0; i < times; i++) {
            clock.advance(Duration.ofSeconds(30));
            advance(1);
        }
    }

    private RetentionPolicy last() {
        return store.policies.get(store.policies.size() - 1);
    }

    private void advance(int times) throws Exception {
        for (int i = 0; i < times; i++) {
            projector.advance();
        }
    }

    private void record(int count) {
        byte[] settlement = JournalCodec.encode(new Settlement("meta", null, List.of(), null));
        for (int i = 0; i < count; i++) {
            records.append(settlement);
        }
    }

    private Projector projector() {
        Configuration configuration =
                new Configuration(
                        null,
                        null,
                        RetentionPolicy.standard(Duration.ofHours(24)),
                        null,
                        Map.of(),
                        List.of(),
                        Map.of());
        return new Projector(
                records,
                store,
                () -> new ActiveConfiguration(configuration, null),
                applying -> {},
                (next, settled, arrivals) -> {},
                clock);
    }
}
