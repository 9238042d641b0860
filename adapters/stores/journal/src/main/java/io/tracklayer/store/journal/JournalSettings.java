// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an operator may change about the journal.
 *
 * @param segmentBytes a segment file is closed and the next one begun when it would grow past this
 * @param maxRecordBytes largest payload of one record
 * @param retention how long applied segments are kept for a rebuild of the store
 * @param maxBytes cap of all segments together: applied segments are dropped early to stay below
 *     it, and appends are refused when only unapplied ones are left
 * @param probeInterval least time between two attempts to write again after a failure
 * @param queueBytes cap of the appends waiting for their sync, held in memory
 */
public record JournalSettings(
        long segmentBytes,
        int maxRecordBytes,
        Duration retention,
        long maxBytes,
        Duration probeInterval,
        long queueBytes) {

    private static final long MIB = 1024L * 1024;

    public JournalSettings {
        List<String> faults = new ArrayList<>();
        if (segmentBytes < 1024 || segmentBytes > 1024 * MIB) {
            faults.add("segment-bytes is " + segmentBytes + ", allowed are 1 KiB to 1 GiB");
        }
        if (maxRecordBytes < 1 || maxRecordBytes > RecordFormat.MAX_PAYLOAD_BYTES) {
            faults.add("max-record-bytes is " + maxRecordBytes + ", allowed are 1 to 64 MiB");
        }
        if (retention == null || retention.isNegative()) {
            faults.add("retention is " + retention + ", it may not be negative or missing");
        }
        if (maxBytes < 2 * segmentBytes + maxRecordBytes) {
            faults.add(
                    "max-bytes is "
                            + maxBytes
                            + ", it must hold two segments of "
                            + segmentBytes
                            + " bytes and the largest record");
        }
        if (probeInterval == null || probeInterval.isNegative() || probeInterval.isZero()) {
            faults.add("probe-interval is " + probeInterval + ", it must be positive");
        }
        if (queueBytes < 1024) {
            faults.add("queue-bytes is " + queueBytes + ", the least is 1 KiB");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    "journal settings: " + String.join("; ", faults) + ".");
        }
    }

    public static JournalSettings defaults() {
        return new JournalSettings(
                64 * MIB,
                (int) (16 * MIB),
                Duration.ofDays(7),
                10 * 1024 * MIB,
                Duration.ofSeconds(1),
                32 * MIB);
    }

    public JournalSettings withSegmentBytes(long value) {
        return new JournalSettings(
                value, maxRecordBytes, retention, maxBytes, probeInterval, queueBytes);
    }

    public JournalSettings withMaxRecordBytes(int value) {
        return new JournalSettings(
                segmentBytes, value, retention, maxBytes, probeInterval, queueBytes);
    }

    public JournalSettings withRetention(Duration value) {
        return new JournalSettings(
                segmentBytes, maxRecordBytes, value, maxBytes, probeInterval, queueBytes);
    }

    public JournalSettings withMaxBytes(long value) {
        return new JournalSettings(
                segmentBytes, maxRecordBytes, retention, value, probeInterval, queueBytes);
    }

    public JournalSettings withProbeInterval(Duration value) {
        return new JournalSettings(
                segmentBytes, maxRecordBytes, retention, maxBytes, value, queueBytes);
    }

    public JournalSettings withQueueBytes(long value) {
        return new JournalSettings(
                segmentBytes, maxRecordBytes, retention, maxBytes, probeInterval, value);
    }
}
