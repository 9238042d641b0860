// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One replay as it stands.
 *
 * @param offset journal offset of the command that started it
 * @param by who started it, as they said
 * @param expected how many matched when it was started, -1 when more than were counted
 * @param endedAt when it ended, or null
 * @param sentence why it was refused or could not go on, or empty
 * @param chunks how many chunks of it were applied
 * @param cursor the last delivery it has looked at
 * @param lastChunkAt when the last chunk was made, or null
 * @param selected whether it has looked at all that match
 */
public record Replay(
        String id,
        long offset,
        ReplayOrder order,
        String by,
        long expected,
        State state,
        Instant startedAt,
        Instant endedAt,
        String sentence,
        int chunks,
        ReplayCursor cursor,
        Instant lastChunkAt,
        boolean selected,
        Tally tally) {

    public Replay {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
    }

    /** When it ended. */
    public Optional<Instant> ended() {
        return Optional.ofNullable(endedAt);
    }

    /** When its last chunk was made. */
    public Optional<Instant> lastChunk() {
        return Optional.ofNullable(lastChunkAt);
    }

    Replay counting(Tally counted) {
        return new Replay(
                id,
                offset,
                order,
                by,
                expected,
                state,
                startedAt,
                endedAt,
                sentence,
                chunks,
                cursor,
                lastChunkAt,
                selected,
                counted);
    }

    Replay advancedTo(ReplayCursor place, Instant at, boolean last) {
        return new Replay(
                id,
                offset,
                order,
                by,
                expected,
                state,
                startedAt,
                endedAt,
                sentence,
                chunks + 1,
                place,
                at,
                last,
                tally);
    }

    Replay endedAs(State how, Instant at) {
        return endedAs(how, at, sentence);
    }

    Replay endedAs(State how, Instant at, String why) {
        return new Replay(
                id,
                offset,
                order,
                by,
                expected,
                how,
                startedAt,
                at,
                why,
                chunks,
                cursor,
                lastChunkAt,
                selected,
                tally);
    }

    /** Whether it has looked at everything and knows what became of what it queued. */
    boolean complete() {
        return state == State.RUNNING && selected && tally.outstanding() == 0;
    }

    /** Where a replay stands. */
    public enum State {
        RUNNING,
        DONE,
        CANCELLED,
        /** Another one that could take up the same deliveries was running. */
        REFUSED;

        /** The spelling in JSON and the database. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The state of that spelling. */
        public static State of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }
}
