// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The rows of an answer of the read API: a list, or an object that holds one. */
final class Rows {
    private Rows() {}

    static List<JsonNode> of(JsonNode json, String member) {
        JsonNode list = json.isArray() ? json : json.path(member);
        List<JsonNode> rows = new ArrayList<>();
        list.forEach(rows::add);
        return rows;
    }
}
