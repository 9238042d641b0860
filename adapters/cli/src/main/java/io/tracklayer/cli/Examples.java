// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives every command --help, and an example in it where its description has none. */
final class Examples {
    private static final String WORD = "Example: ";

    private static final Map<String, String> BY_COMMAND =
            Map.ofEntries(
                    Map.entry("tl", "tl demo"),
                    Map.entry("tl demo", "tl demo --exit"),
                    Map.entry("tl up", "tl up --config config"),
                    Map.entry("tl sandbox", "tl sandbox --port 9990"),
                    Map.entry(
                            "tl connect", "tl connect meta --pixel 123456789012345 --token EAA..."),
                    Map.entry("tl destinations", "tl destinations list"),
                    Map.entry("tl destinations list", "tl destinations list"),
                    Map.entry(
                            "tl destinations pause",
                            "tl destinations pause meta --reason \"new pixel\""),
                    Map.entry("tl destinations resume", "tl destinations resume meta"),
                    Map.entry("tl destinations probe", "tl destinations probe meta"),
                    Map.entry("tl destinations test", "tl destinations test meta --code TEST12345"),
                    Map.entry("tl operators", "tl operators list"),
                    Map.entry(
                            "tl operators add",
                            "tl operators add anna --role operator --merchant my-shop"),
                    Map.entry("tl operators list", "tl operators list"),
                    Map.entry("tl operators remove", "tl operators remove anna"),
                    Map.entry("tl operators password", "tl operators password anna"),
                    Map.entry("tl operators token", "tl operators token anna --id ci"),
                    Map.entry("tl keys", "tl keys list"),
                    Map.entry("tl keys create", "tl keys create --store my-store --source browser"),
                    Map.entry("tl keys list", "tl keys list --json"),
                    Map.entry("tl keys revoke", "tl keys revoke my-store-browser-3f9a"),
                    Map.entry("tl replay", "tl replay --destination meta --since 24h --dry-run"),
                    Map.entry("tl replay status", "tl replay status"),
                    Map.entry("tl replay cancel", "tl replay cancel rpl_1"),
                    Map.entry("tl identity", "tl identity show email=anna@example.com"),
                    Map.entry("tl identity show", "tl identity show order_id=1001"),
                    Map.entry("tl identity undo", "tl identity undo 96"),
                    Map.entry("tl erase", "tl erase --email anna@example.com"),
                    Map.entry(
                            "tl reprocess",
                            "tl reprocess --reason missing_field:currency --dry-run"),
                    Map.entry("tl rules", "tl rules check"),
                    Map.entry("tl rules check", "tl rules check config/rules"),
                    Map.entry("tl rules test", "tl rules test"),
                    Map.entry("tl rules explain", "tl rules explain 548291 --destination meta"),
                    Map.entry("tl rules diff", "tl rules diff ../new-rules --hours 24"),
                    Map.entry("tl rules versions", "tl rules versions"),
                    Map.entry("tl rules rollback", "tl rules rollback rules-9cb18241f393"),
                    Map.entry("tl rules schema", "tl rules schema tests"),
                    Map.entry("tl routes", "tl routes list"),
                    Map.entry("tl routes list", "tl routes list"),
                    Map.entry("tl routes check", "tl routes check"),
                    Map.entry("tl routes reload", "tl routes reload"),
                    Map.entry(
                            "tl import",
                            "tl import orders.csv --store my-store --source segment --dry-run"),
                    Map.entry("tl webhooks", "tl webhooks check"),
                    Map.entry("tl webhooks check", "tl webhooks check"),
                    Map.entry("tl webhooks test", "tl webhooks test"),
                    Map.entry(
                            "tl webhooks dry-run",
                            "tl webhooks dry-run orders.webhook.yaml --payload order.json"),
                    Map.entry("tl webhooks schema", "tl webhooks schema"),
                    Map.entry("tl plugins", "tl plugins list"),
                    Map.entry("tl plugins list", "tl plugins list"),
                    Map.entry("tl plugins verify", "tl plugins verify acme-1.0.0.jar"),
                    Map.entry("tl rig", "tl rig --help"),
                    Map.entry("tl bench", "tl bench --help"),
                    Map.entry("tl help", "tl help deliveries"));

    private Examples() {}

    /** The command with its subcommands. */
    static CommandLine addTo(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        boolean passesOn =
                spec.unmatchedArgsBindings().stream().findAny().isPresent()
                        && spec.optionsMap().isEmpty();
        if (!passesOn && !spec.optionsMap().containsKey("--help")) {
            spec.addOption(
                    OptionSpec.builder("--help", "-h")
                            .usageHelp(true)
                            .arity("0")
                            .type(boolean.class)
                            .description("Show this help and end.")
                            .build());
        }
        String example = BY_COMMAND.get(spec.qualifiedName());
        if (example != null && !isShown(spec)) {
            spec.usageMessage().footer(WORD + example);
        }
        command.getSubcommands().values().stream().distinct().forEach(Examples::addTo);
        return command;
    }

    /** Whether its help has an example. */
    static boolean isShown(CommandSpec spec) {
        return Stream.of(spec.usageMessage().description(), spec.usageMessage().footer())
                .flatMap(Arrays::stream)
                .anyMatch(line -> line.startsWith(WORD));
    }
}
