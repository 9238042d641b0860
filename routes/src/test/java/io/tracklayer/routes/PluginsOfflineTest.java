// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line and the plugin folder of an installation whose node does not run. */
class PluginsOfflineTest {
    private static final String NOBODY = "http://127.0.0.1:" + NodeProcess.freePort();

    @TempDir Path folder;
    private Shop shop;

    @BeforeEach
    void open() throws Exception {
        shop = Shop.open(folder);
        FixturePlugin.write(folder.resolve("plugins"), "well");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void theListHasBuiltInAndDroppedInPlugins() throws Exception {
        String listed = tl(0, "plugins", "list", "--node", NOBODY);
        assertTrue(
                listed.lines()
                        .anyMatch(
                                line ->
                                        line.matches(
                                                "fixture-well +1\\.0\\.0 +unknown +well\\.jar +[0-9a-f]{12}"
                                                        + " +destination fixture-well +loaded")),
                listed);
        assertTrue(listed.lines().anyMatch(line -> line.startsWith("meta ")), listed);
        assertTrue(listed.contains("plugin folder " + folder.resolve("plugins")), listed);
    }

    @Test
    void whatIsNotAllowedIsListedAsRefusedWithWhatToDo() throws Exception {
        shop.with("  plugins: {allow: []}\n");
        String listed = tl(0, "plugins", "list", "--node", NOBODY);
        assertTrue(listed.matches("(?s).*well\\.jar +[0-9a-f]{12} +- +refused.*"), listed);
        assertTrue(
                listed.contains("well.jar is refused: well.jar is not on the list of allowed"),
                listed);
    }

    @Test
    void aDestinationOfThePluginFolderIsConnectedLikeAnyOther() throws Exception {
        String said =
                tl(
                        0,
                        "connect",
                        "fixture-well",
                        "--endpoint",
                        "http://x.example/",
                        "--node",
                        NOBODY);
        assertTrue(said.startsWith("Wrote "), said);
        String file = Files.readString(shop.config().resolve("destinations/fixture-well.yaml"));
        assertTrue(file.contains("endpoint"), file);
        assertFalse(
                tl(1, "connect", "fixture-none", "--node", NOBODY).contains("Wrote"),
                "another one is not");
    }

    @Test
    void rulesMayNameADestinationOfThePluginFolder() throws Exception {
        shop.write(
                "rules/a.rules.yaml",
                """
                version: 1
                description: One rule.
                rules:
                  - id: none-for-fixture
                    when: { event: page_viewed }
                    then: { skip: [fixture-well], reason: not_wanted, sentence: Not wanted. }
                    examples:
                      - given: { event: page_viewed }
                        expect: { fixture-well: skipped:not_wanted }
                """);
        assertTrue(tl(0, "rules", "check").contains("no problem"));
    }

    private String tl(int exit, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UnlockDiagnosticVMOptions",
                                "-XX:-BytecodeVerificationRemote",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.tracklayer.cli.Tl"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--config", shop.config().toString()));
        Path errors = folder.resolve("errors.txt");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(exit, process.exitValue(), () -> said + errors(errors));
        return said;
    }

    private static String errors(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException none) {
            return none.toString();
        }
    }
}
