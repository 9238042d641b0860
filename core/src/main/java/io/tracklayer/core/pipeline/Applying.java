// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.journal.JournalRecord;
import java.time.Instant;

/**
 * A journal record being applied to the evidence.
 *
 * @param unit the transaction everything belongs to
 * @param offset the record's journal offset
 * @param entry the record
 * @param active set-up and rules it is applied under
 * @param now the node's time
 */
public record Applying<R extends JournalRecord>(
        UnitOfWork unit, long offset, R entry, ActiveConfiguration active, Instant now) {}
