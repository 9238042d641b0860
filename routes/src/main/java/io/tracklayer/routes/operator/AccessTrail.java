// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.operator;

import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalCodec;
import io.tracklayer.core.journal.OperatorAction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the audit trail who came in, who was refused, and who looked at persons. Nobody waits
 * for it: what cannot be written is logged. Thread-safe.
 */
public final class AccessTrail {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTrail.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_REFUSALS = 60;
    private static final int LONGEST = 300;

    private final Journal journal;
    private final Clock clock;
    private Instant window = Instant.MIN;
    private int refusals;
    private long unwritten;

    public AccessTrail(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** Something that was done. */
    public void note(String by, String action, String subject, String detail) {
        OperatorAction entry =
                new OperatorAction(clock.instant(), by, action, cut(subject), detail);
        try {
            journal.append(JournalCodec.encode(entry))
                    .exceptionally(
                            failed -> {
                                LOG.error("the audit trail lacks {} by {}", action, by, failed);
                                return null;
                            });
        } catch (RuntimeException unavailable) {
            LOG.error("the audit trail lacks {} by {}", action, by, unavailable);
        }
    }

    /** Something that was refused. Strangers cause it at will, so only so many are written. */
    public void refused(String by, String action, String subject, String detail) {
        long before = admitted();
        if (before >= 0) {
            String more = before == 0 ? "" : "; " + before + " more before were not written";
            note(by, action, subject, detail + more);
        }
    }

    /** How many were left out before this one; -1 when it is left out itself. */
    private synchronized long admitted() {
        Instant now = clock.instant();
        if (window.equals(Instant.MIN) || !now.isBefore(window.plus(WINDOW))) {
            window = now;
            refusals = 0;
        }
        if (++refusals > MOST_REFUSALS) {
            unwritten++;
            return -1;
        }
        long before = unwritten;
        unwritten = 0;
        return before;
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
