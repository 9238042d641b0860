// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Write keys of pages and servers. */
@Command(name = "keys", description = "Make, list and revoke the write keys of pages and servers.")
final class KeysCommand implements Runnable {
    private static final int KEY_BYTES = 24;
    private static final int ID_BYTES = 4;

    @Option(
            names = "--config",
            paramLabel = "DIR",
            defaultValue = "config",
            scope = ScopeType.INHERIT,
            description = "Configuration folder. Default: ${DEFAULT-VALUE}")
    private Path config;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec;

    private final SecureRandom random = new SecureRandom();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "say what to do: tl keys create, list or revoke");
    }

    @Command(
            name = "create",
            description = "Make a key and print it. It is shown this once; only its hash is kept.")
    int create(
            @Mixin KeyEntry asked,
            @Option(names = "--id", paramLabel = "ID", description = "Its name in lists.")
                    String id) {
        ConfigFolder folder = new ConfigFolder(config);
        Map<String, List<String>> merchants = folder.merchants();
        if (merchants.values().stream().noneMatch(stores -> stores.contains(asked.store()))) {
            throw new CliFailure(
                    "tracklayer.yaml has no store \"" + asked.store() + "\"; it has: " + merchants);
        }
        if (id != null && !id.matches("[^\\s\"\\\\]{1,100}")) {
            throw new CliFailure(
                    "--id has blanks, quotes or backslashes, or more than 100 characters");
        }
        String key = "tlk_" + token(KEY_BYTES);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", id == null ? asked.store() + "-" + asked.source() + "-" + hexId() : id);
        entry.put("sha256", Sha256Text.hex(key));
        entry.putAll(asked.tree());
        entry.put(
                "created", Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString());
        new KeysFile(folder).add(entry);
        PrintWriter out = out();
        if (json) {
            Map<String, Object> shown = new LinkedHashMap<>(entry);
            shown.put("key", key);
            out.println(Json.writePretty(shown));
        } else {
            out.println(key);
            spec.commandLine()
                    .getErr()
                    .println(
                            "Key \""
                                    + entry.get("id")
                                    + "\". Keep it now: it cannot be shown again.");
            spec.commandLine().getErr().flush();
        }
        out.flush();
        return 0;
    }

    @Command(
            name = "list",
            description = {
                "List the keys without showing them, and what came with each since the node was"
                        + " started.",
                "Without a node that answers, what came is not known."
            })
    int list(@Mixin NodeOptions nodeOptions) {
        List<Map<String, Object>> keys = new KeysFile(new ConfigFolder(config)).read();
        Map<String, Map<String, Object>> traffic = traffic(nodeOptions);
        keys.forEach(key -> key.putAll(traffic.getOrDefault(key.get("id"), Map.of())));
        PrintWriter out = out();
        if (json) {
            out.println(Json.writePretty(keys));
        } else {
            table(keys).lines().forEach(out::println);
        }
        out.flush();
        return 0;
    }

    /** A list of keys is of use without a node, too. */
    private Map<String, Map<String, Object>> traffic(NodeOptions nodeOptions) {
        try {
            return KeyTraffic.of(nodeOptions.connect());
        } catch (CliFailure silent) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("What came with the keys is not known: " + silent.getMessage() + ".");
            err.flush();
            return Map.of();
        }
    }

    private static TextTable table(List<Map<String, Object>> keys) {
        TextTable table =
                new TextTable(
                        "id",
                        "store",
                        "source",
                        "kind",
                        "scopes",
                        "rate",
                        "accepted",
                        "refused",
                        "limited",
                        "last seen");
        for (Map<String, Object> key : keys) {
            table.row(
                    key.get("id"),
                    key.get("store"),
                    key.get("source"),
                    key.getOrDefault("kind", "any"),
                    key.get("scopes") instanceof List<?> scopes ? words(scopes) : "-",
                    key.getOrDefault("rate", "-"),
                    key.getOrDefault("accepted", "-"),
                    key.get("refused") instanceof Map<?, ?> refused ? sum(refused) : "-",
                    key.getOrDefault("rate_limited", "-"),
                    key.getOrDefault("last_seen", "-"));
        }
        return table;
    }

    private static String words(List<?> scopes) {
        return scopes.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static long sum(Map<?, ?> refused) {
        return refused.values().stream().mapToLong(number -> ((Number) number).longValue()).sum();
    }

    @Command(
            name = "revoke",
            description = "Remove a key; requests with it are refused from then on.")
    int revoke(@Parameters(paramLabel = "ID", description = "As tl keys list has it.") String id) {
        new KeysFile(new ConfigFolder(config)).remove(id);
        out().println(json ? Json.write(Map.of("revoked", id)) : "Revoked " + id + ".");
        out().flush();
        return 0;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private String token(int bytes) {
        byte[] token = new byte[bytes];
        random.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private String hexId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
