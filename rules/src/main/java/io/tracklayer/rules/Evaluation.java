// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.decide.Treatment;
import io.tracklayer.core.decide.Treatment.Cause;
import io.tracklayer.core.decide.Treatment.Rename;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.EventField;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the rules that match one situation add up to. Used by one thread, once. */
final class Evaluation {

    /** A rule and what it does. */
    record Applied(Rule rule, Effect effect) {}

    private final Map<Effect.Concern, Applied> first = new EnumMap<>(Effect.Concern.class);
    private final Set<EventField> stripped = EnumSet.noneOf(EventField.class);
    private List<Rename> renames = List.of();
    private Set<String> drops = Set.of();
    private Set<String> tags = Set.of();
    private Rule stripping;
    private List<Cause> causes = List.of();
    private Situation situation;

    Evaluation(Situation situation) {
        this.situation = situation;
    }

    /** The situation with the tags given so far. */
    Situation situation() {
        return situation;
    }

    /** Takes what a matching rule does; says whether it counts. */
    boolean take(Rule rule, Effect effect) {
        if (effect instanceof Effect.First one) {
            return first.putIfAbsent(one.concern(), new Applied(rule, effect)) == null;
        }
        if (effect instanceof Effect.Strip strip) {
            stripped.addAll(strip.fields());
            stripping = stripping == null ? rule : stripping;
        } else if (effect instanceof Effect.Drop drop) {
            drops = new TreeSet<>(drops);
            drops.addAll(drop.paths());
        } else if (effect instanceof Effect.Renames moved) {
            renames = new ArrayList<>(renames);
            renames.addAll(moved.renames());
        } else if (effect instanceof Effect.Tag tag) {
            tags = new TreeSet<>(tags);
            tags.addAll(tag.tags());
            situation = situation.tagged(tags);
        }
        because(rule, effect);
        return true;
    }

    private void because(Rule rule, Effect effect) {
        causes = causes.isEmpty() ? new ArrayList<>() : causes;
        causes.add(new Cause(effect.key(), rule.id(), rule.described().location()));
    }

    /** The rule that decides a concern, or null. */
    Applied deciding(Effect.Concern concern) {
        return first.get(concern);
    }

    Set<EventField> stripped() {
        return stripped;
    }

    /** The first rule that takes out a field, or null. */
    Rule stripping() {
        return stripping;
    }

    /** What is done to the event, with this wait. */
    Treatment treatment(Treatment.Delay delay) {
        Applied limit = counted(Effect.Concern.LIMIT);
        Applied place = counted(Effect.Concern.ACTION_SOURCE);
        Applied hold = counted(Effect.Concern.HOLD);
        if (delay != null) {
            counted(Effect.Concern.DELAY);
        }
        if (causes.isEmpty()) {
            return Treatment.NONE;
        }
        return new Treatment(
                limit != null && ((Effect.Limit) limit.effect()).limitedUse(),
                place == null ? null : place(place),
                renames,
                new TreeSet<>(drops),
                new TreeSet<>(tags),
                hold == null ? Duration.ZERO : ((Effect.Hold) hold.effect()).hold(),
                delay,
                causes);
    }

    private static ActionSource place(Applied applied) {
        return ((Effect.From) applied.effect()).place();
    }

    private Applied counted(Effect.Concern concern) {
        Applied applied = first.get(concern);
        if (applied != null) {
            because(applied.rule(), applied.effect());
        }
        return applied;
    }
}
