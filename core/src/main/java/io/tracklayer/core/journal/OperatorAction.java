// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import java.time.Instant;
import java.util.Objects;

/**
 * Something an operator did that changes no row but the audit trail.
 *
 * @param at when
 * @param by who, as they said
 * @param action closed code, e.g. {@code routes.reload}
 * @param subject what it was done to
 * @param detail how, as a sentence
 */
public record OperatorAction(Instant at, String by, String action, String subject, String detail)
        implements JournalRecord {
    public OperatorAction {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(detail, "detail");
    }
}
