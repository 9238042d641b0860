// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import io.tracklayer.core.connect.PrivateFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code operators.yaml}: who may operate the node, with hashes of passwords and tokens only. */
final class OperatorsFile {
    private static final String NAME = "operators.yaml";
    private static final String LIST = "operators";
    private static final String HEAD =
            """
            # Who may operate the node, written by "tl operators". Passwords and tokens are not kept, only hashes of them.
            # Of your own, beside the list:
            #   https: detected | always     always: TLS certainly ends in front of the node; default detected, by X-Forwarded-Proto
            #   session-idle: 12h            how long a login lives unused
            #   session-lifetime: 7d         how long it lives at most
            # Per operator: name, role (viewer, operator, admin), merchants (those they see; left out: all), password, tokens.
            """;

    private final ConfigFolder folder;

    OperatorsFile(ConfigFolder folder) {
        this.folder = folder;
    }

    /** All operators, as they stand in the file. */
    List<Map<String, Object>> read() {
        List<Map<String, Object>> operators = new ArrayList<>();
        for (Map<?, ?> entry : ConfigFolder.mappings(tree().get(LIST))) {
            operators.add(copy(entry));
        }
        return operators;
    }

    private Map<String, Object> tree() {
        return folder.read(NAME)
                .map(text -> copy(Yaml.read(NAME, text)))
                .orElseGet(LinkedHashMap::new);
    }

    static Map<String, Object> copy(Map<?, ?> entry) {
        Map<String, Object> copy = new LinkedHashMap<>();
        entry.forEach((name, value) -> copy.put(name.toString(), value));
        return copy;
    }

    void add(Map<String, Object> operator) {
        List<Map<String, Object>> operators = read();
        if (operators.stream().anyMatch(known -> operator.get("name").equals(known.get("name")))) {
            throw new CliFailure(
                    "there is an operator \""
                            + operator.get("name")
                            + "\" already; remove them first, or set a password");
        }
        operators.add(operator);
        write(operators);
    }

    void remove(String name) {
        List<Map<String, Object>> operators = read();
        operators.remove(find(operators, name));
        write(operators);
    }

    /** Changes one operator. */
    void change(String name, Consumer<Map<String, Object>> change) {
        List<Map<String, Object>> operators = read();
        change.accept(find(operators, name));
        write(operators);
    }

    private Map<String, Object> find(List<Map<String, Object>> operators, String name) {
        return operators.stream()
                .filter(known -> name.equals(known.get("name")))
                .findFirst()
                .orElseThrow(
                        () ->
                                new CliFailure(
                                        "there is no operator \""
                                                + name
                                                + "\" in "
                                                + folder.resolve(NAME)
                                                + "; see \"tl operators list\""));
    }

    private void write(List<Map<String, Object>> operators) {
        Map<String, Object> tree = tree();
        tree.putIfAbsent("version", 1);
        tree.put(LIST, operators);
        PrivateFile.writeSecret(folder.resolve(NAME), HEAD + Yaml.write(tree));
    }
}
