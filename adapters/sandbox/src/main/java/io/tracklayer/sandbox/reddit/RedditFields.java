// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Reason;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks on the members of one object of a Reddit event; absent members are fine. What is wrong
 * goes to {@code problems}.
 */
record RedditFields(JsonNode object, String path, List<RedditProblem> problems) {
    private static final Pattern URL = Pattern.compile("https?://[^\\s/?#]+\\S*");

    boolean has(String name) {
        return object.has(name);
    }

    JsonNode get(String name) {
        return object.path(name);
    }

    String text(String name) {
        return get(name).asText("");
    }

    /** The object of that name, empty when there is none. */
    RedditFields child(String name) {
        check(name, get(name).isObject(), "an object");
        return new RedditFields(get(name), at(name), problems);
    }

    void refuse(String code, String name, String sentence) {
        problems.add(new RedditProblem(at(name), new Reason(code, at(name) + " " + sentence)));
    }

    void require(String name) {
        if (!has(name)) {
            refuse("field_missing", name, "is required");
        }
    }

    /** The object is closed. */
    void onlyKnown(Set<String> known) {
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                refuse("unknown_field", name, "is not known");
                            }
                        });
    }

    void texts(String... names) {
        for (String name : names) {
            check(name, get(name).isTextual(), "a string");
            if (get(name).isTextual() && text(name).isEmpty()) {
                refuse("empty_value", name, "is empty and should be left out");
            }
        }
    }

    void oneOf(String name, Set<String> allowed) {
        check(name, get(name).isTextual(), "a string");
        if (get(name).isTextual() && !allowed.contains(text(name))) {
            refuse("value_unknown", name, "is not one of the documented values");
        }
    }

    void urls(String... names) {
        for (String name : names) {
            check(name, get(name).isTextual(), "a string");
            if (get(name).isTextual() && !URL.matcher(text(name)).matches()) {
                refuse("url_invalid", name, "must be a full URL");
            }
        }
    }

    /** A whole number from 0 to a greatest one. */
    void integer(String name, int max) {
        JsonNode value = get(name);
        check(name, value.isIntegralNumber(), "an integer");
        boolean inside =
                value.canConvertToInt() && value.intValue() >= 0 && value.intValue() <= max;
        if (value.isIntegralNumber() && !inside) {
            refuse("out_of_range", name, "must be from 0 to " + max);
        }
    }

    void amount(String name) {
        JsonNode value = get(name);
        check(name, value.isNumber(), "a number");
        if (value.isNumber() && value.decimalValue().signum() < 0) {
            refuse("negative", name, "must not be negative");
        }
    }

    void matching(String name, Pattern pattern, String wanted) {
        texts(name);
        if (!text(name).isEmpty() && !pattern.matcher(text(name)).matches()) {
            refuse("value_invalid", name, "must be " + wanted);
        }
    }

    void check(String name, boolean right, String wanted) {
        if (has(name) && !right) {
            refuse(RedditProblem.WRONG_TYPE, name, "must be " + wanted);
        }
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
