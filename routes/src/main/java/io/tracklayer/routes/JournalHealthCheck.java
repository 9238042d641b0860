// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.evidence.EvidenceStore;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalHealth;
import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Down while nothing can be taken in; says how far the evidence is behind and what is damaged. */
final class JournalHealthCheck extends AbstractHealthCheck {
    private final Journal journal;
    private final EvidenceStore store;

    JournalHealthCheck(Journal journal, EvidenceStore store) {
        super("tracklayer", "journal");
        this.journal = journal;
        this.store = store;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        JournalHealth health = journal.health();
        builder.detail("bytes", health.bytes());
        builder.detail("records_not_applied", journal.nextOffset() - store.appliedOffset());
        if (health.writable() && !health.problem().isEmpty()) {
            builder.detail("damage", health.problem());
        }
        if (health.writable()) {
            builder.up();
        } else {
            builder.message(health.problem()).down();
        }
    }
}
