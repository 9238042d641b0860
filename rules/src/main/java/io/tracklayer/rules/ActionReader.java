// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.Tree;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a rule's {@code then}. */
final class ActionReader {
    private static final List<String> KINDS = List.of("skip", "allow", "strip");

    private final RuleFile file;
    private final String owner;
    private final Tree then;

    ActionReader(RuleFile file, String owner, Tree then) {
        this.file = file;
        this.owner = owner;
        this.then = then;
    }

    /** The action, or empty when it cannot be told which one is meant. */
    Optional<Action> action() {
        List<String> given = KINDS.stream().filter(this::has).toList();
        if (given.size() != 1) {
            file.problem(
                    then,
                    owner
                            + " must say exactly one of skip, allow and strip; it says "
                            + (given.isEmpty() ? "none" : String.join(" and ", given))
                            + ".");
            return Optional.empty();
        }
        String kind = given.get(0);
        misplaced("reason", "skip", kind);
        misplaced("sentence", "skip", kind);
        misplaced("for", "strip", kind);
        return Optional.of(
                switch (kind) {
                    case "skip" -> skip();
                    case "allow" -> new Action.Allow(targets("/allow"));
                    default -> strip();
                });
    }

    private Action skip() {
        if (!has("reason")) {
            file.problem(
                    then.at("/skip"),
                    owner + " skips without a reason; add one, e.g. reason: not_wanted.");
        }
        return new Action.Skip(
                targets("/skip"),
                then.text("/reason").orElse(""),
                then.text("/sentence").orElse("").strip());
    }

    private Action strip() {
        if (!has("for")) {
            file.problem(
                    then.at("/strip"),
                    owner
                            + " does not say for which destinations it strips; add for: all or a"
                            + " list of ids.");
        }
        Set<EventField> fields = EnumSet.noneOf(EventField.class);
        for (Tree value : RuleFile.texts(then, "/strip")) {
            fields.addAll(file.fields(owner, value, RuleFile.text(value)));
        }
        return new Action.Strip(targets("/for"), Set.copyOf(fields));
    }

    private Targets targets(String pointer) {
        if (then.find(pointer).orElse(null) instanceof List<?>) {
            List<Tree> names = RuleFile.texts(then, pointer);
            names.forEach(name -> file.checkDestination(owner, name));
            return new Targets.Named(
                    names.stream().map(RuleFile::text).collect(Collectors.toUnmodifiableSet()));
        }
        Set<Purpose> purposes =
                RuleFile.texts(then.at(pointer), "/needing").stream()
                        .map(RuleFile::text)
                        .flatMap(wire -> Purpose.find(wire).stream())
                        .collect(Collectors.toUnmodifiableSet());
        return purposes.isEmpty() ? new Targets.All() : new Targets.Needing(purposes);
    }

    private void misplaced(String key, String belongsTo, String kind) {
        if (has(key) && !kind.equals(belongsTo)) {
            file.problem(
                    then.at("/" + key),
                    owner
                            + " has \""
                            + key
                            + "\", which belongs to "
                            + belongsTo
                            + ", not to "
                            + kind
                            + ". Remove it.");
        }
    }

    private boolean has(String key) {
        return then.find("/" + key).isPresent();
    }
}
