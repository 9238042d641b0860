// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.config.SchemaCheck;
import io.tracklayer.core.config.YamlFile;
import io.tracklayer.spi.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a folder of {@code *.rules.yaml} files in the order of their names. Collects every problem
 * of every file before it gives up.
 */
public final class RuleReader {
    private static final SchemaCheck SCHEMA =
            SchemaCheck.of(RuleReader.class, "schema/rules.schema.json");
    private static final String SUFFIX = ".rules.yaml";
    private static final Set<String> RESERVED =
            Set.of(ConsentGate.ID, RuleSet.DEFAULT, RuleSet.DISABLED);

    private final Path folder;
    private final Set<String> destinations;
    private final MessageDigest digest = sha256();
    private final PolicyReader policies = new PolicyReader();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Example> examples = new ArrayList<>();
    private final Map<String, String> places = new HashMap<>();

    private RuleReader(Path folder, Set<String> destinations) {
        this.folder = folder;
        this.destinations = Set.copyOf(destinations);
    }

    /**
     * Reads, checks and compiles all rule files of a folder.
     *
     * @param destinations ids rules may name: those of configured destinations and of installed
     *     destination plugins
     * @throws InvalidConfigException with all problems
     */
    public static RuleSet read(Path folder, Set<String> destinations)
            throws InvalidConfigException {
        return new RuleReader(folder, destinations).read();
    }

    private RuleSet read() throws InvalidConfigException {
        for (String name : fileNames()) {
            content(name).ifPresent(bytes -> readFile(name, bytes));
        }
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        String version = "rules-" + HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        return new RuleSet(version, policies.gate(version), rules, examples);
    }

    private List<String> fileNames() {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(path -> path.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
                            .sorted()
                            .toList();
            names.stream().filter(name -> !name.endsWith(SUFFIX)).forEach(this::misnamed);
            return names.stream().filter(name -> name.endsWith(SUFFIX)).toList();
        } catch (IOException unreadable) {
            whole(
                    String.valueOf(folder.getFileName()),
                    "cannot be listed in "
                            + folder.toAbsolutePath().getParent()
                            + "; create the folder or check its permissions");
            return List.of();
        }
    }

    /** A file that looks like rules but is not read would leave out rules without a word. */
    private void misnamed(String name) {
        whole(name, "is not read, because rule files end in " + SUFFIX + "; rename or move it");
    }

    private Optional<byte[]> content(String name) {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(name)));
        } catch (IOException unreadable) {
            whole(name, "cannot be read in " + folder + "; check the file's permissions");
            return Optional.empty();
        }
    }

    private void readFile(String name, byte[] content) {
        digest.update(content);
        YamlFile yaml = YamlFile.read(name, content);
        problems.addAll(SCHEMA.check(yaml));
        if (!yaml.problems().isEmpty()) {
            return;
        }
        RuleFile file = new RuleFile(yaml, destinations, problems);
        policies.read(file);
        examples.addAll(new ExampleReader(file, "unknown-consent").examples(file.root()));
        for (Tree rule : file.root().each("/rules")) {
            readRule(file, rule);
        }
    }

    private void readRule(RuleFile file, Tree rule) {
        String id = rule.text("/id").orElse("");
        String owner = "rule \"" + id + "\"";
        RuleDescription described =
                new RuleDescription(
                        id,
                        file.name(),
                        file.lineOf(rule),
                        rule.text("/description")
                                .or(() -> file.root().text("/description"))
                                .orElse(""),
                        RuleWording.what(rule));
        checkId(file, rule, described);
        ConditionReader when = new ConditionReader(file, owner, rule.at("/when"));
        List<Condition> conditions = when.conditions();
        new ActionReader(file, owner, rule.at("/then"))
                .action()
                .ifPresent(
                        action ->
                                rules.add(new Rule(described, when.events(), conditions, action)));
        examples.addAll(new ExampleReader(file, owner).examples(rule));
    }

    private void checkId(RuleFile file, Tree rule, RuleDescription described) {
        String id = described.id();
        String before = id.isEmpty() ? null : places.putIfAbsent(id, described.location());
        if (before != null) {
            file.problem(
                    rule.at("/id"),
                    "the rule id \""
                            + id
                            + "\" is already used at "
                            + before
                            + ". Choose another.");
        }
        if (RESERVED.contains(id)) {
            file.problem(
                    rule.at("/id"),
                    "the rule id \"" + id + "\" stands for a built-in decision. Choose another.");
        }
    }

    private void whole(String name, String message) {
        problems.add(new ConfigProblem(name, 0, 0, message));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
