// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.console.NodeSigns;
import io.tracklayer.core.journal.Journal;
import io.tracklayer.core.journal.JournalHealth;
import io.tracklayer.routes.feeds.ImportsUnderway;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** What a running node knows about itself, for those who look at its first page. */
final class Vitals {
    private final Journal journal;
    private final LongSupplier applied;
    private final Projection projection;
    private final BooleanSupplier sending;
    private final ImportsUnderway imports;
    private final Pace pace = new Pace();

    /**
     * @param applied the first journal offset that is not in the evidence
     * @param sending whether the evidence has caught up with the start
     */
    Vitals(
            Journal journal,
            LongSupplier applied,
            Projection projection,
            BooleanSupplier sending,
            ImportsUnderway imports) {
        this.journal = journal;
        this.applied = applied;
        this.projection = projection;
        this.sending = sending;
        this.imports = imports;
    }

    /** Called once a second, so that a rate can be told. */
    void note() {
        pace.note(System.nanoTime(), applied.getAsLong());
    }

    NodeSigns signs() {
        JournalHealth health = journal.health();
        long done = applied.getAsLong();
        long all = journal.nextOffset();
        return new NodeSigns(
                done,
                all,
                pace.perSecond(),
                !sending.getAsBoolean() && done < all,
                projection
                        .stall()
                        .map(stall -> new NodeSigns.Stall(stall.since(), stall.problem()))
                        .orElse(null),
                health.writable() ? "" : health.problem(),
                imports.list());
    }
}
