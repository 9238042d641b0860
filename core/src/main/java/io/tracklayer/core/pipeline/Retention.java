// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.evidence.RetentionPolicy;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the evidence removed that has outlived its time: one chunk between two units of work, every
 * 30 seconds, or at each turn while there is more. A chunk that cannot be removed stops nothing.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int MAX_ROWS = 300;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final EvidenceStore store;
    private Instant last = Instant.EPOCH;
    private final SizeCap cap = new SizeCap();
    private RetentionPolicy bounded;
    private boolean behind;

    Retention(EvidenceStore store) {
        this.store = store;
    }

    /** Whether the last chunk was a full one. */
    boolean behind() {
        return behind;
    }

    void purge(RetentionPolicy policy, Instant now) {
        if (!behind && !rested(now)) {
            return;
        }
        last = now;
        try {
            if (!behind) {
                bounded = cap.within(policy, store.holdings(), now);
            }
            behind = store.purge(bounded, now, MAX_ROWS) >= MAX_ROWS;
        } catch (RuntimeException failed) {
            behind = false;
            LOG.error("old evidence cannot be removed; trying again in 30 s", failed);
        }
    }

    // A clock that was set back must not mean a pause of years.
    private boolean rested(Instant now) {
        return Duration.between(last, now).abs().compareTo(PAUSE) >= 0;
    }
}
