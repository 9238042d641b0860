// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.journal;

import java.util.concurrent.CompletableFuture;

/** A payload waiting for its sync. */
record PendingAppend(byte[] payload, CompletableFuture<Long> answer, long sinceNanos) {
    /** Covers the record header and the objects around a waiting payload. */
    private static final int OVERHEAD_BYTES = 128;

    long memoryBytes() {
        return (long) payload.length + OVERHEAD_BYTES;
    }

    long recordBytes() {
        return RecordFormat.recordBytes(payload);
    }
}
