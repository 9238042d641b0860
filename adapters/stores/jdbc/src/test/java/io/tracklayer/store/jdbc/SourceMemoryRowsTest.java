// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.spi.SourceMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceMemoryRowsTest {
    private static final Instant NOW = Given.NOON;

    @TempDir Path folder;

    @Test
    void eachSourceOfEachStoreHasAMemoryOfItsOwnThatLastsOverARestart() {
        try (JdbcEvidenceStore store = Given.store(folder)) {
            Given.unit(
                    store,
                    rows -> {
                        SourceMemory shop = rows.memory("eu", "shop", NOW);
                        assertTrue(shop.first("order 1"));
                        assertFalse(shop.first("order 1"));
                        shop.remember("total 1", "10.00");
                        shop.remember("total 1", "12.00");
                        assertEquals(
                                Optional.empty(), rows.memory("us", "shop", NOW).recall("total 1"));
                        assertEquals(
                                Optional.empty(),
                                rows.memory("eu", "shop2", NOW).recall("total 1"));
                    });
        }
        try (JdbcEvidenceStore again = Given.store(folder)) {
            Given.unit(
                    again,
                    rows ->
                            assertEquals(
                                    Optional.of("12.00"),
                                    rows.memory("eu", "shop", NOW).recall("total 1")));
        }
    }

    @Test
    void whatIsTooLongIsRefused() {
        try (JdbcEvidenceStore store = Given.store(folder)) {
            Given.unit(
                    store,
                    rows -> {
                        SourceMemory shop = rows.memory("eu", "shop", NOW);
                        String key = "k".repeat(SourceMemory.LONGEST_KEY);
                        String text = "\u20ac".repeat(SourceMemory.LONGEST_TEXT);
                        shop.remember(key, text);
                        assertEquals(Optional.of(text), shop.recall(key));
                        assertThrows(
                                IllegalArgumentException.class,
                                () -> shop.remember(key + "k", text));
                        assertThrows(
                                IllegalArgumentException.class,
                                () -> shop.remember(key, text + "t"));
                    });
        }
    }

    @Test
    void itIsForgottenFourHundredDaysAfterItWasLastWritten() {
        RetentionPolicy policy = RetentionPolicy.standard(Duration.ofHours(24));
        try (JdbcEvidenceStore store = Given.store(folder)) {
            Given.unit(
                    store,
                    rows -> {
                        rows.memory("eu", "shop", NOW).remember("old", "");
                        rows.memory("eu", "shop", NOW).remember("kept", "");
                        rows.memory("eu", "shop", NOW.plusSeconds(60)).remember("kept", "");
                    });
            store.purge(policy, NOW.plus(Duration.ofDays(400)).plusSeconds(30), 100);
            Given.unit(
                    store,
                    rows -> {
                        SourceMemory shop = rows.memory("eu", "shop", NOW);
                        assertEquals(Optional.empty(), shop.recall("old"));
                        assertEquals(Optional.of(""), shop.recall("kept"));
                    });
        }
    }
}
