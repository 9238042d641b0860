// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.SchemaCheck;
import io.tracklayer.core.config.YamlFile;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Privacy;
import io.tracklayer.spi.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule file being read: where values stand, which names are known and what is wrong so far. A
 * value of the wrong type reads as absent, because the schema has already complained about it.
 */
final class RuleFile {
    private static final Map<String, Privacy> CLASSES = classes();

    private final YamlFile yaml;
    private final Set<String> destinations;
    private final List<ConfigProblem> problems;

    RuleFile(YamlFile yaml, Set<String> destinations, List<ConfigProblem> problems) {
        this.yaml = yaml;
        this.destinations = destinations;
        this.problems = problems;
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

    /** Complains about a name that is neither a configured destination nor a plugin. */
    void checkDestination(String owner, Tree value) {
        String name = text(value);
        if (!destinations.contains(name)) {
            problem(
                    value,
                    owner
                            + " names unknown destination \""
                            + name
                            + "\". "
                            + Names.advice("Installed", name, destinations)
                            + " Correct the id or install the plugin that provides it.");
        }
    }

    /** The countries a region stands for; complains when it is unknown. */
    Set<String> countries(String owner, Tree value, String name) {
        Set<String> countries = Regions.countries(name);
        if (countries.isEmpty()) {
            problem(
                    value,
                    owner + " names unknown region \"" + name + "\". " + Regions.advice(name));
        }
        return countries;
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
