// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads texts out of JSON that may hold anything. */
public final class Texts {
    private Texts() {}

    /** The non-empty text of a member; numbers count, since ids are often sent as such. */
    public static Optional<String> find(JsonNode object, String name) {
        JsonNode value = object.path(name);
        return value.isTextual() || value.isIntegralNumber()
                ? Optional.of(value.asText()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** Whether this is an array of texts and nothing else. */
    public static boolean areAll(JsonNode value) {
        if (!value.isArray()) {
            return false;
        }
        for (JsonNode item : value) {
            if (!item.isTextual()) {
                return false;
            }
        }
        return true;
    }
}
