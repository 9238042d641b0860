// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One request to a platform and what came back, masked before it is kept.
 *
 * @param id unique
 * @param latencyMillis from first byte out to last byte in
 * @param url masked address with query
 * @param requestHeaders masked
 * @param requestBody masked text, cut at 64 KiB; null when it is no longer kept
 * @param status HTTP status, 0 when no answer came
 * @param responseHeaders masked
 * @param responseBody masked text, cut at 64 KiB; null when it is no longer kept
 * @param outcome one word: delivered, retry, throttled, permanent, auth_hold, config_hold, split,
 *     accepted_pending, inquiry, unknown, mixed
 * @param code the platform's code or ours
 * @param text what the platform or the transport said
 * @param warnings what was repaired or left out
 */
public record Attempt(
        String id,
        Instant startedAt,
        long latencyMillis,
        String method,
        String url,
        Map<String, String> requestHeaders,
        String requestBody,
        int status,
        Map<String, String> responseHeaders,
        String responseBody,
        String outcome,
        String code,
        String text,
        List<String> warnings) {

    public Attempt {
        requestHeaders = Map.copyOf(requestHeaders);
        responseHeaders = Map.copyOf(responseHeaders);
        warnings = List.copyOf(warnings);
    }
}
