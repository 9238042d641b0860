// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.config.SchemaCheck;
import io.tracklayer.core.config.YamlFile;
import io.tracklayer.spi.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a folder of {@code *.rules.yaml} files in the order of their names, and the {@code
 * *.tests.yaml} files beside them. Collects every problem of every file before it gives up.
 */
public final class RuleReader {
    private static final SchemaCheck SCHEMA =
            SchemaCheck.of(RuleReader.class, "schema/rules.schema.json");
    private static final SchemaCheck TESTS_SCHEMA =
            SchemaCheck.of(RuleReader.class, "schema/rules-tests.schema.json");
    private static final String SUFFIX = ".rules.yaml";
    private static final String TESTS = ".tests.yaml";
    private static final Set<String> RESERVED =
            Set.of(ConsentGate.ID, RuleSet.DEFAULT, RuleSet.DISABLED);

    private final Path folder;
    private final Vocabulary vocabulary;
    private final MessageDigest digest = sha256();
    private final GroupReader groups = new GroupReader();
    private final PolicyReader policies = new PolicyReader();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Example> examples = new ArrayList<>();
    private final Map<String, String> places = new HashMap<>();
    private final Set<String> exemplified = new HashSet<>();

    private RuleReader(Path folder, Vocabulary vocabulary) {
        this.folder = folder;
        this.vocabulary = vocabulary;
    }

    /**
     * Reads, checks and compiles all rule files of a folder, whatever merchants, stores and sources
     * they name.
     *
     * @param destinations ids rules may name: those of configured destinations and of installed
     *     destination plugins
     * @throws InvalidConfigException with all problems
     */
    public static RuleSet read(Path folder, Set<String> destinations)
            throws InvalidConfigException {
        return read(folder, Vocabulary.of(destinations));
    }

    /**
     * Reads, checks and compiles all rule files of a folder.
     *
     * @throws InvalidConfigException with all problems
     */
    public static RuleSet read(Path folder, Vocabulary vocabulary) throws InvalidConfigException {
        return new RuleReader(folder, vocabulary).read();
    }

    /** The JSON Schema of rule files, for editors. */
    public static String schema() {
        return resource("schema/rules.schema.json");
    }

    /** The JSON Schema of test files, for editors. */
    public static String testsSchema() {
        return resource("schema/rules-tests.schema.json");
    }

    private static String resource(String name) {
        try (InputStream in = RuleReader.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private RuleSet read() throws InvalidConfigException {
        List<RuleFile> files = new ArrayList<>();
        List<RuleFile> tests = new ArrayList<>();
        for (String name : fileNames()) {
            Optional<byte[]> content = content(name);
            if (name.endsWith(TESTS)) {
                content.flatMap(bytes -> parsed(name, bytes, TESTS_SCHEMA)).ifPresent(tests::add);
            } else {
                content.ifPresent(digest::update);
                content.flatMap(bytes -> parsed(name, bytes, SCHEMA)).ifPresent(files::add);
            }
        }
        // A rule may name a group of a file that is read after its own.
        files.forEach(groups::read);
        files.forEach(this::readFile);
        tests.forEach(this::readTests);
        RuleChecks checks = new RuleChecks(rules, exemplified);
        problems.addAll(checks.problems());
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        String version = version(digest);
        return new RuleSet(version, policies.gate(version), rules, examples, checks.warnings());
    }

    private static String version(MessageDigest digest) {
        return "rules-" + HexFormat.of().formatHex(digest.digest()).substring(0, 12);
    }

    /** The version that the rules of a folder have, right or wrong. */
    static String version(Path folder) throws IOException {
        MessageDigest digest = sha256();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().endsWith(SUFFIX)) {
                    digest.update(Files.readAllBytes(file));
                }
            }
        }
        return version(digest);
    }

    private List<String> fileNames() {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(path -> path.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml") || name.endsWith(".yml"))
                            .sorted()
                            .toList();
            names.stream().filter(name -> !isRead(name)).forEach(this::misnamed);
            return names.stream().filter(RuleReader::isRead).toList();
        } catch (IOException unreadable) {
            whole(
                    String.valueOf(folder.getFileName()),
                    "cannot be listed in "
                            + folder.toAbsolutePath().getParent()
                            + "; create the folder or check its permissions");
            return List.of();
        }
    }

    private static boolean isRead(String name) {
        return name.endsWith(SUFFIX) || name.endsWith(TESTS);
    }

    /** A file that looks like rules but is not read would leave out rules without a word. */
    private void misnamed(String name) {
        whole(
                name,
                "is not read, because rule files end in "
                        + SUFFIX
                        + " and tests of them in "
                        + TESTS
                        + "; rename or move it");
    }

    private Optional<byte[]> content(String name) {
        try {
            return Optional.of(Files.readAllBytes(folder.resolve(name)));
        } catch (IOException unreadable) {
            whole(name, "cannot be read in " + folder + "; check the file's permissions");
            return Optional.empty();
        }
    }

    private Optional<RuleFile> parsed(String name, byte[] content, SchemaCheck schema) {
        YamlFile yaml = YamlFile.read(name, content);
        problems.addAll(schema.check(yaml));
        return yaml.problems().isEmpty()
                ? Optional.of(new RuleFile(yaml, vocabulary, groups.groups(), problems))
                : Optional.empty();
    }

    private void readFile(RuleFile file) {
        policies.read(file);
        examples.addAll(new ExampleReader(file, "unknown-consent").examples(file.root()));
        for (Tree rule : file.root().each("/rules")) {
            readRule(file, rule);
        }
    }

    private void readTests(RuleFile file) {
        for (Tree test : file.root().each("/tests")) {
            String owner = "test \"" + test.text("/name").orElse("") + "\"";
            examples.addAll(new ExampleReader(file, owner).example(test));
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
        ConditionGroup.All when = new ConditionReader(file, owner, rule.at("/when")).read();
        List<Effect> effects = new EffectReader(file, id, rule.at("/then")).effects();
        if (!effects.isEmpty()) {
            rules.add(new Rule(described, when, when.events(), effects, file.place(rule)));
        }
        if (!rule.each("/examples").isEmpty()) {
            exemplified.add(id);
        }
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
