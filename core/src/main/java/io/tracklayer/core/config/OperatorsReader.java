// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.OperatorAccount;
import io.tracklayer.core.access.Operators;
import io.tracklayer.core.access.PasswordHash;
import io.tracklayer.core.access.Role;
import io.tracklayer.spi.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads {@code operators.yaml}, apart from the rest of the configuration: who is removed there must
 * be out even while another file has a mistake.
 */
public final class OperatorsReader {
    /** The file, in the configuration folder. */
    public static final String NAME = "operators.yaml";

    private static final SchemaCheck SCHEMA =
            SchemaCheck.of(OperatorsReader.class, "operators.schema.json");

    private final Set<String> merchants;
    private final List<ConfigProblem> problems = new ArrayList<>();

    private OperatorsReader(Set<String> merchants) {
        this.merchants = merchants;
    }

    /**
     * Reads and checks the file.
     *
     * @param merchants those there are
     * @return nobody when there is no file
     * @throws InvalidConfigException with all problems
     */
    public static Operators read(Path folder, Set<String> merchants) throws InvalidConfigException {
        return Files.exists(folder.resolve(NAME))
                ? new OperatorsReader(merchants).read(folder)
                : Operators.NONE;
    }

    private Operators read(Path folder) throws InvalidConfigException {
        YamlFile file = open(folder);
        Tree tree = Tree.root(file.tree());
        Operators standard = Operators.NONE;
        List<OperatorAccount> accounts = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Tree each : tree.each("/operators")) {
            String name = each.text("/name").orElse("");
            if (!names.add(name)) {
                problems.add(
                        file.problemAt(
                                each.origin() + "/name",
                                "the operator \"" + name + "\" stands twice"));
            }
            account(file, each, name).ifPresent(accounts::add);
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return new Operators(
                accounts,
                "",
                ConfigurationReader.duration(tree, "/session-idle", standard.idle()),
                ConfigurationReader.duration(tree, "/session-lifetime", standard.lifetime()),
                tree.text("/https").orElse("").equals("always"));
    }

    private YamlFile open(Path folder) throws InvalidConfigException {
        try {
            YamlFile file = YamlFile.read(NAME, Files.readAllBytes(folder.resolve(NAME)));
            problems.addAll(SCHEMA.check(file));
            return file;
        } catch (IOException unreadable) {
            throw new InvalidConfigException(
                    List.of(
                            new ConfigProblem(
                                    NAME,
                                    0,
                                    0,
                                    "cannot be read in " + folder + "; check its permissions")));
        }
    }

    private Optional<OperatorAccount> account(YamlFile file, Tree given, String name) {
        Set<String> seen = texts(given, "/merchants");
        seen.stream()
                .filter(merchant -> !merchants.contains(merchant))
                .forEach(
                        merchant ->
                                problems.add(
                                        file.problemAt(
                                                given.origin() + "/merchants",
                                                "there is no merchant \""
                                                        + merchant
                                                        + "\" in tracklayer.yaml")));
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Role role = Role.valueOf(given.text("/role").orElseThrow().toUpperCase(Locale.ROOT));
        Set<String> tokens =
                given.each("/tokens").stream()
                        .flatMap(token -> token.text("/sha256").stream())
                        .collect(Collectors.toSet());
        return Optional.of(
                new OperatorAccount(
                        new Operator(name, role, seen),
                        given.text("/password").map(PasswordHash::new),
                        tokens));
    }

    private static Set<String> texts(Tree tree, String pointer) {
        return tree.each(pointer).stream()
                .map(each -> String.valueOf(each.node()))
                .collect(Collectors.toSet());
    }
}
