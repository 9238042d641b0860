// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.delivery.Inquiry;
import io.tracklayer.core.evidence.RetentionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InquiryRowsTest {
    private static final Instant NOON = Given.NOON;

    @TempDir Path folder;

    @Test
    void openInquiriesAreReadLongestDueFirstAlsoAfterARestart() {
        Inquiry late = inquiry("att_1", 60);
        Inquiry early = inquiry("att_2", 30);
        try (JdbcEvidenceStore store = Given.store(folder)) {
            Given.unit(
                    store,
                    rows -> {
                        rows.putInquiry("meta", late);
                        rows.putInquiry("meta", early);
                        rows.putInquiry("ga4", inquiry("att_3", 1));
                    });
        }
        try (JdbcEvidenceStore store = Given.store(folder)) {
            assertEquals(List.of(early, late), due(store, 60, 9));
            assertEquals(List.of(early), due(store, 60, 1));
            assertEquals(List.of(early), due(store, 59, 9));
            assertEquals(List.of(), due(store, 29, 9));
        }
    }

    @Test
    void anInquiryIsReplacedWhenItWasAskedAndGoneWhenItIsOver() {
        try (JdbcEvidenceStore store = Given.store(folder)) {
            Inquiry first = inquiry("att_1", 30);
            Given.unit(store, rows -> rows.putInquiry("meta", first));
            Inquiry again =
                    new Inquiry(
                            "att_1",
                            first.receipt(),
                            first.events(),
                            NOON,
                            1,
                            Duration.ofSeconds(45),
                            NOON.plusSeconds(75));
            Given.unit(store, rows -> rows.putInquiry("meta", again));
            assertEquals(List.of(again), due(store, 99, 9));
            Given.unit(store, rows -> rows.putInquiry("meta", over(first)));
            assertEquals(List.of(), due(store, 99, 9));
        }
    }

    @Test
    void anInquiryThatNobodyAsksGoesWithTheEvidenceOfItsTime() {
        RetentionPolicy policy = RetentionPolicy.standard(Duration.ofHours(24));
        try (JdbcEvidenceStore store = Given.store(folder)) {
            Given.unit(store, rows -> rows.putInquiry("removed", inquiry("att_1", 30)));
            Instant end = NOON.plus(policy.evidence());
            assertEquals(0, store.purge(policy, end, 9));
            assertEquals(1, store.purge(policy, end.plusSeconds(1), 9));
            assertEquals(List.of(), store.queries().inquiries("removed", end, 9));
        }
    }

    private static List<Inquiry> due(JdbcEvidenceStore store, long seconds, int limit) {
        return store.queries().inquiries("meta", NOON.plusSeconds(seconds), limit);
    }

    private static Inquiry inquiry(String attempt, long seconds) {
        return new Inquiry(
                attempt,
                Given.NASTY,
                List.of(9_007_199_254_740_993L, 4L),
                NOON,
                0,
                Duration.ofSeconds(seconds),
                NOON.plusSeconds(seconds));
    }

    private static Inquiry over(Inquiry open) {
        return new Inquiry(
                open.attempt(),
                open.receipt(),
                open.events(),
                open.begunAt(),
                2,
                open.pace(),
                null);
    }
}
