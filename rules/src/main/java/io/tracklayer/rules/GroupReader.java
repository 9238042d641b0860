// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.spi.Tree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Gathers {@code groups} of all files; a name stands for one group of destinations only. */
final class GroupReader {
    private static final Set<String> RESERVED = Set.of("all", "needing");

    private final Map<String, Set<String>> groups = new HashMap<>();
    private final Map<String, String> places = new HashMap<>();

    /** The groups read so far; grows with every file. */
    Map<String, Set<String>> groups() {
        return groups;
    }

    void read(RuleFile file) {
        Tree all = file.root().at("/groups");
        for (String name : all.members().keySet()) {
            Tree group = all.at("/" + name);
            if (!usable(file, group, name)) {
                continue;
            }
            Set<String> members = new HashSet<>();
            for (Tree member : RuleFile.texts(all, "/" + name)) {
                members.addAll(member(file, member, name));
            }
            groups.put(name, Set.copyOf(members));
            places.put(name, file.name() + ":" + file.lineOf(group));
        }
    }

    private static Set<String> member(RuleFile file, Tree member, String group) {
        String owner = "group \"" + group + "\"";
        String name = RuleFile.text(member);
        if (file.vocabulary().destinations().contains(name)) {
            return Set.of(name);
        }
        file.problem(
                member,
                owner
                        + " names unknown destination \""
                        + name
                        + "\". "
                        + Names.advice("Installed", name, file.vocabulary().destinations())
                        + " A group holds destinations, not groups.");
        return Set.of();
    }

    private boolean usable(RuleFile file, Tree group, String name) {
        if (places.containsKey(name)) {
            file.problem(
                    group,
                    "the group \""
                            + name
                            + "\" is already made at "
                            + places.get(name)
                            + ". Choose another name.");
            return false;
        }
        if (RESERVED.contains(name) || file.vocabulary().destinations().contains(name)) {
            file.problem(
                    group,
                    "the group \""
                            + name
                            + "\" has the name of a destination or a word of the language. Choose"
                            + " another.");
            return false;
        }
        return true;
    }
}
