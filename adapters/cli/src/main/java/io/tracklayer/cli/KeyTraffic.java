// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a node says about its write keys. */
final class KeyTraffic {
    private static final String PATH = "/api/v1/keys";

    private KeyTraffic() {}

    /**
     * What came with each key, by its id.
     *
     * @throws CliFailure when no node answers, or not with that
     */
    static Map<String, Map<String, Object>> of(Http node) {
        Map<String, Map<String, Object>> known = new LinkedHashMap<>();
        for (JsonNode key : node.get(PATH).path("keys")) {
            known.put(key.path("id").asText(), of(key));
        }
        return known;
    }

    private static Map<String, Object> of(JsonNode key) {
        Map<String, Long> refused = new LinkedHashMap<>();
        key.path("refused")
                .properties()
                .forEach(reason -> refused.put(reason.getKey(), reason.getValue().asLong()));
        Map<String, Object> traffic = new LinkedHashMap<>();
        List<String> scopes = new ArrayList<>();
        key.path("scopes").forEach(scope -> scopes.add(scope.asText()));
        traffic.put("scopes", scopes);
        traffic.put("rate", key.path("rate").asText());
        traffic.put("burst", key.path("burst").asLong());
        traffic.put("accepted", key.path("accepted").asLong());
        traffic.put("rate_limited", key.path("rate_limited").asLong());
        traffic.put("refused", refused);
        if (key.path("last_seen").isTextual()) {
            traffic.put("last_seen", key.path("last_seen").asText());
        }
        return traffic;
    }
}
