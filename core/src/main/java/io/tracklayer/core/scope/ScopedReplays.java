// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.scope;

import io.tracklayer.core.replay.AuditEntry;
import io.tracklayer.core.replay.AuditFilter;
import io.tracklayer.core.replay.Replay;
import io.tracklayer.core.replay.ReplayQueries;
import java.util.List;
import java.util.Optional;

/** Replays of merchants that are seen, and of the audit trail what is about those or oneself. */
public final class ScopedReplays {
    private final ReplayQueries all;
    private final Sight sight;

    ScopedReplays(ReplayQueries all, Sight sight) {
        this.all = all;
        this.sight = sight;
    }

    public Optional<Replay> replay(String id) {
        return all.replay(id).filter(sight::sees);
    }

    public List<Replay> replays(long beforeOffset, int limit) {
        return Pages.sifted(all::replays, Replay::offset, sight::sees, beforeOffset, limit);
    }

    public List<Replay> running() {
        return all.running().stream().filter(sight::sees).toList();
    }

    public List<AuditEntry> audit(long beforeOffset, int limit) {
        return audit(AuditFilter.all(), beforeOffset, limit);
    }

    public List<AuditEntry> audit(AuditFilter filter, long beforeOffset, int limit) {
        return Pages.sifted(
                (before, most) -> all.audit(filter, before, most),
                AuditEntry::offset,
                this::sees,
                beforeOffset,
                limit);
    }

    private boolean sees(AuditEntry entry) {
        return entry.by().equals(sight.operator().name())
                || entry.action().startsWith("replay.") && replay(entry.subject()).isPresent()
                || entry.action().startsWith("destination.")
                        && sight.seesDestination(entry.subject());
    }
}
