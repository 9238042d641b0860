// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.core.connect.DestinationFile;
import io.tracklayer.spi.Setting;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Sets up a destination. */
@Command(
        name = "connect",
        customSynopsis =
                "tl connect PLUGIN [--id ID] [--merchant M] [--store S]... [--<setting> VALUE]...",
        description = {
            "Write the file of a destination, keep its secrets apart, and try the connection.",
            "Example: tl connect meta --pixel 123456789 --token \"$$META_TOKEN\"",
            "\"tl connect PLUGIN --settings\" lists what the plugin can be told."
        })
final class ConnectCommand implements Callable<Integer> {
    private static final Duration NOTICED = Duration.ofSeconds(10);

    @Parameters(paramLabel = "PLUGIN", description = "Plugin, e.g. meta, ga4 or webhook.")
    private String plugin;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Name of the file. Default: the plugin")
    private String id;

    @Option(
            names = "--merchant",
            paramLabel = "M",
            description = "Whose events it gets. Default: the only merchant there is")
    private String merchant;

    @Option(
            names = "--store",
            paramLabel = "S",
            description = "Only this store's events; repeatable. Default: all of the merchant")
    private List<String> stores = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "config",
            description = "Configuration folder. Default: ${DEFAULT-VALUE}")
    private Path config;

    @Option(names = "--replace", description = "Overwrite a destination of the same id.")
    private boolean replace;

    @Option(names = "--settings", description = "List the plugin's settings and end.")
    private boolean list;

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean json;

    @Mixin private NodeOptions nodeOptions;
    @Unmatched private List<String> words = new ArrayList<>();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        DestinationPlugin found = new DestinationPlugins(config).require(plugin);
        if (list) {
            listSettings(found);
            return 0;
        }
        ConfigFolder folder = new ConfigFolder(config);
        String name = id == null ? plugin : id;
        Path file =
                new DestinationFile(config, name, found.id(), found.settings())
                        .write(
                                merchant(folder.merchants()),
                                stores,
                                GivenSettings.parse(words, found.settings()),
                                replace);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("destination", name);
        result.put("file", file.toString());
        boolean good = tryOut(name, result);
        show(result);
        return good ? 0 : 1;
    }

    private String merchant(Map<String, List<String>> merchants) {
        if (merchant == null && merchants.size() != 1) {
            throw new CliFailure(
                    "say whose events it gets with --merchant: "
                            + String.join(", ", merchants.keySet()));
        }
        String chosen = merchant == null ? merchants.keySet().iterator().next() : merchant;
        List<String> known = merchants.get(chosen);
        if (known == null) {
            throw new CliFailure(
                    "tracklayer.yaml has no merchant \""
                            + chosen
                            + "\"; it has: "
                            + String.join(", ", merchants.keySet()));
        }
        List<String> unknown = stores.stream().filter(store -> !known.contains(store)).toList();
        if (!unknown.isEmpty()) {
            throw new CliFailure(
                    chosen
                            + " has no store "
                            + String.join(", ", unknown)
                            + "; it has: "
                            + String.join(", ", known));
        }
        return chosen;
    }

    /** Without a node the file waits for the next start. */
    private boolean tryOut(String name, Map<String, Object> result) {
        Http node = nodeOptions.connect();
        if (!node.answers()) {
            result.put("verdict", "not_tried");
            result.put(
                    "sentence",
                    "No node answers at "
                            + node.base()
                            + "; the destination will be used at the next start.");
            return true;
        }
        if (!noticed(node, name)) {
            result.put("verdict", "not_loaded");
            result.put(
                    "sentence",
                    "The node at "
                            + node.base()
                            + " did not take the file within "
                            + NOTICED.toSeconds()
                            + " s; check that it uses this configuration folder, and its log.");
            return false;
        }
        JsonNode probe = node.post("/api/v1/destinations/" + name + "/probe", Map.of());
        String verdict = probe.path("verdict").asText("unverifiable");
        result.put("verdict", verdict);
        result.put("sentence", probe.path("sentence").asText());
        return !verdict.equals("refused") && !verdict.equals("unreachable");
    }

    private static boolean noticed(Http node, String name) {
        long deadline = System.nanoTime() + NOTICED.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<JsonNode> found =
                    Rows.of(node.get("/api/v1/destinations"), "destinations").stream()
                            .filter(row -> row.path("id").asText().equals(name))
                            .findFirst();
            if (found.isPresent()) {
                return true;
            }
            Pauses.sleep(Duration.ofMillis(500));
        }
        return false;
    }

    private void show(Map<String, Object> result) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.writePretty(result));
        } else {
            out.println("Wrote " + result.get("file"));
            out.println(result.get("verdict") + ": " + result.get("sentence"));
        }
        out.flush();
    }

    private void listSettings(DestinationPlugin found) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.writePretty(found.settings()));
        } else {
            TextTable table = new TextTable("setting", "default", "what it does");
            for (Setting setting : found.settings()) {
                String fallback = setting.required() ? "required" : setting.defaultValue();
                table.row("--" + setting.name(), fallback, setting.doc());
            }
            table.lines().forEach(out::println);
        }
        out.flush();
    }
}
