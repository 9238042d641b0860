// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends one event, or a file of Segment's format. */
@Command(
        name = "send",
        description = {
            "Send an event with a write key of source segment.",
            "Example: tl send \"Order Completed\" --key tlk_1 --order 1001 --value 49.95 --currency EUR"
        })
final class SendCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "EVENT",
            arity = "0..1",
            description = "Name as in Segment's e-commerce spec; any other one is a custom event.")
    private String event;

    @Option(names = "--key", required = true, paramLabel = "KEY", description = "Write key.")
    private String key;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "JSON of a track message, or with a \"batch\", sent as it stands.")
    private Path file;

    @Option(names = "--order", paramLabel = "ID", description = "Order id.")
    private String order;

    @Option(names = "--value", paramLabel = "N", description = "Amount, e.g. 49.95.")
    private BigDecimal value;

    @Option(names = "--currency", paramLabel = "CODE", description = "Currency, e.g. EUR.")
    private String currency;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "Who did it.")
    private String email;

    @Option(names = "--event-id", paramLabel = "ID", description = "Id shared with other copies.")
    private String eventId;

    @Option(
            names = "--consent",
            arity = "1",
            paramLabel = "BOOL",
            description = "true or false for analytics and marketing. Default: nothing is said")
    private Boolean consent;

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Mixin private NodeOptions nodeOptions;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if ((event == null) == (file == null)) {
            throw new ParameterException(
                    spec.commandLine(), "name an EVENT or a --file, one of them");
        }
        String body = file == null ? Json.write(message()) : read();
        boolean batch =
                file != null && Json.read(body).map(content -> content.has("batch")).orElse(false);
        String path = batch ? "/v1/batch" : "/v1/track";
        Http.Answer answer =
                nodeOptions
                        .connect()
                        .send(
                                "POST",
                                path,
                                Map.of(
                                        "Content-Type",
                                        "application/json",
                                        "Authorization",
                                        basic(key)),
                                body.getBytes(StandardCharsets.UTF_8));
        return show(answer);
    }

    private int show(Http.Answer answer) {
        boolean partly = Json.read(answer.text()).map(it -> it.has("errors")).orElse(false);
        if (json) {
            spec.commandLine().getOut().println(answer.text());
        } else if (!answer.good() || partly) {
            spec.commandLine().getErr().println("tl: " + reason(answer));
        } else {
            spec.commandLine().getOut().println("Taken in. See it with: tl stream");
        }
        spec.commandLine().getOut().flush();
        spec.commandLine().getErr().flush();
        return answer.good() && !partly ? 0 : 1;
    }

    private static String reason(Http.Answer answer) {
        String sentence =
                Json.read(answer.text())
                        .map(it -> it.has("errors") ? it.path("errors").toString() : message(it))
                        .orElse(answer.text());
        return "the node answered " + answer.status() + ": " + sentence;
    }

    private static String message(JsonNode json) {
        return json.path("message").asText(json.toString());
    }

    private Map<String, Object> message() {
        Map<String, Object> properties = new LinkedHashMap<>();
        put(properties, "event_id", eventId);
        put(properties, "order_id", order);
        put(properties, "value", value);
        put(properties, "currency", currency);
        Map<String, Object> context = new LinkedHashMap<>();
        if (email != null) {
            context.put("traits", Map.of("email", email));
        }
        if (consent != null) {
            context.put(
                    "consent",
                    Map.of(
                            "categoryPreferences",
                            Map.of("Analytics", consent, "Advertising", consent)));
        }
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", "track");
        message.put("event", event);
        message.put("messageId", UUID.randomUUID().toString());
        // One of its own: a shared one would make everybody ever sent one person with one consent.
        message.put("anonymousId", "tl-send-" + UUID.randomUUID());
        message.put("timestamp", Clock.systemUTC().instant().toString());
        message.put("properties", properties);
        message.put("context", context);
        return message;
    }

    private static void put(Map<String, Object> into, String name, Object value) {
        if (value != null) {
            into.put(name, value);
        }
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new CliFailure(
                    "cannot read " + file + "; check the path and its permissions", unreadable);
        }
    }

    private static String basic(String key) {
        return "Basic "
                + Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
    }
}
