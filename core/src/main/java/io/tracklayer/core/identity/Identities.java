// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import io.tracklayer.core.evidence.UnitOfWork;
import io.tracklayer.core.journal.IdentityCommand;
import io.tracklayer.core.pipeline.Applying;
import io.tracklayer.core.replay.AuditEntry;
import java.util.List;
import java.util.Optional;

/** Applies what operators said about persons to the evidence. */
public final class Identities {
    /**
     * Events are numbered by the offset of their record times this, and joins are told apart by it.
     */
    private static final long NUMBERS = 4_096;

    /** Erases a person or takes a join back, and says so in the audit trail. */
    public void apply(Applying<IdentityCommand> applying) {
        IdentityCommand command = applying.entry();
        if (command.join() == 0) {
            audit(applying, "identity.erase", erase(applying.unit().identities(), command));
        } else {
            undo(applying, command);
        }
    }

    private static String erase(IdentityRecords records, IdentityCommand command) {
        int persons = 0;
        for (String hash : command.keys()) {
            Optional<Person> person =
                    records.key(hash).flatMap(known -> records.person(known.person()));
            List<Person> members = person.map(p -> records.members(p.root())).orElse(List.of());
            members.forEach(member -> records.forget(member.id()));
            records.forgetConsent(hash);
            persons += members.size();
        }
        return persons == 0 ? "nobody was remembered" : persons + " joined persons removed";
    }

    private static void undo(Applying<IdentityCommand> applying, IdentityCommand command) {
        IdentityRecords records = applying.unit().identities();
        boolean stands = records.join(command.join()).filter(j -> j.undone().isEmpty()).isPresent();
        if (stands) {
            new IdentityGraph(records, applying.active().configuration().identity())
                    .undo(command.join(), applying.offset() * NUMBERS, command.at(), command.by());
            audit(applying, "identity.undo", "the join no longer holds");
        }
    }

    private static void audit(Applying<IdentityCommand> applying, String action, String detail) {
        UnitOfWork unit = applying.unit();
        IdentityCommand command = applying.entry();
        unit.replays()
                .audit(
                        new AuditEntry(
                                applying.offset(),
                                command.at(),
                                command.by(),
                                action,
                                command.subject(),
                                detail));
    }
}
