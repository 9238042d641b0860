// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Shows what is remembered of a person, and takes a join back. */
@Command(
        name = "identity",
        description = "Show what is remembered of a person and why, or take a join back.")
final class IdentityCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/identities";
    private static final Pattern KEY = Pattern.compile("([a-z_]+)=(.+)");

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON.")
    private boolean json;

    @Mixin private NodeOptions node;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: tl identity show email=anna@example.com, or tl identity undo"
                        + " JOIN");
    }

    @Command(
            name = "show",
            description = {
                "Show the person a key leads to.",
                "Exit codes: 0 found, 1 nobody is remembered by that key, 3 no node answers."
            })
    int show(
            @Parameters(
                            paramLabel = "KEY=VALUE",
                            description =
                                    "Such as email=anna@example.com, external_id=77, order_id=1001,"
                                            + " anonymous_id=..., or id=NUMBER.")
                    String key,
            @Option(
                            names = "--merchant",
                            paramLabel = "ID",
                            defaultValue = "",
                            description = "Only of this merchant.")
                    String merchant) {
        Matcher form = KEY.matcher(key);
        if (!form.matches()) {
            throw new CliFailure("\"" + key + "\" is no key; write it as email=anna@example.com");
        }
        List<JsonNode> found = found(form.group(1), form.group(2), merchant);
        if (json) {
            found.forEach(identity -> out().println(identity.toPrettyString()));
        } else {
            found.forEach(identity -> IdentityReport.print(out(), identity));
        }
        if (found.isEmpty()) {
            spec.commandLine().getErr().println("tl: nobody is remembered by this key");
            spec.commandLine().getErr().flush();
        }
        out().flush();
        return found.isEmpty() ? 1 : 0;
    }

    private List<JsonNode> found(String kind, String value, String merchant) {
        if (kind.equals("id")) {
            return List.of(node.connect().get(PATH + "/" + number(value)));
        }
        String path = PATH + new Query().with(kind, value).with("merchant", merchant);
        return Rows.of(node.connect().get(path), "identities");
    }

    @Command(name = "undo", description = "Take a join back: who it joined are two again.")
    int undo(@Parameters(paramLabel = "JOIN", description = "Number of the join.") String join) {
        JsonNode undone =
                node.connect()
                        .post(
                                PATH + "/joins/" + number(join) + "/undo",
                                Map.of("by", System.getProperty("user.name", "")));
        out().println(json ? undone.toPrettyString() : undone.path("sentence").asText());
        out().flush();
        return 0;
    }

    private static String number(String given) {
        if (!given.matches("\\d{1,18}")) {
            throw new CliFailure("\"" + given + "\" is no number; tl identity show lists them");
        }
        return given;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
