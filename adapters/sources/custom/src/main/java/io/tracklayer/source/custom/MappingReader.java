// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.source.custom.ValueReader.Kind;
import io.tracklayer.spi.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads mapping files and finds everything that is wrong with them. */
final class MappingReader {
    private final YamlText file;
    private final List<Problem> problems = new ArrayList<>();
    private final ValueReader values;

    private MappingReader(YamlText file) {
        this.file = file;
        this.values = new ValueReader(file, problems);
    }

    /**
     * A file read.
     *
     * @param mapping empty when there are problems
     * @param headers names, lower case, of the request headers that it reads
     */
    record Result(Optional<Mapping> mapping, List<Problem> problems, Set<String> headers) {
        static Result wrong(List<Problem> problems) {
            return new Result(Optional.empty(), problems, Set.of());
        }
    }

    static Result read(String text) {
        YamlText file = YamlText.read(text);
        List<Problem> early = file.problems().isEmpty() ? Schema.check(file) : file.problems();
        if (!early.isEmpty()) {
            return Result.wrong(early);
        }
        MappingReader reader = new MappingReader(file);
        Mapping mapping = reader.mapping(Tree.root(file.tree()));
        reader.credentialsAreNotRead(mapping);
        List<Problem> problems =
                reader.problems.stream().distinct().sorted(Problem.IN_ORDER).toList();
        return problems.isEmpty()
                ? new Result(Optional.of(mapping), problems, Set.copyOf(mapping.headers()))
                : Result.wrong(problems);
    }

    private Mapping mapping(Tree root) {
        Set<String> methods = methods(root);
        Proof proof = new ProofReader(file, problems).read(root.at("/verify"));
        if (proof instanceof Signature && methods.contains("GET")) {
            problems.add(
                    file.at(
                            "/methods",
                            "a GET request has no body that a signature could prove; verify it with a token"));
        }
        Value messages = value(root, "messages");
        RuleReader rules = new RuleReader(file, problems, root.at("/defaults"));
        return new Mapping(
                methods,
                root.text("/format").orElse("auto"),
                proof,
                Envelope.of(root.text("/envelope").orElse("none")),
                messages,
                root.each("/ignore").stream().map(this::ignored).toList(),
                root.each("/events").stream().map(rules::read).toList(),
                answer(root.at("/answer")),
                root.each("/examples").stream()
                        .map(example -> ExampleReader.read(file, example, problems))
                        .toList());
    }

    private void credentialsAreNotRead(Mapping mapping) {
        Set<String> read = mapping.headers();
        read.retainAll(mapping.proof().credentials());
        for (String header : read) {
            problems.add(
                    file.at(
                            "/verify",
                            "the header \""
                                    + header
                                    + "\" holds the token and is never kept, so the mapping can read nothing from it"));
        }
    }

    /** Rows of an operator's own route come with a method of their own. */
    private static Set<String> methods(Tree root) {
        Set<String> methods = new LinkedHashSet<>();
        root.each("/methods").forEach(method -> methods.add((String) method.node()));
        return methods.isEmpty() ? Set.of("POST") : methods;
    }

    private Mapping.Ignored ignored(Tree rule) {
        return new Mapping.Ignored(
                new ConditionReader(values)
                        .read(rule.at("/when").members(), rule.origin() + "/when"),
                rule.text("/reason").orElse(""));
    }

    private Mapping.Answer answer(Tree answer) {
        return new Mapping.Answer(
                answer.text("/status").map(Integer::valueOf).orElse(200),
                answer.text("/type").orElse("text/plain"),
                value(answer, "body"));
    }

    private Value value(Tree tree, String key) {
        Object node = tree.members().get(key);
        return node == null ? null : values.read(node, tree.origin() + "/" + key, Kind.TEXT);
    }
}
