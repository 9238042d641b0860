// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Json;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the newest requests, as {@code requestStatus:retrieve} tells it. */
final class GoogleAdsStatuses {
    private static final int CAPACITY = 2_000;

    private final Clock clock;
    private final Map<String, Request> byId =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Request> eldest) {
                    return size() > CAPACITY;
                }
            };

    GoogleAdsStatuses(Clock clock) {
        this.clock = clock;
    }

    /** What one destination of a request got. */
    record Share(JsonNode destination, int records, Map<String, List<Integer>> failures) {}

    private record Request(String account, Instant known, List<Share> shares) {}

    /** Notes a request that was taken. */
    synchronized void note(String id, GoogleAdsAccount account, List<Share> shares) {
        Instant known = clock.instant().plus(account.times().processing());
        byId.put(id, new Request(account.name(), known, List.copyOf(shares)));
    }

    synchronized void clear() {
        byId.clear();
    }

    /** The account a request went to, or nothing anybody is called. */
    synchronized String accountOf(String id) {
        Request request = byId.get(id);
        return request == null ? "" : request.account();
    }

    synchronized Answer answer(String id) {
        Request request = byId.get(id);
        if (request == null) {
            return GoogleAdsAnswers.error(
                    400,
                    "INVALID_ARGUMENT",
                    "There was a problem with the request.",
                    List.of(
                            GoogleAdsViolation.ofRequest(
                                    "request_id", "INVALID_REQUEST_ID", "No such request.")),
                    Map.of());
        }
        boolean known = !clock.instant().isBefore(request.known());
        ObjectNode json = Json.object();
        ArrayNode list = json.putArray("requestStatusPerDestination");
        request.shares().forEach(share -> list.add(status(share, known)));
        return Answer.json(200, json);
    }

    private static ObjectNode status(Share share, boolean known) {
        ObjectNode json = Json.object();
        json.set("destination", share.destination());
        if (!known) {
            return json.put("requestStatus", "PROCESSING");
        }
        int failed = share.failures().values().stream().mapToInt(List::size).sum();
        String all = failed == share.records() ? "FAILED" : "PARTIAL_SUCCESS";
        json.put("requestStatus", failed == 0 ? "SUCCESS" : all);
        json.putObject("eventsIngestionStatus")
                .put("recordCount", Integer.toString(share.records()));
        if (failed > 0) {
            ArrayNode counts = json.putObject("errorInfo").putArray("errorCounts");
            new TreeMap<>(share.failures())
                    .forEach((reason, records) -> counts.add(count(reason, records)));
        }
        json.putObject("warningInfo").putArray("warningCounts");
        return json;
    }

    private static ObjectNode count(String reason, List<Integer> records) {
        ObjectNode count = Json.object().put("recordCount", Integer.toString(records.size()));
        count.put("reason", "PROCESSING_ERROR_REASON_" + reason);
        ArrayNode indices = count.putArray("recordIndices");
        new ArrayList<>(records).forEach(indices::add);
        return count;
    }
}
