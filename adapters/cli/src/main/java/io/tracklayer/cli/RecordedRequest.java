// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A request of the recorded hour.
 *
 * @param at when it was made, from the beginning of the hour
 * @param path with the query
 * @param status what the node has to answer
 * @param verdicts what its messages have to be taken for, one each; of two copies either may come
 *     first
 */
record RecordedRequest(
        Duration at,
        String method,
        String path,
        Map<String, String> headers,
        byte[] body,
        int status,
        List<String> verdicts) {

    static final String ACCEPTED = "accepted";
    static final String MERGED = "merged";
    static final String DUPLICATE = "duplicate";
    static final String IGNORED = "ignored";
    static final String REJECTED = "rejected";
    static final String REFUSED = "refused";

    /** All verdicts, in the order they are shown. */
    static final List<String> VERDICTS =
            List.of(ACCEPTED, MERGED, DUPLICATE, IGNORED, REJECTED, REFUSED);

    RecordedRequest {
        headers = Map.copyOf(headers);
        verdicts = List.copyOf(verdicts);
    }

    /** The same bytes once more. */
    RecordedRequest again(Duration later, String verdict) {
        return new RecordedRequest(
                at.plus(later), method, path, headers, body, status, List.of(verdict));
    }

    /** The same request with other headers, and what becomes of it then. */
    RecordedRequest with(Map<String, String> others, int answer, String verdict) {
        return new RecordedRequest(at, method, path, others, body, answer, List.of(verdict));
    }
}
