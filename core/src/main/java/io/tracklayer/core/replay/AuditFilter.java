// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import java.time.Instant;
import java.util.Objects;

/**
 * Which entries of the audit trail. Empty texts do not filter.
 *
 * @param by who
 * @param action closed code, e.g. {@code replay.start}
 * @param since entries of this time or later
 * @param until entries before this time
 */
public record AuditFilter(String by, String action, Instant since, Instant until) {
    private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");
    private static final AuditFilter ALL = new AuditFilter("", "", Instant.EPOCH, END);

    public AuditFilter {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
    }

    /** Every entry. */
    public static AuditFilter all() {
        return ALL;
    }
}
