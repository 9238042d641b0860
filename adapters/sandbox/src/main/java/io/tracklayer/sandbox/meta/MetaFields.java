// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Texts;
import java.util.Set;

/** Type checks on the members of one object of a Meta event; absent members are fine. */
record MetaFields(JsonNode object, String path, MetaProblems problems) {

    boolean has(String name) {
        return object.has(name);
    }

    JsonNode get(String name) {
        return object.path(name);
    }

    void onlyKnown(Set<String> known) {
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                problems.strict("unknown_field", at(name) + " is not known");
                            }
                        });
    }

    void text(String name) {
        check(name, get(name).isTextual(), "a string");
    }

    void texts(String name) {
        check(name, Texts.areAll(get(name)), "an array of strings");
    }

    void integer(String name) {
        check(name, get(name).isIntegralNumber(), "an integer");
    }

    void flag(String name) {
        check(name, get(name).isBoolean(), "true or false");
    }

    void object(String name) {
        check(name, get(name).isObject(), "an object");
    }

    void oneOf(String name, Set<String> allowed) {
        if (has(name) && !allowed.contains(get(name).textValue())) {
            problems.refuse(
                    "enum_mismatch", at(name) + " must be one of " + String.join(", ", allowed));
        }
    }

    void zeroOrOne(String name) {
        JsonNode value = get(name);
        boolean fits =
                value.isIntegralNumber()
                        && value.canConvertToInt()
                        && (value.intValue() == 0 || value.intValue() == 1);
        check(name, fits, "0 or 1");
    }

    void url(String name) {
        String text = get(name).asText("");
        check(name, get(name).isTextual() && text.matches("https?://[^\\s/]+.*"), "a full URL");
    }

    /** Meta: the live API also parses numeric strings, which strict mode does not. */
    void number(String name) {
        JsonNode value = get(name);
        if (value.isTextual() && value.textValue().matches("-?\\d{1,15}(\\.\\d{1,6})?")) {
            problems.strict("number_as_text", at(name) + " must be a number, not a string");
        } else {
            check(name, value.isNumber(), "a number");
        }
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
