// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.awin;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Reason;
import java.util.List;
import java.util.Set;

/**
 * Checks on the members of one object of an order; absent members are fine. What is wrong goes to
 * {@code problems}, each with the member it concerns in front of its sentence.
 */
record AwinFields(JsonNode object, String path, List<Problem> problems) {

    /** What is wrong with a member. */
    record Problem(String field, Reason reason) {}

    boolean has(String name) {
        return object.has(name);
    }

    JsonNode get(String name) {
        return object.path(name);
    }

    void refuse(String name, String code, String sentence) {
        problems.add(new Problem(at(name), new Reason(code, at(name) + " " + sentence)));
    }

    void require(String name) {
        if (!object.hasNonNull(name)) {
            refuse(name, "field_missing", "is required");
        }
    }

    void check(String name, boolean right, String wanted) {
        if (has(name) && !right) {
            refuse(name, "wrong_value", "must be " + wanted);
        }
    }

    void text(String name, int longest) {
        JsonNode value = get(name);
        boolean fits = value.isTextual() && value.textValue().length() <= longest;
        check(name, fits, "a string of at most " + longest + " characters");
    }

    void matching(String name, String pattern, String wanted) {
        JsonNode value = get(name);
        check(name, value.isTextual() && value.textValue().matches(pattern), wanted);
    }

    /** Money and counts are numbers, never strings. */
    void amount(String name) {
        JsonNode value = get(name);
        boolean right = value.isNumber() && value.decimalValue().signum() >= 0;
        check(name, right, "a number that is not negative");
    }

    void whole(String name, long lowest, long highest) {
        JsonNode value = get(name);
        boolean right =
                value.isIntegralNumber()
                        && value.canConvertToLong()
                        && value.longValue() >= lowest
                        && value.longValue() <= highest;
        check(name, right, "a whole number from " + lowest + " to " + highest);
    }

    void onlyKnown(Set<String> known) {
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                refuse(name, "unknown_field", "is not known");
                            }
                        });
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
