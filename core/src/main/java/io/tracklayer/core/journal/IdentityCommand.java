// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * An operator erases a person or takes a join of two persons back.
 *
 * @param keys hashes of the keys of the person to erase; empty for a join
 * @param join the join to take back; 0 for an erasure
 * @param subject what it is done to in words that name nobody, for the audit trail
 */
public record IdentityCommand(Instant at, String by, List<String> keys, long join, String subject)
        implements JournalRecord {
    public IdentityCommand {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(subject, "subject");
        keys = List.copyOf(keys);
    }

    /** Erases whom these keys lead to. */
    public static IdentityCommand erase(Instant at, String by, List<String> keys, String subject) {
        return new IdentityCommand(at, by, keys, 0, subject);
    }

    /** Takes a join back. */
    public static IdentityCommand undo(Instant at, String by, long join) {
        return new IdentityCommand(at, by, List.of(), join, Long.toString(join));
    }
}
