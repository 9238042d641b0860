// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.intake;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.config.StoreConfig.SourceConfig;
import io.tracklayer.core.delivery.TestClock;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.journal.JournalUnavailableException;
import io.tracklayer.core.journal.MemoryJournal;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LocalIntakeTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:20:31Z");

    private final MemoryJournal journal = new MemoryJournal();
    private final TestClock clock = new TestClock(NOW);
    private long nanos;
    private final Underway underway = new Underway(() -> nanos++);
    private final Configuration configuration = configuration();
    private final LocalIntake intake =
            new LocalIntake(() -> configuration, journal, underway, clock);

    @Test
    void aMessageIsKeptAsARequestOfItsSourceInTheWordsOfItsRoute() throws Exception {
        byte[] any = {(byte) 0xff, 0, 1};
        assertEquals(0, intake.keep(input("offline-sales", any)).join());
        Arrival kept = journal.onlyArrival();
        assertEquals("acme acme-eu offline-sales", owner(kept));
        assertEquals("ROUTE /routes/till", kept.method() + " " + kept.path());
        assertEquals("route till", kept.verifiedBy());
        assertEquals(NOW, kept.receivedAt());
        assertArrayEquals(any, kept.raw());
        assertEquals(Map.of(), kept.headers());
        assertTrue(kept.refused().isEmpty());
    }

    @Test
    void itEndsWithTheSyncAndCountsAsUnderWayUntilThen() throws Exception {
        CompletableFuture<Void> synced = journal.slow();
        CompletableFuture<Long> kept = intake.keep(input("offline-sales", new byte[1]));
        assertFalse(kept.isDone());
        assertTrue(underway.oldest().toNanos() > 0, "under way");
        synced.complete(null);
        kept.join();
        assertEquals(Duration.ZERO, underway.oldest());
    }

    @Test
    void whatASourceCannotTakeIsSeenAsRefusedAndNotBroughtAgain() throws Exception {
        int most = intake.source("acme-eu", "offline-sales").source().descriptor().maxBytes();
        intake.keep(input("offline-sales", new byte[most + 1])).join();
        Arrival kept = journal.onlyArrival();
        assertEquals("too_large", kept.refused().orElseThrow().code());
        assertEquals(4096, kept.raw().length);
    }

    @Test
    void withoutTheSourceOrTheJournalNothingIsKept() {
        UnknownSourceException unknown =
                assertThrows(
                        UnknownSourceException.class,
                        () -> intake.keep(input("removed", new byte[1])));
        assertTrue(unknown.getMessage().contains("\"removed\""), unknown.getMessage());
        journal.busy(new JournalUnavailableException("full"));
        assertThrows(
                JournalUnavailableException.class,
                () -> intake.keep(input("offline-sales", new byte[1])));
        assertThrows(
                JournalUnavailableException.class,
                () ->
                        LocalIntake.closed(configuration, clock)
                                .keep(input("offline-sales", new byte[1])));
        assertEquals(List.of(), journal.records());
    }

    private static LocalInput input(String source, byte[] body) {
        return new LocalInput("ROUTE", "/routes/till", "route till", "acme-eu", source, body);
    }

    private static String owner(Arrival kept) {
        return kept.merchant() + " " + kept.store() + " " + kept.source();
    }

    private static Configuration configuration() {
        Source shop = new GivenSource("shop");
        SourceConfig source =
                new SourceConfig(
                        shop,
                        Settings.of(shop.descriptor().settings(), Map.of("secret", List.of("x"))));
        StoreConfig store =
                new StoreConfig("acme", "acme-eu", "EUR", "DE", Map.of("offline-sales", source));
        return new Configuration(
                null, null, null, null, Map.of("acme-eu", store), List.of(), Map.of());
    }
}
