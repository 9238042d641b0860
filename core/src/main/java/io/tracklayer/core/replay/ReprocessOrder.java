// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import java.time.Instant;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Which requests are looked at again; empty texts do not filter.
 *
 * @param offset the only one, when it is present
 * @param verdict rejected or ignored
 * @param since not those that arrived earlier
 */
public record ReprocessOrder(
        OptionalLong offset,
        Verdict verdict,
        String reason,
        String merchant,
        String source,
        Instant since) {

    public ReprocessOrder {
        Objects.requireNonNull(since, "since");
        if (!verdict.reprocessable()) {
            throw new IllegalArgumentException(
                    "only what was rejected or ignored is looked at again");
        }
    }

    /**
     * The same order of one merchant.
     *
     * @param limit the merchant it is limited to, by the one it names
     */
    public ReprocessOrder of(UnaryOperator<String> limit) {
        return new ReprocessOrder(offset, verdict, reason, limit.apply(merchant), source, since);
    }

    boolean means(ObservationRow row) {
        return row.verdict() == verdict
                && (reason.isEmpty() || reason.equals(row.reason()))
                && !row.receivedAt().isBefore(since);
    }
}
