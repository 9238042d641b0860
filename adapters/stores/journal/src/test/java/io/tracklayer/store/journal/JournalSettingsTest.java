// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JournalSettingsTest {
    @Test
    void theDefaultsAreTheDocumentedOnes() {
        JournalSettings expected =
                new JournalSettings(
                        67_108_864,
                        16_777_216,
                        Duration.ofDays(7),
                        10_737_418_240L,
                        Duration.ofSeconds(1),
                        33_554_432);
        assertEquals(expected, JournalSettings.defaults());
    }

    @Test
    void allFaultsAreReportedTogetherWithTheirValues() {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () ->
                                        new JournalSettings(
                                                5, 0, Duration.ofDays(-1), 1, Duration.ZERO, 3))
                        .getMessage();
        for (String part :
                new String[] {
                    "segment-bytes is 5",
                    "max-record-bytes is 0",
                    "retention is PT-24H",
                    "max-bytes is 1, it must hold two segments",
                    "probe-interval is PT0S",
                    "queue-bytes is 3"
                }) {
            assertTrue(message.contains(part), message);
        }
    }
}
