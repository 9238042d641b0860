// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.SchemaCheck;
import io.tracklayer.core.config.YamlFile;
import io.tracklayer.core.decide.EventPath;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Privacy;
import io.tracklayer.spi.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A rule file being read: where values stand, which names are known and what is wrong so far. A
 * value of the wrong type reads as absent, because the schema has already complained about it.
 */
final class RuleFile {
    private static final Map<String, Privacy> CLASSES = classes();

    private final YamlFile yaml;
    private final Vocabulary vocabulary;
    private final Map<String, Set<String>> groups;
    private final List<ConfigProblem> problems;

    /**
     * @param groups destinations by the name of their group
     */
    RuleFile(
            YamlFile yaml,
            Vocabulary vocabulary,
            Map<String, Set<String>> groups,
            List<ConfigProblem> problems) {
        this.yaml = yaml;
        this.vocabulary = vocabulary;
        this.groups = groups;
        this.problems = problems;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    String name() {
        return yaml.name();
    }

    Tree root() {
        return Tree.root(yaml.tree());
    }

    int lineOf(Tree value) {
        return yaml.lineOf(value.origin());
    }

    /** The place of a value, as a problem without a message. */
    ConfigProblem place(Tree value) {
        return yaml.problemAt(value.origin(), "");
    }

    void problem(Tree value, String message) {
        problems.add(yaml.problemAt(value.origin(), message));
    }

    /** The texts under a key, which may hold one or a list. */
    static List<Tree> texts(Tree parent, String pointer) {
        List<Tree> values =
                parent.find(pointer).orElse(null) instanceof List<?>
                        ? parent.each(pointer)
                        : List.of(parent.at(pointer));
        return values.stream().filter(value -> value.node() instanceof String).toList();
    }

    static String text(Tree value) {
        return (String) value.node();
    }

    /** The member of a map, whatever characters its key has. */
    static Tree member(Tree map, String key) {
        return new Tree(map.members().get(key), map.origin() + "/" + key);
    }

    /** The destinations a name stands for: itself or its group; complains when it is unknown. */
    Set<String> destinations(String owner, Tree value) {
        String name = text(value);
        if (!groups.containsKey(name) && !vocabulary.destinations().contains(name)) {
            List<String> known = new ArrayList<>(vocabulary.destinations());
            known.addAll(groups.keySet());
            problem(
                    value,
                    owner
                            + " names unknown destination \""
                            + name
                            + "\". "
                            + Names.advice("Installed", name, known)
                            + " Correct the id or install the plugin that provides it.");
        }
        return groups.getOrDefault(name, Set.of(name));
    }

    /**
     * Complains about a name that an installation does not have; any is good where none are known.
     */
    void checkKnown(String owner, Tree value, String kind, Set<String> known) {
        if (!known.isEmpty() && !known.contains(text(value))) {
            problem(
                    value,
                    owner
                            + " names unknown "
                            + kind
                            + " \""
                            + text(value)
                            + "\". "
                            + Names.advice("Configured", text(value), known));
        }
    }

    /** What a region stands for; complains when that is nothing. */
    Set<String> places(String owner, Tree value, String name, Set<String> found) {
        if (found.isEmpty()) {
            problem(
                    value,
                    owner + " names unknown region \"" + name + "\". " + Regions.advice(name));
        }
        return found;
    }

    /** The place of that name in an event; complains when there is none. */
    Optional<EventPath> path(String owner, Tree value, String name) {
        Optional<EventPath> path = EventPath.find(name);
        if (path.isEmpty()) {
            problem(
                    value,
                    owner
                            + " names unknown field \""
                            + name
                            + "\". Known: paths such as user.email, properties.<key> and"
                            + " items[].category."
                            + Names.didYouMean(
                                    SchemaCheck.nearest(name, EventPath.known()).orElse("")));
        }
        return path;
    }

    /** The field at a path or all of a class; complains when it is neither. */
    Set<EventField> fields(String owner, Tree value, String name) {
        Set<EventField> fields = EnumSet.noneOf(EventField.class);
        Privacy privacy = CLASSES.get(name);
        for (EventField field : EventField.values()) {
            if (field.path().equals(name) || field.privacy() == privacy) {
                fields.add(field);
            }
        }
        if (fields.isEmpty()) {
            List<String> known = new ArrayList<>(CLASSES.keySet());
            Arrays.stream(EventField.values()).map(EventField::path).forEach(known::add);
            String nearest = SchemaCheck.nearest(name, known).orElse("");
            problem(
                    value,
                    owner
                            + " strips unknown field \""
                            + name
                            + "\". Known: "
                            + String.join(", ", CLASSES.keySet())
                            + " and paths of fields such as user.email."
                            + Names.didYouMean(nearest));
        }
        return fields;
    }

    private static Map<String, Privacy> classes() {
        Map<String, Privacy> classes = new LinkedHashMap<>();
        classes.put("identifiers", Privacy.IDENTIFIER);
        classes.put("click_ids", Privacy.CLICK_ID);
        classes.put("cookies", Privacy.COOKIE);
        classes.put("network", Privacy.NETWORK);
        return classes;
    }
}
