// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What is said about a new key, as options and as its entry in {@code keys.yaml}. */
final class KeyEntry {
    private static final Pattern ORIGIN =
            Pattern.compile(
                    "https?://[a-z0-9.-]+(:[1-9]\\d{0,4})?|https?://\\[[0-9a-f:]+](:\\d+)?");
    private static final Set<String> SCOPES = Set.of("events", "identify", "import");
    private static final Pattern RATE = Pattern.compile("[1-9]\\d{0,6}/[smh]");

    @Option(
            names = "--store",
            required = true,
            paramLabel = "ID",
            description = "Store its events belong to.")
    private String store;

    @Option(
            names = "--source",
            required = true,
            paramLabel = "ID",
            description = "Source it is for, such as segment, browser, shopify-pixel or sgtm.")
    private String source;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "any",
            description = "any, server or browser. Default: ${DEFAULT-VALUE}")
    private Kind kind;

    @Option(
            names = "--origin",
            paramLabel = "URL",
            description = "Site that may use it, e.g. https://shop.example; repeatable.")
    private List<String> origins;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = {
                "What it may send: events, identify, import (events of more than 7 days ago);"
                        + " repeatable.",
                "Default: all, but a browser key never import."
            })
    private List<String> scopes;

    @Option(
            names = "--rate",
            paramLabel = "N/s",
            description = "Requests a second, minute or hour: 50/s, 600/m, 1000/h.")
    private String rate;

    @Option(
            names = "--burst",
            paramLabel = "N",
            description = "How many may come at once. Default: five times the number in --rate.")
    private Integer burst;

    /** Who may use a key. */
    enum Kind {
        any,
        server,
        browser
    }

    String store() {
        return store;
    }

    String source() {
        return source;
    }

    /** The entry, less what the command makes up itself. */
    Map<String, Object> tree() {
        check();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("store", store);
        entry.put("source", source);
        entry.put("kind", kind.name());
        if (origins != null) {
            entry.put("origins", origins);
        }
        if (scopes != null) {
            entry.put("scopes", scopes.stream().distinct().toList());
        }
        if (rate != null) {
            entry.put("rate", rate);
        }
        if (burst != null) {
            entry.put("burst", burst);
        }
        return entry;
    }

    /** The node would refuse the file, and with it every later change of the configuration. */
    private void check() {
        for (String origin : origins == null ? List.<String>of() : origins) {
            require(
                    ORIGIN.matcher(origin).matches(),
                    "\""
                            + origin
                            + "\" is no origin as browsers send it: scheme and host in small letters, no"
                            + " path, e.g. https://shop.example");
        }
        require(
                rate == null || RATE.matcher(rate).matches(),
                "\"" + rate + "\" is no rate; write 50/s, 600/m or 1000/h");
        require(
                burst == null || rate != null && burst >= 1 && burst <= 1_000_000,
                "--burst goes with --rate and is 1 to 1000000");
        require(
                scopes == null || SCOPES.containsAll(scopes),
                "the scopes are events, identify and import");
        require(
                kind != Kind.browser || scopes == null || !scopes.contains("import"),
                "a browser key cannot have the scope import: everybody who sees a page has its key");
    }

    private static void require(boolean right, String wrong) {
        if (!right) {
            throw new CliFailure(wrong);
        }
    }
}
