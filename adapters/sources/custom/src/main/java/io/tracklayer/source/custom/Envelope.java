// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A known frame around messages, which names and dates them. */
enum Envelope {
    NONE,
    /** CloudEvents 1.0 over HTTP: binary, structured and batched content mode, as JSON. */
    CLOUDEVENTS,
    /** Standard Webhooks: id and time in headers. */
    STANDARD_WEBHOOKS;

    /** Attributes a CloudEvent may have in headers; others of a structured one are read too. */
    private static final List<String> ATTRIBUTES =
            List.of("id", "source", "type", "subject", "time", "dataschema", "specversion");

    static Envelope of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    Set<String> headers() {
        return switch (this) {
            case NONE -> Set.of();
            case STANDARD_WEBHOOKS -> Set.of("webhook-id", "webhook-timestamp");
            case CLOUDEVENTS -> Set.copyOf(ATTRIBUTES.stream().map(name -> "ce-" + name).toList());
        };
    }

    /** The messages that the frame holds. */
    List<Scope> open(InboundRequest request, Tree body) {
        if (this != CLOUDEVENTS) {
            return List.of(new Scope(request, body, body, body, Map.of()));
        }
        String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/cloudevents-batch+json")) {
            return batch(request, body);
        }
        if (type.startsWith("application/cloudevents")) {
            return List.of(structured(request, body));
        }
        return List.of(new Scope(request, body, body, body, inHeaders(request)));
    }

    /** The sender's id of the message. */
    Optional<Found> deliveryId(Scope scope) {
        return switch (this) {
            case NONE -> Optional.empty();
            case STANDARD_WEBHOOKS ->
                    scope.request()
                            .header("webhook-id")
                            .map(id -> new Found(id, "header webhook-id", Shape.PLAIN, false));
            case CLOUDEVENTS ->
                    Scalars.text(scope.attributes().get("id"))
                            .map(id -> scope.attributes().getOrDefault("source", "") + "#" + id)
                            .map(
                                    id ->
                                            new Found(
                                                    id,
                                                    "attribute id",
                                                    Shape.PLAIN,
                                                    scope.isFramed()));
        };
    }

    /** When the message says it happened. */
    Optional<Found> time(Scope scope) {
        return switch (this) {
            case NONE -> Optional.empty();
            case STANDARD_WEBHOOKS ->
                    scope.request()
                            .header("webhook-timestamp")
                            .map(
                                    time ->
                                            new Found(
                                                    time,
                                                    "header webhook-timestamp",
                                                    Shape.PLAIN,
                                                    false));
            case CLOUDEVENTS ->
                    Optional.ofNullable(scope.attributes().get("time"))
                            .map(
                                    time ->
                                            new Found(
                                                    time,
                                                    "attribute time",
                                                    Shape.PLAIN,
                                                    scope.isFramed()));
        };
    }

    private static List<Scope> batch(InboundRequest request, Tree body) {
        List<Scope> scopes = new ArrayList<>();
        List<?> events = body.node() instanceof List<?> list ? list : List.of();
        for (int index = 0; index < events.size(); index++) {
            scopes.add(structured(request, new Tree(events.get(index), "/" + index)));
        }
        return scopes;
    }

    private static Scope structured(InboundRequest request, Tree event) {
        Map<String, Object> attributes = new LinkedHashMap<>(event.members());
        Object data = attributes.remove("data");
        Tree message = new Tree(data == null ? Map.of() : data, event.origin() + "/data");
        return new Scope(request, event, message, message, attributes);
    }

    private static Map<String, Object> inHeaders(InboundRequest request) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        for (String name : ATTRIBUTES) {
            request.header("ce-" + name)
                    .ifPresent(value -> attributes.put(name, Body.unescaped(value)));
        }
        return attributes;
    }
}
