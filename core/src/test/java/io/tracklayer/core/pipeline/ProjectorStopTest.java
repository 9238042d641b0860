// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.delivery.TestClock;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.MemoryJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A node that is stopped in the middle of a record. */
class ProjectorStopTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:20:31Z");

    private final MemoryJournal records = new MemoryJournal();
    private final MemoryStore store = new MemoryStore();

    @Test
    void anInterruptedRecordIsUndoneAndAppliedNextTime() throws Exception {
        records.append(JournalCodec.encode(arrival()));
        records.append(JournalCodec.encode(arrival()));
        Projector stopped =
                projector(
                        applying -> {
                            applying.unit()
                                    .insertArrival(applying.offset(), (Arrival) applying.entry());
                            if (applying.offset() == 1) {
                                throw new InterruptedException();
                            }
                        });
        assertThrows(InterruptedException.class, stopped::advance);
        assertEquals(0, store.appliedOffset());
        assertEquals(Map.of(), store.committed.observations, "stopping makes nothing rejected");
        assertEquals(Map.of(), store.committed.arrivals);
        projector(
                        applying ->
                                applying.unit()
                                        .insertArrival(
                                                applying.offset(), (Arrival) applying.entry()))
                .advance();
        assertEquals(2, store.committed.arrivals.size());
    }

    private static Arrival arrival() {
        return new Arrival(
                "acme",
                "acme-eu",
                "shop",
                "POST",
                "/",
                Map.of(),
                Map.of(),
                "203.0.113.7",
                NOW,
                "hmac",
                null,
                new byte[] {'{', '}'});
    }

    private Projector projector(Projector.RecordRoute route) {
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
                route,
                (next, settled, arrivals) -> {},
                new TestClock(NOW));
    }
}
