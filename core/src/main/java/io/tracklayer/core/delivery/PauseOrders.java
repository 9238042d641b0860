// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.journal.PauseCommand;
import io.tracklayer.core.pipeline.Applying;
import io.tracklayer.core.replay.AuditEntry;

/** Applies to the evidence what operators order about the sending of destinations. */
public final class PauseOrders {

    /** Begins or ends a pause and writes who did it into the audit trail. */
    public void apply(Applying<PauseCommand> applying) {
        PauseCommand command = applying.entry();
        applying.unit().putOrderedPause(command.destination(), command.pause());
        applying.unit()
                .replays()
                .audit(
                        new AuditEntry(
                                applying.offset(),
                                command.at(),
                                command.by(),
                                command.begins() ? "destination.pause" : "destination.resume",
                                command.destination(),
                                command.reason()));
    }
}
