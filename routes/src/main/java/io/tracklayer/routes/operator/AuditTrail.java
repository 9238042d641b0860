// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.operator;

import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.JournalUnavailableException;
import io.tracklayer.core.journal.OperatorAction;
import java.time.Clock;
import java.util.concurrent.ExecutionException;

/** Writes down durably what operators did that changes no other row. Thread-safe. */
public record AuditTrail(Journal journal, Clock clock) {

    /**
     * Waits until it is stored.
     *
     * @param by who did it
     * @param detail how, as a sentence; never a secret
     * @throws JournalUnavailableException if it could not be; what was done is done all the same
     */
    public void note(String by, String action, String subject, String detail)
            throws InterruptedException {
        OperatorAction entry = new OperatorAction(clock.instant(), by, action, subject, detail);
        try {
            journal.append(JournalCodec.encode(entry)).get();
        } catch (ExecutionException failed) {
            throw new JournalUnavailableException(
                    "what was done stands, but the audit trail does not have it: "
                            + failed.getCause().getMessage(),
                    failed);
        }
    }
}
