// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.consent.StoredConsent;
import io.tracklayer.core.consent.StoredConsent.Choice;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsentRowsTest {
    private static final StoredConsent BOTH =
            new StoredConsent(
                    Map.of(
                            Purpose.MARKETING,
                            choice(ConsentState.DENIED, Given.NOON),
                            Purpose.AD_USER_DATA,
                            choice(ConsentState.GRANTED, Given.NOON.minusSeconds(60))),
                    3);

    @TempDir Path folder;

    @Test
    void whatIsRememberedIsReadBackByWriterAndReadersAndReplaced() {
        try (JdbcEvidenceStore store = Given.store(folder)) {
            Given.unit(store, rows -> rows.consents().put("a", BOTH));
            Given.unit(
                    store,
                    rows -> {
                        assertEquals(Optional.of(BOTH), rows.consents().find("a"));
                        assertEquals(Optional.empty(), rows.consents().find("b"));
                        rows.consents().put("b", BOTH);
                        rows.consents().put("a", new StoredConsent(Map.of(), 4));
                    });
            assertEquals(
                    Map.of("a", new StoredConsent(Map.of(), 4), "b", BOTH),
                    store.queries().consents(List.of("a", "b", "c")));
        }
        try (JdbcEvidenceStore again = Given.store(folder)) {
            assertEquals(Map.of("b", BOTH), again.queries().consents(List.of("b")));
        }
    }

    @Test
    void aRecordThatFailsLeavesNothingRemembered() {
        try (JdbcEvidenceStore store = Given.store(folder)) {
            Given.unit(
                    store,
                    rows -> {
                        Object mark = rows.savepoint();
                        rows.consents().put("a", BOTH);
                        rows.rollbackTo(mark);
                    });
            assertEquals(Map.of(), store.queries().consents(List.of("a")));
        }
    }

    @Test
    void afterThirteenMonthsItIsForgottenInChunks() {
        RetentionPolicy policy = RetentionPolicy.standard(Duration.ofHours(24));
        try (JdbcEvidenceStore store = Given.store(folder)) {
            Given.unit(
                    store,
                    rows -> {
                        for (String visitor : List.of("a", "b", "c")) {
                            rows.consents().put(visitor, BOTH);
                        }
                    });
            Instant end = Given.NOON.plus(StoredConsent.KEPT);
            assertEquals(0, store.purge(policy, end, 2));
            assertEquals(2, store.purge(policy, end.plusSeconds(1), 2));
            assertEquals(1, store.queries().consents(List.of("a", "b", "c")).size());
            assertEquals(1, store.purge(policy, end.plusSeconds(1), 2));
            assertEquals(Map.of(), store.queries().consents(List.of("a", "b", "c")));
        }
    }

    private static Choice choice(ConsentState state, Instant at) {
        return new Choice(state, at, "tcf", Given.NASTY);
    }
}
