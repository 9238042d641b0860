// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.snapchat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Reason;
import io.tracklayer.sandbox.platform.Texts;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks on the members of one object of a Snapchat event; absent members are fine. What is wrong
 * goes to {@code problems}, the first of which is the answer.
 */
record SnapchatFields(JsonNode object, String path, List<Reason> problems) {
    private static final Pattern NUMERIC = Pattern.compile("\\d{1,15}(\\.\\d{1,6})?");

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
                                refuse("unknown_field", at(name) + " is not known");
                            }
                        });
    }

    void text(String name) {
        check(name, get(name).isTextual(), "a string");
    }

    void texts(String name) {
        check(name, Texts.areAll(get(name)), "an array of strings");
    }

    void object(String name) {
        check(name, get(name).isObject(), "an object");
    }

    void flag(String name) {
        check(name, get(name).isBoolean(), "true or false");
    }

    void integer(String name) {
        check(name, get(name).isIntegralNumber(), "an integer");
    }

    /** Snapchat's samples write numbers as strings, connectors as numbers; both are taken. */
    void number(String name) {
        JsonNode value = get(name);
        boolean positive = value.isNumber() && value.decimalValue().signum() >= 0;
        check(name, positive || numeric(value), "a number that is not negative");
    }

    /** A number of pieces, under the same freedom. */
    void pieces(String name) {
        JsonNode value = get(name);
        boolean whole = value.isIntegralNumber() && value.decimalValue().signum() > 0;
        boolean text = value.isTextual() && value.textValue().matches("[1-9]\\d{0,8}");
        check(name, whole || text, "a number of pieces");
    }

    void oneOf(String name, Set<String> allowed) {
        check(name, allowed.contains(get(name).asText()), "one of the documented values");
    }

    void check(String name, boolean right, String wanted) {
        if (has(name) && !right) {
            refuse("wrong_type", at(name) + " must be " + wanted);
        }
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static boolean numeric(JsonNode value) {
        return value.isTextual() && NUMERIC.matcher(value.textValue()).matches();
    }
}
