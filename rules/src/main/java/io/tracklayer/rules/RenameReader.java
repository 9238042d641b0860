// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.decide.EventPath;
import io.tracklayer.core.decide.Treatment.Rename;
import io.tracklayer.spi.FieldType;
import io.tracklayer.spi.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code rename} and checks that nothing changes its type or hides what it is. */
final class RenameReader {
    private final RuleFile file;
    private final String owner;
    private final Tree then;

    RenameReader(RuleFile file, String owner, Tree then) {
        this.file = file;
        this.owner = owner;
        this.then = then;
    }

    /** Those that can be done, in the order in which they stand. */
    List<Rename> renames() {
        List<Rename> renames = new ArrayList<>();
        Tree map = then.at("/rename");
        for (String name : map.members().keySet()) {
            Tree value = RuleFile.member(map, name);
            if (!(value.node() instanceof String target)) {
                continue;
            }
            Optional<EventPath> from = file.path(owner, value, name);
            Optional<EventPath> to = file.path(owner, value, target);
            if (from.isPresent() && to.isPresent() && fit(value, from.get(), to.get())) {
                renames.add(new Rename(name, target));
            }
        }
        return renames;
    }

    /** Personal data must stay where it is recognised as such, and a type what it is. */
    private boolean fit(Tree at, EventPath from, EventPath to) {
        String why = null;
        if (movesWhole(from) || movesWhole(to) || from.ofItems() || to.ofItems()) {
            why = "lines and whole trees cannot be renamed; name one field or property";
        } else if (from.privacy() != to.privacy()) {
            why = "what names a person or a browser may only move among fields of its own class";
        } else if (!alike(from, to)) {
            why = "the one is " + from.type() + " and the other " + to.type();
        }
        if (why != null) {
            file.problem(at, owner + " cannot rename " + from + " to " + to + ": " + why + ".");
        }
        return why == null;
    }

    private static boolean movesWhole(EventPath path) {
        return !path.property()
                && (path.type() == FieldType.TREE || path.type() == FieldType.ITEMS);
    }

    private static boolean alike(EventPath from, EventPath to) {
        return to.property()
                || from.type() == to.type()
                || from.property() && to.type() == FieldType.TEXT;
    }
}
