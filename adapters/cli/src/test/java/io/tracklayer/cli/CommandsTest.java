// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** What all commands have in common, and that docs/cli.md has them all. */
class CommandsTest {
    private static final Path PAGE = Path.of("../../docs/cli.md").toAbsolutePath().normalize();
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(tl[a-z -]*)` \\|.*\\| `tl ([^`]*)` \\|$");

    /** They run another program, which prints what it prints, or print for a shell. */
    private static final Set<String> WITHOUT_JSON =
            Set.of(
                    "tl up",
                    "tl sandbox",
                    "tl rig",
                    "tl bench",
                    "tl help",
                    "tl completion bash",
                    "tl completion zsh");

    @Test
    void everyCommandHasHelpWithAnExample() {
        assertEquals(
                List.of(),
                names(commands().filter(spec -> !Examples.isShown(spec))),
                "add an example to the description, or to Examples");
        CommandRig rig = new CommandRig();
        assertEquals(0, rig.run("rules", "check", "--help"));
        assertTrue(rig.out().contains("Example: tl rules check"), rig.out());
    }

    @Test
    void everyOptionAndArgumentIsExplained() {
        assertEquals(
                List.of(),
                commands()
                        .filter(spec -> !spec.name().equals("help"))
                        .flatMap(spec -> spec.args().stream())
                        .filter(arg -> arg.description().length == 0 || unnamed(arg))
                        .map(ArgSpec::toString)
                        .distinct()
                        .toList(),
                "give it a description, and a paramLabel when it takes a value");
    }

    private static boolean unnamed(ArgSpec arg) {
        return arg.arity().max() > 0 && arg.paramLabel().startsWith("<");
    }

    @Test
    void exitCodesMeanTheSameInEveryHelp() {
        Pattern otherwise =
                Pattern.compile(
                        "Exit codes?:.*(\\b3 (?!no node answers)|\\b4 (?!nobody said yes)).*");
        assertEquals(
                List.of(),
                commands()
                        .flatMap(spec -> Stream.of(spec.usageMessage().description()))
                        .filter(line -> otherwise.matcher(line).matches())
                        .toList(),
                "the codes are those of ExitCode and docs/cli.md");
    }

    @Test
    void everyCommandThatAnswersHasJson() {
        Predicate<CommandSpec> without = spec -> !spec.optionsMap().containsKey("--json");
        assertEquals(
                List.of(),
                names(answering().filter(without)).stream()
                        .filter(name -> !WITHOUT_JSON.contains(name))
                        .toList());
    }

    @Test
    void theNodeIsNamedInOneWay() {
        Predicate<CommandSpec> otherwise =
                spec ->
                        spec.optionsMap().containsKey("--node")
                                && !(spec.optionsMap().get("--node").userObject()
                                                instanceof Field field
                                        && field.getDeclaringClass() == NodeOptions.class);
        assertEquals(List.of(), names(commands().filter(otherwise)), "use NodeOptions as a mixin");
    }

    @Test
    void thePageHasEveryCommandAndNoOther() throws IOException {
        assertEquals(
                new TreeSet<>(names(answering())),
                rows().map(row -> row.group(1)).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyExampleOfThePageIsUnderstood() throws IOException {
        rows().forEach(
                        row ->
                                assertDoesNotThrow(
                                        () -> Tl.commandLine().parseArgs(words(row.group(2))),
                                        row.group()));
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(PAGE)).results();
    }

    /** As a shell would: quotes hold words together. */
    private static String[] words(String command) {
        return Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+")
                .matcher(command)
                .results()
                .map(word -> word.group().replace("\"", ""))
                .toArray(String[]::new);
    }

    private static List<String> names(Stream<CommandSpec> specs) {
        return specs.map(CommandSpec::qualifiedName).toList();
    }

    /** Those that do something by themselves; a group only says which subcommands there are. */
    private static Stream<CommandSpec> answering() {
        return commands()
                .filter(
                        spec ->
                                spec.subcommands().isEmpty()
                                        || Set.of(
                                                        "deliveries",
                                                        "events",
                                                        "api-logs",
                                                        "replay",
                                                        "diagnose")
                                                .contains(spec.name()));
    }

    private static Stream<CommandSpec> commands() {
        return all(Tl.commandLine());
    }

    private static Stream<CommandSpec> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command.getCommandSpec()),
                command.getSubcommands().values().stream().distinct().flatMap(CommandsTest::all));
    }
}
