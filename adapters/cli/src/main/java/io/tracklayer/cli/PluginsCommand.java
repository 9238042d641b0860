// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists plugins and begins new ones. */
@Command(name = "plugins", description = "List the plugins of a node, or begin one of your own.")
final class PluginsCommand implements Runnable {
    private static final int HASH_SHOWN = 12;

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: tl plugins list, verify or new");
    }

    @Command(
            name = "list",
            description = {
                "List built-in plugins and those of the plugin folder: what each adds, and whether it"
                        + " was loaded, refused or suspended.",
                "Asks the node; when none answers, looks into the folder itself."
            })
    int list(
            @Mixin NodeOptions nodeOptions,
            @Option(
                            names = "--config",
                            paramLabel = "DIR",
                            defaultValue = "config",
                            description =
                                    "Configuration folder, when no node answers. Default:"
                                            + " ${DEFAULT-VALUE}")
                    Path config,
            @Option(names = "--json", description = "Print the answer as JSON.") boolean json) {
        Http node = nodeOptions.connect();
        JsonNode listed =
                node.answers() ? node.get("/api/v1/plugins") : InstalledPlugins.require(config);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(listed.toPrettyString());
        } else {
            print(out, listed);
        }
        out.flush();
        return 0;
    }

    @Command(
            name = "verify",
            description = {
                "Run the contract suite against every destination and source of a plugin's jar.",
                "Exit code 0 when all passed, 1 when not."
            })
    int verify(
            @Parameters(paramLabel = "JAR", description = "The plugin's jar.") Path jar,
            @Option(names = "--json", description = "Print the report as JSON.") boolean json) {
        PluginReport report = PluginReport.of(jar);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.tree().toPrettyString());
        } else {
            report.print(out);
        }
        out.flush();
        return report.passed() ? 0 : 1;
    }

    @Command(
            name = "new",
            description = {
                "Write a Maven project with a destination to fill in, which builds and passes its"
                        + " tests as it is.",
                "Example: tl plugins new acme"
            })
    int begin(
            @Parameters(
                            paramLabel = "NAME",
                            description =
                                    "Id of the plugin and its destination: lower-case letters,"
                                            + " digits and dashes.")
                    String name,
            @Option(
                            names = "--folder",
                            paramLabel = "DIR",
                            description =
                                    "Where to write it, a folder that is new or empty. Default: NAME")
                    Path folder,
            @Option(names = "--json", description = "Print JSON.") boolean json) {
        Path written = new PluginProject(name).write(folder == null ? Path.of(name) : folder);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    Json.write(Map.of("folder", written.toAbsolutePath().normalize().toString())));
            out.flush();
            return 0;
        }
        out.println("Wrote " + written.toAbsolutePath().normalize() + "; next:");
        out.println("  cd " + written + " && mvn verify");
        out.println("and put target/" + name + "-1.0.0.jar into the node's plugin folder.");
        out.flush();
        return 0;
    }

    private static void print(PrintWriter out, JsonNode listed) {
        TextTable table =
                new TextTable("plugin", "version", "spi", "from", "sha256", "adds", "state");
        List<String> reasons = new ArrayList<>();
        for (JsonNode plugin : listed.path("plugins")) {
            String state = plugin.path("state").asText();
            String reason = plugin.path("reason").asText();
            table.row(
                    text(plugin, "id"),
                    text(plugin, "version"),
                    text(plugin, "spi_version"),
                    text(plugin, "origin"),
                    hash(plugin),
                    adds(plugin),
                    state);
            if (!reason.isEmpty()) {
                reasons.add(plugin.path("origin").asText() + " is " + state + ": " + reason);
            }
        }
        table.lines().forEach(out::println);
        reasons.forEach(out::println);
        out.println("SPI " + listed.path("spi_version").asText() + folder(listed));
    }

    private static String folder(JsonNode listed) {
        String folder = listed.path("folder").asText();
        return folder.isEmpty() ? "" : ", plugin folder " + folder;
    }

    private static String text(JsonNode plugin, String member) {
        String text = plugin.path(member).asText();
        return text.isEmpty() ? "-" : text;
    }

    private static String hash(JsonNode plugin) {
        List<String> hashes = new ArrayList<>();
        plugin.path("jars")
                .forEach(jar -> hashes.add(jar.path("sha256").asText().substring(0, HASH_SHOWN)));
        return hashes.isEmpty() ? "-" : String.join(" ", hashes);
    }

    private static String adds(JsonNode plugin) {
        List<String> adds = new ArrayList<>();
        plugin.path("destinations")
                .forEach(each -> adds.add("destination " + each.path("id").asText()));
        plugin.path("sources").forEach(each -> adds.add("source " + each.asText()));
        return adds.isEmpty() ? "-" : String.join(", ", adds);
    }
}
