// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts as the shells themselves take them. */
class CompletionCommandTest {
    private static final String ASK =
            "; COMP_WORDS=(tl %s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_tl;"
                    + " printf '%%s\\n' \"${COMPREPLY[@]}\"";

    @TempDir private Path folder;

    @Test
    void bashCompletesCommandsSubcommandsAndOptions() throws Exception {
        assumeTrue(installed("bash"));
        Path script = script("bash");
        assertTrue(bash(script, "del").contains("deliveries"));
        assertTrue(bash(script, "api-logs sh").contains("show"));
        assertTrue(bash(script, "deliveries --dest").contains("--destination"));
        String own = run("bash", "-c", "source " + script + "; complete -p ./tl");
        assertTrue(own.contains("_complete_tl"), own);
    }

    @Test
    void zshTakesItsScript() throws Exception {
        assumeTrue(installed("zsh"));
        String ready = "autoload -U compinit; compinit -u -d /dev/null; source " + script("zsh");
        assertEquals("taken", run("zsh", "-f", "-c", ready + " && echo taken").strip());
    }

    private static List<String> bash(Path script, String words) throws Exception {
        String said = run("bash", "-c", "source " + script + ASK.formatted(words));
        return said.lines().map(String::strip).toList();
    }

    private Path script(String shell) throws Exception {
        CommandRig rig = new CommandRig();
        assertEquals(0, rig.run("completion", shell));
        return Files.writeString(folder.resolve("tl." + shell), rig.out());
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), said);
        return said;
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
