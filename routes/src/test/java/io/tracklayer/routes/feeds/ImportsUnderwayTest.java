// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.console.NodeSigns;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportsUnderwayTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private Instant now = NOON;
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);
    private final ImportsUnderway imports = new ImportsUnderway(clock);

    @Test
    void partsOfAnImportAddUpUntilItHasBeenSilentForAMinute() {
        imports.stored("imp-1", "main", 1_000);
        now = NOON.plusSeconds(50);
        imports.stored("imp-1", "main", 200);

        assertEquals(
                List.of(new NodeSigns.Import("imp-1", "main", NOON, now, 1_200)), imports.list());

        now = NOON.plusSeconds(111);
        assertEquals(List.of(), imports.list());
    }
}
