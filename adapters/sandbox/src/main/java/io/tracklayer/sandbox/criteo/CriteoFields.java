// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.criteo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.EmailLike;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.Reason;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks on the members of one object of a Criteo call; absent members are fine. What is wrong goes
 * to {@code problems}, the first of which is the answer.
 */
record CriteoFields(JsonNode object, String path, List<Reason> problems) {
    private static final int DEEPEST_PATH = 200;

    boolean has(String name) {
        return object.has(name);
    }

    JsonNode get(String name) {
        return object.path(name);
    }

    void refuse(String code, String sentence) {
        problems.add(new Reason(code, sentence));
    }

    void require(String name) {
        if (!object.hasNonNull(name)) {
            refuse("field_missing", at(name) + " is required");
        }
    }

    void onlyKnown(Set<String> known) {
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                refuse("unknown_field", at(name) + " is not known here");
                            }
                        });
    }

    void text(String name) {
        check(name, get(name).isTextual(), "a string");
    }

    void matches(String name, Pattern shape, String wanted) {
        JsonNode value = get(name);
        check(name, value.isTextual() && shape.matcher(value.textValue()).matches(), wanted);
    }

    /** Digits, as a text or as a number. */
    void digits(String name) {
        JsonNode value = get(name);
        boolean right = value.isTextual() || value.isIntegralNumber();
        check(name, right && value.asText().matches("\\d+"), "digits");
    }

    void noEmail(String name) {
        if (EmailLike.in(get(name))) {
            refuse("plain_email", at(name) + " holds an e-mail address");
        }
    }

    void check(String name, boolean right, String wanted) {
        if (has(name) && !right) {
            refuse("wrong_type", at(name) + " must be " + wanted);
        }
    }

    /** Complains about null, empty text and empty containers, however deep. */
    void noEmptiness() {
        emptiness(object, path.isEmpty() ? "body" : path);
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private void emptiness(JsonNode node, String where) {
        boolean empty =
                node.isNull()
                        || node.isTextual() && node.textValue().isEmpty()
                        || node.isContainerNode() && node.isEmpty();
        if (empty) {
            refuse("empty_value", where + " is empty and should be left out");
        }
        if (where.length() > DEEPEST_PATH) {
            return;
        }
        node.properties()
                .forEach(member -> emptiness(member.getValue(), where + "." + member.getKey()));
        for (JsonNode item : node.isArray() ? node : Json.array()) {
            emptiness(item, where + "[]");
        }
    }
}
