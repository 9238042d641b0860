// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParameterException;

/** What the pages promise exists: commands, links, and a gate that runs the same commands. */
class ReadmeTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");
    private static final Pattern COMMAND = Pattern.compile("^\\s*\\./tl ([a-z].*)$");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)]*)?\\)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !ROOT.relativize(file).toString().contains("target/"))
                    .sorted()
                    .toList();
        }
    }

    static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Path page : pages()) {
            for (String line : Files.readAllLines(page)) {
                Matcher command = COMMAND.matcher(line.replaceAll("\\s+#.*", ""));
                if (command.matches()) {
                    commands.add(command.group(1).strip());
                }
            }
        }
        return commands;
    }

    @Test
    void theReadmeShowsTheDemoTheGateAndHowToConnect() throws IOException {
        assertTrue(commands().containsAll(List.of("demo", "up")), commands().toString());
        assertTrue(Files.readString(ROOT.resolve("README.md")).contains("\nmvn verify "));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyShownCommandIsUnderstood(String command) {
        assertDoesNotThrow(() -> Tl.commandLine().parseArgs(words(command)));
    }

    /** As a shell would: quotes hold words together. */
    private static String[] words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> word.group().replace("\"", ""))
                .toArray(String[]::new);
    }

    @Test
    void aCommandThatDoesNotExistIsNotUnderstood() {
        assertThrows(
                ParameterException.class,
                () -> Tl.commandLine().parseArgs("demo", "--no-such-option"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        List<String> broken = new ArrayList<>();
        Matcher link = LINK.matcher(Files.readString(page));
        while (link.find()) {
            String target = link.group(1);
            if (!target.matches("[a-z]+:.*") && !Files.exists(page.resolveSibling(target))) {
                broken.add(target);
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void theGateRunsTheReadmesCommands() throws IOException {
        List<String> gate = Files.readAllLines(ROOT.resolve(".ci/run"));
        assertTrue(gate.stream().anyMatch(line -> line.matches("mvn (-B )?verify\\b.*")));
        assertTrue(gate.contains("./tl demo --exit"));
        assertFalse(gate.stream().anyMatch(line -> line.contains("-Dskip")));
    }
}
