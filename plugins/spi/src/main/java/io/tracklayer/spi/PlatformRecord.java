// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One event in a platform's own words, before packing.
 *
 * @param name the platform's event name
 * @param eventId the canonical event id, for logs and evidence
 * @param eventTime the business time, for the host's age guard
 * @param body the record as a tree; absent things are left out, never null
 * @param batchKey records may share a request only when their keys are equal
 * @param resendSafe whether sending it again is harmless when the outcome of a first request is
 *     unknown
 * @param warnings sentences about what was left out or repaired, shown with the attempt
 */
public record PlatformRecord(
        String name,
        String eventId,
        Instant eventTime,
        Map<String, Object> body,
        String batchKey,
        boolean resendSafe,
        List<String> warnings) {

    public PlatformRecord {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(eventTime, "eventTime");
        Objects.requireNonNull(batchKey, "batchKey");
        body = Collections.unmodifiableMap(new LinkedHashMap<>(body));
        warnings = List.copyOf(warnings);
    }
}
