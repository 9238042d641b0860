// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.decide;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a decision does to an event beside taking out fields, and when it lets it go. Kept with the
 * delivery and applied whenever the event is handed to the destination.
 *
 * @param limitedUse whether the platform is told to limit its use of the event
 * @param actionSource where the action is said to have taken place, or null for what the event says
 * @param renames values moved to another path, in this order
 * @param drops paths whose values are taken out, before anything is renamed
 * @param tags names given to the event
 * @param hold shortest time between the event's arrival and its first sending
 * @param delay the wait for an answer, or null
 * @param causes which rule asked for what
 */
public record Treatment(
        boolean limitedUse,
        ActionSource actionSource,
        List<Rename> renames,
        SortedSet<String> drops,
        SortedSet<String> tags,
        Duration hold,
        Delay delay,
        List<Cause> causes) {

    /** Nothing is done. */
    public static final Treatment NONE =
            new Treatment(
                    false,
                    null,
                    List.of(),
                    new TreeSet<>(),
                    new TreeSet<>(),
                    Duration.ZERO,
                    null,
                    List.of());

    public Treatment {
        Objects.requireNonNull(hold, "hold");
        renames = List.copyOf(renames);
        drops = Collections.unmodifiableSortedSet(new TreeSet<>(drops));
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        causes = List.copyOf(causes);
    }

    /**
     * A value that is moved.
     *
     * @param from canonical path
     * @param to canonical path of the same type, replacing what stands there
     */
    public record Rename(String from, String to) {}

    /**
     * Why something is done.
     *
     * @param effect the key under {@code then}, e.g. {@code strip}
     * @param rule id of the rule
     * @param location file and line of the rule
     */
    public record Cause(String effect, String rule, String location) {}

    /**
     * A wait for the visitor's answer. What happens when it ends without one is fixed when it
     * begins.
     *
     * @param longest from the event's arrival
     * @param reason code of the skip at its end, or empty when it is sent then
     * @param sentence of that skip
     * @param stripped fields taken out of what is sent at its end, further to the decision's
     */
    public record Delay(
            Duration longest, String reason, String sentence, Set<EventField> stripped) {
        public Delay {
            stripped = Set.copyOf(stripped);
        }

        /** Whether nothing is sent when no answer came. */
        public boolean endsSkipped() {
            return !reason.isEmpty();
        }
    }

    /** The wait for an answer, if there is one. */
    public Optional<Delay> waits() {
        return Optional.ofNullable(delay);
    }

    /** When it may go at the earliest, for an event that arrived then. */
    public Instant notBefore(Instant arrived) {
        Duration wait = waits().map(Delay::longest).orElse(Duration.ZERO);
        return arrived.plus(wait.compareTo(hold) > 0 ? wait : hold);
    }

    /** The event after drops, renames, tags and the like; the same object when there are none. */
    public Event applyTo(Event event) {
        if (!limitedUse
                && actionSource == null
                && drops.isEmpty()
                && renames.isEmpty()
                && tags.isEmpty()) {
            return event;
        }
        Event.Builder changed =
                EventEdit.edited(event, drops, renames)
                        .limitedUse(limitedUse || event.limitedUse())
                        .tags(union(event.tags(), tags));
        if (actionSource != null) {
            changed.actionSource(actionSource);
        }
        return changed.build();
    }

    /** Both treatments at once; where only one can hold, this one's unless it has none. */
    public Treatment and(Treatment other) {
        return new Treatment(
                limitedUse || other.limitedUse,
                actionSource == null ? other.actionSource : actionSource,
                joined(renames, other.renames),
                union(drops, other.drops),
                union(tags, other.tags),
                hold.compareTo(other.hold) >= 0 ? hold : other.hold,
                delay,
                joined(causes, other.causes));
    }

    /** The same without a wait for an answer, held for at least as long. */
    public Treatment heldFor(Duration least) {
        return new Treatment(
                limitedUse,
                actionSource,
                renames,
                drops,
                tags,
                least.compareTo(hold) > 0 ? least : hold,
                null,
                causes);
    }

    private static SortedSet<String> union(Collection<String> some, Collection<String> more) {
        SortedSet<String> all = new TreeSet<>(some);
        all.addAll(more);
        return all;
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }
}
