// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Who may operate the node. The node takes a change up within a second. */
@Command(
        name = "operators",
        description = "Add, list and remove who may operate the node; set passwords and tokens.")
final class OperatorsCommand implements Runnable {
    private static final String NAME = "[a-z0-9][a-z0-9._@-]{0,63}";
    private static final Set<String> RESERVED = Set.of("local", "admin-token", "api", "unknown");
    private static final int TOKEN_BYTES = 24;
    private static final String OPERATOR = "The operator, as tl operators list has them.";

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

    /** What an operator may do. */
    enum Role {
        viewer,
        operator,
        admin
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: tl operators add, list, remove, password or token");
    }

    @Command(
            name = "add",
            description = {
                "Add an operator and print their password, this once.",
                "From the first one on, pages and API want a login, also on this machine."
            })
    int add(
            @Parameters(
                            paramLabel = "NAME",
                            description = "Who: small letters, digits and . _ @ - alone.")
                    String name,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            required = true,
                            description =
                                    "viewer sees; operator also sends again, pauses and tests;"
                                            + " admin also erases, imports, reloads and connects.")
                    Role role,
            @Option(
                            names = "--merchant",
                            paramLabel = "ID",
                            description = "Merchant they see; repeatable. Default: all.")
                    List<String> merchants,
            @Option(
                            names = "--password-stdin",
                            description =
                                    "Read it from standard input, one line, instead of making one up.")
                    boolean given) {
        ConfigFolder folder = new ConfigFolder(config);
        check(name, merchants == null ? List.of() : merchants, folder);
        String password = given ? PasswordText.fromStandardInput() : PasswordText.madeUp(random);
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", name);
        entry.put("role", role.name());
        if (merchants != null) {
            entry.put("merchants", merchants.stream().distinct().toList());
        }
        entry.put("password", PasswordText.hash(password, random));
        entry.put("created", now());
        new OperatorsFile(folder).add(entry);
        return shown("password", given ? "" : password, "Added " + name + ".");
    }

    private static void check(String name, List<String> merchants, ConfigFolder folder) {
        if (!name.matches(NAME) || RESERVED.contains(name)) {
            throw new CliFailure(
                    "\""
                            + name
                            + "\" cannot be a name; use small letters, digits and . _ @ -, and none of "
                            + RESERVED.stream().sorted().toList());
        }
        for (String merchant : merchants) {
            if (!folder.merchants().containsKey(merchant)) {
                throw new CliFailure(
                        "tracklayer.yaml has no merchant \""
                                + merchant
                                + "\"; it has: "
                                + folder.merchants().keySet());
            }
        }
    }

    @Command(name = "list", description = "List the operators, without hashes.")
    int list() {
        List<Map<String, Object>> operators =
                file().read().stream().map(OperatorsCommand::withoutHashes).toList();
        PrintWriter out = out();
        if (json) {
            out.println(Json.writePretty(operators));
        } else {
            TextTable table = new TextTable("name", "role", "merchants", "tokens", "created");
            operators.forEach(
                    one ->
                            table.row(
                                    one.get("name"),
                                    one.get("role"),
                                    words(one.get("merchants"), "all"),
                                    words(one.get("tokens"), "-"),
                                    one.getOrDefault("created", "-")));
            table.lines().forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private static Map<String, Object> withoutHashes(Map<String, Object> operator) {
        Map<String, Object> shown = new LinkedHashMap<>(operator);
        shown.put("password", shown.containsKey("password"));
        shown.put("tokens", tokens(operator).stream().map(token -> token.get("id")).toList());
        return shown;
    }

    private static String words(Object list, String otherwise) {
        return list instanceof List<?> members && !members.isEmpty()
                ? members.stream().map(String::valueOf).collect(Collectors.joining(","))
                : otherwise;
    }

    @Command(
            name = "remove",
            description = "Remove an operator; their sessions and tokens end within a second.")
    int remove(@Parameters(paramLabel = "NAME", description = OPERATOR) String name) {
        file().remove(name);
        return said("removed", name, "Removed " + name + ".");
    }

    @Command(
            name = "password",
            description =
                    "Set a new password and print it, this once; sessions of the old one end.")
    int password(
            @Parameters(paramLabel = "NAME", description = OPERATOR) String name,
            @Option(
                            names = "--password-stdin",
                            description =
                                    "Read it from standard input, one line, instead of making one up.")
                    boolean given) {
        String password = given ? PasswordText.fromStandardInput() : PasswordText.madeUp(random);
        String hash = PasswordText.hash(password, random);
        file().change(name, operator -> operator.put("password", hash));
        return shown("password", given ? "" : password, "Set the password of " + name + ".");
    }

    @Command(
            name = "token",
            description = "Make an API token for scripts and print it, this once; or revoke one.")
    int token(
            @Parameters(paramLabel = "NAME", description = OPERATOR) String name,
            @Option(
                            names = "--id",
                            paramLabel = "ID",
                            required = true,
                            description = "Its name in lists, such as ci.")
                    String id,
            @Option(names = "--revoke", description = "Revoke the token of this id.")
                    boolean revoke) {
        if (!id.matches("[^\\s\"\\\\]{1,100}")) {
            throw new CliFailure(
                    "--id has blanks, quotes or backslashes, or more than 100 characters");
        }
        if (revoke) {
            file().change(name, operator -> revoke(operator, id));
            return said("revoked", id, "Revoked " + id + ".");
        }
        String token = "tlo_" + secret();
        file().change(name, operator -> grant(operator, id, token));
        return shown("token", token, "Token \"" + id + "\" of " + name + ".");
    }

    private static void grant(Map<String, Object> operator, String id, String token) {
        List<Map<String, Object>> tokens = tokens(operator);
        if (tokens.stream().anyMatch(known -> id.equals(known.get("id")))) {
            throw new CliFailure(
                    "there is a token \"" + id + "\" already; choose another --id or --revoke it");
        }
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", id);
        entry.put("sha256", Sha256Text.hex(token));
        entry.put("created", now());
        tokens.add(entry);
        operator.put("tokens", tokens);
    }

    private static void revoke(Map<String, Object> operator, String id) {
        List<Map<String, Object>> tokens = tokens(operator);
        if (!tokens.removeIf(known -> id.equals(known.get("id")))) {
            throw new CliFailure("there is no token \"" + id + "\"; see \"tl operators list\"");
        }
        operator.put("tokens", tokens);
    }

    private static List<Map<String, Object>> tokens(Map<String, Object> operator) {
        List<Map<String, Object>> tokens = new ArrayList<>();
        ConfigFolder.mappings(operator.get("tokens"))
                .forEach(token -> tokens.add(OperatorsFile.copy(token)));
        return tokens;
    }

    /** Prints a secret on its own, so that a script can take it, and the rest beside it. */
    private int shown(String what, String secret, String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        if (json) {
            out().println(Json.write(secret.isEmpty() ? Map.of() : Map.of(what, secret)));
        } else if (!secret.isEmpty()) {
            out().println(secret);
            err.println(sentence + " Keep the " + what + " now: it cannot be shown again.");
        } else {
            err.println(sentence);
        }
        out().flush();
        err.flush();
        return 0;
    }

    private int said(String what, String name, String sentence) {
        out().println(json ? Json.write(Map.of(what, name)) : sentence);
        out().flush();
        return 0;
    }

    private OperatorsFile file() {
        return new OperatorsFile(new ConfigFolder(config));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private String secret() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String now() {
        return Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
