// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Texts;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Type checks on the members of one object of a Pinterest call; absent members are fine. */
record PinterestFields(JsonNode object, String path, PinterestProblems problems) {
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,15}(\\.\\d{1,6})?");

    boolean has(String name) {
        return object.has(name);
    }

    JsonNode get(String name) {
        return object.path(name);
    }

    void required(String... names) {
        for (String name : names) {
            if (!has(name)) {
                problems.refuse("field_missing", at(name) + " is required");
            }
        }
    }

    void onlyKnown(Set<String> known) {
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                problems.unknownKey(at(name) + " is not a standard field");
                            }
                        });
    }

    void text(String... names) {
        for (String name : names) {
            check(name, get(name).isTextual(), "a string");
            if (get(name).isTextual() && get(name).textValue().isEmpty()) {
                problems.fail("empty_value", at(name) + " is empty");
            }
        }
    }

    void texts(String name) {
        check(name, Texts.areAll(get(name)), "an array of strings");
        if (get(name).isArray() && get(name).isEmpty()) {
            problems.fail("empty_value", at(name) + " is empty");
        }
    }

    void integer(String name) {
        JsonNode value = get(name);
        check(name, value.isIntegralNumber() && value.canConvertToLong(), "an integer");
    }

    /** A count of pieces; zero would be none. */
    void pieces(String name) {
        integer(name);
        if (get(name).isIntegralNumber() && get(name).longValue() < 1) {
            problems.fail("count_invalid", at(name) + " must be at least 1");
        }
    }

    void flag(String name) {
        check(name, get(name).isBoolean(), "true or false");
    }

    void object(String name) {
        check(name, get(name).isObject(), "an object");
    }

    /** Pinterest: money is decimal text with a point and no separator of thousands. */
    void money(String name) {
        check(name, get(name).isTextual(), "a string");
        if (get(name).isTextual() && !DECIMAL.matcher(get(name).textValue()).matches()) {
            problems.fail("amount_invalid", at(name) + " must be decimal text such as 129.95");
        }
    }

    void oneOf(String name, List<String> allowed) {
        check(
                name,
                get(name).isTextual() && allowed.contains(get(name).textValue()),
                "one of " + String.join(", ", allowed));
    }

    void check(String name, boolean right, String wanted) {
        if (has(name) && !right) {
            problems.refuse("wrong_type", at(name) + " must be " + wanted);
        }
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
