// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import io.tracklayer.core.delivery.Attempt;
import io.tracklayer.core.evidence.EvidenceQueries.AttemptRow;
import io.tracklayer.core.journal.Arrival;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What came in and what went out, redacted: headers and parameters by name, bodies by member. */
final class ExchangeTree {
    private static final Set<String> HEADERS =
            Set.of(
                    "accept",
                    "content-encoding",
                    "content-length",
                    "content-type",
                    "date",
                    "retry-after",
                    "server",
                    "x-app-usage",
                    "x-business-use-case-usage",
                    "x-fb-debug",
                    "x-fb-rev",
                    "x-fb-trace-id",
                    "x-request-id",
                    "x-shopify-api-version",
                    "x-shopify-topic",
                    "x-tt-logid",
                    "x-wc-webhook-event",
                    "x-wc-webhook-resource",
                    "x-wc-webhook-topic");

    private final Redaction redaction;
    private final String place;
    private final RedactedTree redacted;

    ExchangeTree(Redaction redaction, String place) {
        this.redaction = redaction;
        this.place = place;
        this.redacted = new RedactedTree(redaction, place);
    }

    /** A request as it arrived. */
    Map<String, Object> request(Arrival arrival) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("method", redaction.text(place, arrival.method()));
        tree.put(
                "path",
                new Address(redaction, place).of("http://node" + arrival.path()).substring(11));
        tree.put("query", query(arrival.query()));
        tree.put("headers", headers(arrival.headers()));
        tree.put("remote_address", hidden("client address, network", arrival.remoteAddress()));
        tree.put("verified_by", redaction.text(place, arrival.verifiedBy()));
        arrival.refused()
                .ifPresent(
                        why ->
                                tree.put(
                                        "refused",
                                        redaction.text(place, why.code() + ": " + why.sentence())));
        tree.put("bytes", arrival.raw().length);
        tree.put(
                "body",
                redacted.body(
                        type(arrival.headers()),
                        new String(arrival.raw(), StandardCharsets.UTF_8),
                        false));
        return tree;
    }

    /** A request to a platform and its answer. */
    Map<String, Object> attempt(AttemptRow row) {
        Attempt attempt = row.attempt();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", attempt.id());
        tree.put("destination", row.destination());
        tree.put("events_in_request", row.eventSeqs().size());
        tree.put("started_at", attempt.startedAt().toString());
        tree.put("latency_ms", attempt.latencyMillis());
        tree.put("status", attempt.status());
        tree.put("outcome", attempt.outcome());
        tree.put("code", redaction.text(place, attempt.code()));
        tree.put("text", redaction.text(place, attempt.text()));
        tree.put("warnings", redacted.ours(attempt.warnings()));
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("method", attempt.method());
        request.put("url", redaction.text(place, attempt.url()));
        request.put("headers", headers(attempt.requestHeaders()));
        request.put("body", body(attempt.requestHeaders(), attempt.requestBody(), false));
        tree.put("request", request);
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("headers", headers(attempt.responseHeaders()));
        response.put("body", body(attempt.responseHeaders(), attempt.responseBody(), true));
        tree.put("response", response);
        return tree;
    }

    private Object body(Map<String, String> headers, String body, boolean words) {
        return body == null ? "[no longer kept]" : redacted.body(type(headers), body, words);
    }

    private Map<String, Object> headers(Map<String, String> headers) {
        Map<String, Object> tree = new TreeMap<>();
        headers.forEach(
                (name, value) ->
                        tree.put(
                                redaction.text(place, name),
                                HEADERS.contains(name.toLowerCase(Locale.ROOT))
                                        ? redaction.text(place, value)
                                        : hidden("header", value)));
        return tree;
    }

    private Map<String, Object> query(Map<String, List<String>> query) {
        Map<String, Object> tree = new TreeMap<>();
        query.forEach(
                (name, values) ->
                        tree.put(
                                redaction.text(place, name),
                                values.stream().map(value -> parameter(name, value)).toList()));
        return tree;
    }

    private String parameter(String name, String value) {
        return PayloadKeys.shown(name) && !value.contains("%")
                ? redaction.text(place, value)
                : hidden("parameter of a request", value);
    }

    private String hidden(String reason, String value) {
        return redaction.whole(place, reason, value);
    }

    private static String type(Map<String, String> headers) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }
}
