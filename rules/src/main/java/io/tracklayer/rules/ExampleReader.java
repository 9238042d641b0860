// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.decide.EventPath;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads examples into one {@link Example} per destination they expect something of. */
final class ExampleReader {
    private static final String STRIPPED = "stripped:";
    private static final List<String> PATHS = List.of("dropped:", "renamed:");

    private final RuleFile file;
    private final String owner;
    private final List<Example> examples = new ArrayList<>();

    ExampleReader(RuleFile file, String owner) {
        this.file = file;
        this.owner = owner;
    }

    List<Example> examples(Tree parent) {
        parent.each("/examples").forEach(this::read);
        return examples;
    }

    /** One map with {@code given} and {@code expect}. */
    List<Example> example(Tree example) {
        read(example);
        return examples;
    }

    private void read(Tree example) {
        GivenReader given = new GivenReader(file, "example of " + owner, example.at("/given"));
        Tree expect = example.at("/expect");
        given.event()
                .ifPresent(
                        event ->
                                expect.members()
                                        .keySet()
                                        .forEach(
                                                name ->
                                                        examples.add(
                                                                new Example(
                                                                        owner,
                                                                        file.place(
                                                                                expect.at(
                                                                                        "/"
                                                                                                + name)),
                                                                        event,
                                                                        given.country(),
                                                                        name,
                                                                        expected(expect, name)))));
    }

    private List<Expectation> expected(Tree expect, String name) {
        return RuleFile.texts(expect, "/" + name).stream().map(this::expectation).toList();
    }

    private Expectation expectation(Tree value) {
        String text = RuleFile.text(value);
        Set<EventField> stripped =
                text.startsWith(STRIPPED)
                        ? file.fields(
                                "example of " + owner, value, text.substring(STRIPPED.length()))
                        : Set.of();
        PATHS.stream()
                .filter(text::startsWith)
                .map(head -> text.substring(head.length()))
                .filter(path -> EventPath.find(path).isEmpty())
                .forEach(path -> file.path("example of " + owner, value, path));
        return new Expectation(text, stripped);
    }
}
