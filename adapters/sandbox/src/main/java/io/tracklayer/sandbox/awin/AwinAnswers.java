// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.awin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The answers of the Conversion API. */
final class AwinAnswers {
    private AwinAnswers() {}

    static Answer message(int status, String text) {
        return Answer.json(status, Json.object().put("message", text));
    }

    /** What became of each order; {@code problems} has a list for each, empty when it is right. */
    static Answer judged(
            List<JsonNode> orders, List<List<AwinFields.Problem>> problems, boolean immediate) {
        ObjectNode json = Json.object().put("batchId", batch(orders));
        var taken = json.putArray("successfulOrders");
        var failed = json.putArray("failedOrders");
        var pending = immediate ? Json.array() : json.putArray("pendingOrders");
        for (int i = 0; i < orders.size(); i++) {
            String reference = reference(orders.get(i));
            if (!problems.get(i).isEmpty()) {
                failed.add(failure(orders.get(i), problems.get(i)));
            } else if (immediate) {
                taken.addObject()
                        .put("orderReference", reference)
                        .put("correlationId", id("correlation " + reference));
            } else {
                pending.addObject().put("orderReference", reference);
            }
        }
        return Answer.json(status(orders.size(), failed.size(), immediate), json);
    }

    /** The same error for every order. */
    static Answer failed(int status, List<JsonNode> orders, String text) {
        ObjectNode json = Json.object().put("batchId", batch(orders));
        json.putArray("successfulOrders");
        var failed = json.putArray("failedOrders");
        AwinFields.Problem problem = new AwinFields.Problem("order", new Reason("scripted", text));
        orders.forEach(order -> failed.add(failure(order, List.of(problem))));
        return Answer.json(status, json);
    }

    static String reference(JsonNode order) {
        return order.path("orderReference").asText("");
    }

    private static int status(int orders, int failed, boolean immediate) {
        if (failed == orders) {
            return 422;
        }
        if (!immediate) {
            return 202;
        }
        return failed > 0 ? 206 : 200;
    }

    private static ObjectNode failure(JsonNode order, List<AwinFields.Problem> problems) {
        ObjectNode json = Json.object();
        json.putObject("order").put("orderReference", reference(order));
        var errors = json.putArray("errors");
        problems.forEach(
                problem ->
                        errors.addObject()
                                .put("field", problem.field())
                                .put("message", problem.reason().sentence()));
        return json;
    }

    private static String batch(List<JsonNode> orders) {
        return id("batch " + orders.stream().map(AwinAnswers::reference).toList());
    }

    private static String id(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
