// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import java.time.Instant;

/**
 * Something an operator did, or the end of what one had begun. Entries are only ever added.
 *
 * @param offset journal offset of the record that tells of it
 * @param by who, as they said
 * @param action closed code, e.g. {@code replay.start}
 * @param subject what it was done to, e.g. a replay's id
 * @param detail how, as a sentence
 */
public record AuditEntry(
        long offset, Instant at, String by, String action, String subject, String detail) {}
