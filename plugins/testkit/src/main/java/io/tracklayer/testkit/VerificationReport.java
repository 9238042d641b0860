// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit;

import io.tracklayer.testkit.contract.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What was found about a plugin jar.
 *
 * @param file name of the jar
 * @param sha256 hash of its bytes, 64 hex characters in lower case; empty when it could not be read
 * @param plugins the plugins it provides
 * @param parts what was looked at: the jar itself, each destination, each source
 */
public record VerificationReport(
        String file, String sha256, List<Plugin> plugins, List<Part> parts) {
    public VerificationReport {
        plugins = List.copyOf(plugins);
        parts = List.copyOf(parts);
    }

    /** A plugin of the jar. */
    public record Plugin(String id, String version) {}

    /**
     * One thing that was looked at.
     *
     * @param kind {@code jar}, {@code destination} or {@code source}
     * @param id its id; of the jar, the name of the file
     * @param results one per check, in order
     */
    public record Part(String kind, String id, List<Result> results) {
        public Part {
            results = List.copyOf(results);
        }
    }

    /** Whether every check of every part passed. */
    public boolean passed() {
        return parts.stream()
                .flatMap(part -> part.results().stream())
                .allMatch(result -> result.status() == Result.Status.PASSED);
    }

    /**
     * The report as UTF-8 JSON: {@code file}, {@code sha256}, {@code passed}, {@code plugins} with
     * {@code id} and {@code version}, {@code parts} with {@code kind}, {@code id} and {@code
     * checks}; each check has {@code check}, {@code demand}, {@code status} ({@code passed}, {@code
     * failed}, {@code not_run}) and {@code problems}.
     */
    public byte[] json() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("file", file);
        tree.put("sha256", sha256);
        tree.put("passed", passed());
        tree.put(
                "plugins",
                plugins.stream()
                        .map(plugin -> members("id", plugin.id(), "version", plugin.version()))
                        .toList());
        tree.put("parts", parts.stream().map(VerificationReport::tree).toList());
        return Json.write(tree);
    }

    private static Map<String, Object> tree(Part part) {
        return members(
                "kind",
                part.kind(),
                "id",
                part.id(),
                "checks",
                part.results().stream()
                        .map(
                                result ->
                                        members(
                                                "check",
                                                result.check(),
                                                "demand",
                                                result.title(),
                                                "status",
                                                result.status().name().toLowerCase(Locale.ROOT),
                                                "problems",
                                                result.problems()))
                        .toList());
    }

    private static Map<String, Object> members(Object... namesAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return members;
    }
}
