// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.YamlFile;
import io.tracklayer.core.decide.ReasonCode;
import io.tracklayer.spi.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/rules.md is all an integrator has, so what it shows must hold. */
class RulesBookTest {
    private static final Path BOOK = Path.of("../docs/rules.md");
    private static final Path SHIPPED = Path.of("yaml");
    private static final String SUFFIX = ".rules.yaml";
    private static final String UNNAMED = "unnamed" + SUFFIX;

    /** A block that begins with a version, and the file name in the line before it, if any. */
    private static final Pattern FILE =
            Pattern.compile(
                    "(?:`([a-z0-9-]+[.](?:rules|tests)[.]yaml)`[^\\n]*\\n+)?```yaml\\n(version:.*?)```",
                    Pattern.DOTALL);

    private static final Pattern REASON =
            Pattern.compile("\\| `([a-z_]+)` \\| (decision|delivery|replay) \\| (.*) \\|");

    private final String book = text(BOOK);

    @TempDir Path folder;

    @Test
    void everyFileOfTheBookHoldsBesideTheShippedOnes() {
        List<String> failures = new ArrayList<>();
        List<Shown> files = files();
        for (Shown file : files) {
            failures.addAll(file.tests() ? List.of() : failures(file, testsOf(files, file)));
        }
        assertEquals(List.of(), failures);
        assertTrue(files.size() >= 24, "files of the book: " + files.size());
    }

    @Test
    void everyFileOfTheBookSaysWhatItIsCalled() {
        assertEquals(
                List.of(),
                files().stream()
                        .filter(file -> file.name().equals(UNNAMED))
                        .map(Shown::content)
                        .toList());
        assertEquals(
                Pattern.compile("^version: 1$", Pattern.MULTILINE).matcher(book).results().count(),
                files().size());
    }

    @Test
    void theBookNamesEveryKeyEventGroupAndPolicyOfTheLanguage() throws IOException {
        Tree schema =
                Tree.root(
                        YamlFile.read(
                                        "rules.schema.json",
                                        Files.readAllBytes(Path.of("schema/rules.schema.json")))
                                .tree());
        Set<String> words = new LinkedHashSet<>(EventGroups.groupNames());
        for (String map : List.of("", "/$defs/rule", "/$defs/when", "/$defs/then", "/$defs/test")) {
            words.addAll(schema.at(map + "/properties").members().keySet());
        }
        words.addAll(schema.at("/$defs/given/properties").members().keySet());
        for (String list : List.of("policy", "purpose", "state", "action-source")) {
            schema.each("/$defs/" + list + "/enum")
                    .forEach(word -> words.add((String) word.node()));
        }
        assertTrue(words.contains("unknown-consent") && words.contains("starts-with"), "" + words);
        assertEquals(
                List.of(),
                words.stream().filter(word -> !book.contains("`" + word + "`")).toList());
    }

    @Test
    void theBookListsEveryReasonCodeOfTheProductAndNoOther() {
        List<String> listed =
                REASON.matcher(book)
                        .results()
                        .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
                        .toList();
        assertEquals(
                Arrays.stream(ReasonCode.values())
                        .map(
                                code ->
                                        code.wire()
                                                + " "
                                                + code.stage().name().toLowerCase(Locale.ROOT)
                                                + " "
                                                + code.doc())
                        .toList(),
                listed);
    }

    /**
     * A rule of the book may well change what an example of a shipped file shows, as a rule of an
     * operator's may; so only the examples of the book have to hold.
     */
    private List<String> failures(Shown file, List<Shown> tests) {
        RuleSet rules = read(file, tests);
        Stream<String> found =
                Stream.concat(
                                rules.warnings().stream(),
                                RuleExamples.run(rules, RuleFolder.PURPOSES).stream()
                                        .filter(failed -> isOf(failed, file, tests)))
                        .map(ConfigProblem::toString);
        Stream<String> uncovered =
                RuleExamples.uncovered(rules, RuleFolder.PURPOSES).stream()
                        .map(rule -> rule.location() + ": no example matches " + rule.id());
        return Stream.concat(found, uncovered).toList();
    }

    private static boolean isOf(ConfigProblem failed, Shown file, List<Shown> tests) {
        return Stream.concat(Stream.of(file), tests.stream())
                .anyMatch(shown -> shown.name().equals(failed.file()));
    }

    /** The shipped files, of which one of the same name is replaced, and the book's. */
    private RuleSet read(Shown file, List<Shown> tests) {
        RuleFolder rules = new RuleFolder(emptied());
        for (Path shipped : shipped()) {
            rules.file(shipped.getFileName().toString(), text(shipped));
        }
        rules.file(file.name(), file.content());
        tests.forEach(test -> rules.file(test.name(), test.content()));
        return rules.read();
    }

    private Path emptied() {
        try (Stream<Path> before = Files.list(folder)) {
            for (Path file : before.toList()) {
                Files.delete(file);
            }
            return folder;
        } catch (IOException unlisted) {
            throw new AssertionError(unlisted);
        }
    }

    private static List<Path> shipped() {
        try (Stream<Path> files = Files.list(SHIPPED)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX)).toList();
        } catch (IOException unlisted) {
            throw new AssertionError(unlisted);
        }
    }

    private List<Shown> files() {
        return FILE.matcher(book).results().map(Shown::of).toList();
    }

    /** Files of tests that follow a file of rules and are called like it. */
    private static List<Shown> testsOf(List<Shown> files, Shown rules) {
        String name = rules.name().replace(SUFFIX, ".tests.yaml");
        return files.stream().filter(file -> file.name().equals(name)).toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private record Shown(String name, String content) {
        static Shown of(MatchResult block) {
            return new Shown(block.group(1) == null ? UNNAMED : block.group(1), block.group(2));
        }

        boolean tests() {
            return name.endsWith(".tests.yaml");
        }
    }
}
