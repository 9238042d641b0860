// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Call;
import io.tracklayer.sandbox.platform.FormText;
import io.tracklayer.sandbox.platform.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A Meta call taken apart.
 *
 * @param body the JSON body, or the form's fields in the same shape; empty if it is neither
 */
record MetaRequest(
        String version,
        String dataset,
        Optional<String> token,
        Optional<String> proof,
        Optional<JsonNode> body) {

    static MetaRequest of(Call call) {
        Optional<JsonNode> body =
                call.isForm()
                        ? Optional.of(form(call))
                        : Json.read(call.body()).filter(JsonNode::isObject);
        return new MetaRequest(
                call.segment(1),
                call.segment(2),
                bearer(call)
                        .or(() -> call.queryValue("access_token"))
                        .or(() -> member(body, "access_token")),
                call.queryValue("appsecret_proof").or(() -> member(body, "appsecret_proof")),
                body);
    }

    JsonNode data() {
        return body.map(json -> json.path("data")).orElse(Json.object());
    }

    boolean isTest() {
        return member(body, "test_event_code").isPresent();
    }

    private static ObjectNode form(Call call) {
        ObjectNode json = Json.object();
        FormText.parse(call.text())
                .forEach(
                        (name, value) -> {
                            Optional<JsonNode> data =
                                    name.equals("data")
                                            ? Json.read(value.getBytes(StandardCharsets.UTF_8))
                                            : Optional.empty();
                            data.ifPresentOrElse(
                                    tree -> json.set(name, tree), () -> json.put(name, value));
                        });
        return json;
    }

    private static Optional<String> bearer(Call call) {
        return call.header("authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith("bearer "))
                .map(value -> value.substring("bearer ".length()).trim());
    }

    private static Optional<String> member(Optional<JsonNode> body, String name) {
        return body.map(json -> json.path(name))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue);
    }
}
