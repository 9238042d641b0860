// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the contract suite says about a plugin jar. Another process runs the jar's code. */
record PluginReport(JsonNode tree) {
    /** Has a jar verified. */
    static PluginReport of(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new CliFailure("there is no file " + jar.toAbsolutePath());
        }
        Path libraries = Libraries.beside("verify", "the checks of plugins");
        List<String> command =
                List.of(
                        ChildProcess.java(),
                        "-cp",
                        libraries.resolve("*") + File.pathSeparator + ChildProcess.classPath(),
                        Programs.VERIFY,
                        jar.toString());
        return ChildProcess.output("check of the plugin", command)
                .flatMap(Json::read)
                .map(PluginReport::new)
                .orElseThrow(
                        () -> new CliFailure("the check of " + jar + " ended without a report"));
    }

    boolean passed() {
        return tree.path("passed").asBoolean();
    }

    void print(PrintWriter out) {
        int passed = 0;
        int all = 0;
        for (JsonNode part : tree.path("parts")) {
            for (JsonNode check : part.path("checks")) {
                boolean good = check.path("status").asText().equals("passed");
                passed += good ? 1 : 0;
                all++;
                if (!good) {
                    print(out, part, check);
                }
            }
        }
        out.println(
                tree.path("file").asText()
                        + ": "
                        + passed
                        + " of "
                        + all
                        + " checks passed, SHA-256 "
                        + tree.path("sha256").asText());
    }

    private static void print(PrintWriter out, JsonNode part, JsonNode check) {
        out.println(
                part.path("kind").asText()
                        + " "
                        + part.path("id").asText()
                        + ", "
                        + check.path("status").asText()
                        + ": "
                        + check.path("demand").asText());
        check.path("problems").forEach(problem -> out.println("  " + problem.asText()));
    }
}
