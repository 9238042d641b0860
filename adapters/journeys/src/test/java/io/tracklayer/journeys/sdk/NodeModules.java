// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys.sdk;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The vendors' packages as npm installs them from the lock file, once per checkout. Where they
 * cannot be had the tests are skipped, unless the environment says {@code
 * TRACKLAYER_REQUIRE_BROWSER=true}.
 */
final class NodeModules {
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", ".npmrc");
    private static final Path SOURCE = Path.of("npm").toAbsolutePath();
    private static final Path FOLDER = Path.of("target", "npm").toAbsolutePath();
    private static final int INSTALL_SECONDS = 300;

    private NodeModules() {}

    /** The folder that holds {@code node_modules}. */
    static synchronized Path folder() {
        try {
            String lock = Files.readString(SOURCE.resolve("package-lock.json"));
            Path installed = FOLDER.resolve("installed-lock.json");
            if (!Files.exists(installed) || !Files.readString(installed).equals(lock)) {
                install();
                Files.writeString(installed, lock);
            }
        } catch (IOException missing) {
            skip("node or npm cannot be run (" + missing.getMessage() + ")");
        }
        return FOLDER;
    }

    private static void install() throws IOException {
        Files.createDirectories(FOLDER);
        for (String file : FILES) {
            Files.copy(
                    SOURCE.resolve(file),
                    FOLDER.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        File log = FOLDER.resolve("npm.log").toFile();
        int exit =
                run(
                        new ProcessBuilder(
                                        "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                                .directory(FOLDER.toFile())
                                .redirectErrorStream(true)
                                .redirectOutput(log),
                        INSTALL_SECONDS);
        if (exit != 0) {
            skip("npm ci ended with " + exit + ": " + Files.readString(log.toPath()));
        }
    }

    /** Runs a script of the test's resources with the packages; gives what it said. */
    static String run(String script, Map<String, String> environment) throws IOException {
        Path at = folder().resolve(script);
        try (var resource = NodeModules.class.getResourceAsStream("/sdk/" + script)) {
            Files.copy(resource, at, StandardCopyOption.REPLACE_EXISTING);
        }
        Path log = folder().resolve(script + ".log");
        ProcessBuilder node =
                new ProcessBuilder("node", at.toString())
                        .directory(folder().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        node.environment().putAll(environment);
        int exit = run(node, (int) SdkNode.PATIENCE.toSeconds());
        String said = Files.readString(log);
        Assertions.assertEquals(0, exit, said);
        return said;
    }

    private static int run(ProcessBuilder command, int seconds) throws IOException {
        Process process = command.start();
        try {
            if (process.waitFor(seconds, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            throw new AssertionError(command.command() + " took longer than " + seconds + " s");
        } catch (InterruptedException stopping) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopping);
        }
    }

    private static void skip(String why) {
        String sentence = "NO SDKS: " + why + ", so nothing of this class is tested.";
        if ("true".equals(System.getenv("TRACKLAYER_REQUIRE_BROWSER"))) {
            Assertions.fail(sentence);
        }
        System.err.println(sentence);
        Assumptions.abort(sentence);
    }
}
