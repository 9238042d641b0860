// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.replay.ReplayCursor;
import io.tracklayer.core.replay.ReplayFilter;
import io.tracklayer.core.replay.ReplayOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplayCodecTest {
    private static final Instant AT = Instant.parse("2026-01-15T10:20:30.123456789Z");

    static List<JournalRecord> records() {
        ReplayFilter narrow =
                new ReplayFilter(
                        "meta",
                        "acme",
                        "acme-eu",
                        AT.minusSeconds(9),
                        AT,
                        DeliveryStatus.FAILED,
                        "http_400",
                        "100",
                        "purchase_placed",
                        new TreeSet<>());
        ReplayFilter wide =
                new ReplayFilter(
                        "", "", "", AT.minusSeconds(9), AT, null, "", "", "", new TreeSet<>());
        return List.of(
                ReplayCommand.start("r1", AT, "anna", new ReplayOrder(narrow, 7, true, false), 200),
                ReplayCommand.start("r1", AT, "é \"x\"", new ReplayOrder(wide, 1, false, true), -1),
                ReplayCommand.cancel("r1", AT, ""),
                ReplayCommand.end("r1", AT, "its destination was removed"),
                IdentityCommand.erase(AT, "é \"x\"", List.of("5f70", "a1"), "email 5f70…"),
                IdentityCommand.undo(AT, "anna", 17_179_869_184L),
                new ReplayChunk(
                        "r1",
                        2,
                        AT,
                        List.of(
                                new ReplayChunk.Item(4097, "meta", null),
                                new ReplayChunk.Item(8193, "ga4", AT)),
                        Map.of("too_late", 3L),
                        new ReplayCursor(8193, "ga4"),
                        false),
                new ReplayChunk("r1", 3, AT, List.of(), Map.of(), ReplayCursor.START, true));
    }

    @ParameterizedTest
    @MethodSource("records")
    void aRecordComesBackAsItWasAndIsRefusedWhenCut(JournalRecord written) {
        byte[] whole = JournalCodec.encode(written);
        assertEquals(written, JournalCodec.decode(whole));
        for (int length = 0; length < whole.length; length += 5) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(IllegalStateException.class, () -> JournalCodec.decode(cut));
        }
    }

    @Test
    void aKindThatNobodyKnowsNamesTheOtherVersion() {
        IllegalStateException refused =
                assertThrows(
                        IllegalStateException.class,
                        () -> JournalCodec.decode(new byte[] {'Z', 0, 0, 0, 0}));
        assertTrue(refused.getMessage().contains("another version"), refused.getMessage());
    }
}
