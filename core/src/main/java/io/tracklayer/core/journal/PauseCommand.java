// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.journal;

import io.tracklayer.core.delivery.Pause;
import io.tracklayer.spi.Tree;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An operator has a destination send nothing, or go on.
 *
 * @param destination the destination's id
 * @param at when
 * @param by who
 * @param begins whether it is to send nothing from now on
 * @param reason why, as they said; may be empty
 */
public record PauseCommand(String destination, Instant at, String by, boolean begins, String reason)
        implements JournalRecord {
    public PauseCommand {
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
    }

    /** The pause it begins; empty when it ends one. */
    public Optional<Pause> pause() {
        return begins ? Optional.of(Pause.ordered(by, reason, at)) : Optional.empty();
    }

    Map<String, Object> head() {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("destination", destination);
        head.put("at", at.toString());
        head.put("by", by);
        head.put("begins", begins);
        head.put("reason", reason);
        return head;
    }

    static PauseCommand read(Tree head) {
        return new PauseCommand(
                text(head, "/destination"),
                Instant.parse(text(head, "/at")),
                text(head, "/by"),
                (Boolean) head.find("/begins").orElse(false),
                text(head, "/reason"));
    }

    private static String text(Tree tree, String pointer) {
        return (String) tree.find(pointer).orElse("");
    }
}
