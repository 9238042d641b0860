// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Erases what is remembered of a person. */
@Command(
        name = "erase",
        description = {
            "Erase what is remembered of a person. It cannot be taken back.",
            "Exit codes: 0 erased, 1 failed or still under way, 3 no node answers, 4 nobody said yes."
        })
final class EraseCommand implements Callable<Integer> {

    @Option(names = "--email", paramLabel = "ADDRESS", description = "By e-mail address.")
    private String email;

    @Option(names = "--phone", paramLabel = "NUMBER", description = "By number, as +49...")
    private String phone;

    @Option(names = "--external-id", paramLabel = "ID", description = "By customer number.")
    private String externalId;

    @Option(names = "--order", paramLabel = "ID", description = "By the id of an order.")
    private String order;

    @Option(names = "--anonymous-id", paramLabel = "ID", description = "By the id of a browser.")
    private String anonymousId;

    @Option(names = "--merchant", paramLabel = "ID", description = "Only of this merchant.")
    private String merchant;

    @Option(names = "--yes", description = "Erase without asking.")
    private boolean yes;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin private NodeOptions node;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, Object> request = request();
        if (!yes && !agreed()) {
            spec.commandLine()
                    .getErr()
                    .println("tl: nothing was erased; add --yes to erase without being asked");
            spec.commandLine().getErr().flush();
            return ExitCode.NOT_AGREED;
        }
        JsonNode answer = node.connect().post("/api/v1/erase", request);
        if (json) {
            out().println(answer.toPrettyString());
        } else {
            print(answer);
        }
        out().flush();
        return answer.path("done").asBoolean() ? 0 : 1;
    }

    private Map<String, Object> request() {
        Map<String, Object> request = new LinkedHashMap<>();
        put(request, "email", email);
        put(request, "phone", phone);
        put(request, "external_id", externalId);
        put(request, "order_id", order);
        put(request, "anonymous_id", anonymousId);
        if (request.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "name the person by --email, --phone, --external-id, --order or"
                            + " --anonymous-id");
        }
        put(request, "merchant", merchant);
        request.put("by", System.getProperty("user.name", ""));
        return request;
    }

    private static void put(Map<String, Object> request, String name, String value) {
        if (value != null) {
            request.put(name, value);
        }
    }

    private static boolean agreed() {
        if (System.console() == null) {
            return false;
        }
        String answer =
                System.console()
                        .readLine(
                                "Erase what is remembered of this person? It cannot be taken back."
                                        + " [y/N] ");
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
    }

    private void print(JsonNode answer) {
        JsonNode removed = answer.path("removed");
        out().println(
                        (answer.path("done").asBoolean()
                                        ? "erased: "
                                        : "stored, and done as soon as the node has caught up: ")
                                + removed.path("persons").asText()
                                + " joined persons, "
                                + removed.path("keys").asText()
                                + " keys, "
                                + removed.path("ids").asText()
                                + " click and browser ids, "
                                + removed.path("joins").asText()
                                + " joins, consent under "
                                + removed.path("consents").asText()
                                + " keys");
        out().println("not reached:");
        answer.path("not_reached").forEach(what -> out().println("  " + what.asText()));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
