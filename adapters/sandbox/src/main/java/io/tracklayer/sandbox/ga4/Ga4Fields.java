// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.ga4;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.Texts;
import java.util.Set;
import java.util.regex.Pattern;

/** Type and length checks on the members of one object of a GA4 body; absent members are fine. */
record Ga4Fields(JsonNode object, String path, Ga4Problems problems) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    boolean has(String name) {
        return object.has(name);
    }

    JsonNode get(String name) {
        return object.path(name);
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    void onlyKnown(Set<String> known) {
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                invalid(name, "unknown_field", "is not known");
                            }
                        });
    }

    void text(String name, int maxLength) {
        if (!has(name)) {
            return;
        }
        if (!get(name).isTextual()) {
            invalid(name, "wrong_type", "must be a string");
        } else if (get(name).textValue().length() > maxLength) {
            outOfBounds(name, "value_too_long", "is longer than " + maxLength + " characters");
        }
    }

    void pattern(String name, String regex, String wanted) {
        if (has(name) && !(get(name).isTextual() && get(name).textValue().matches(regex))) {
            invalid(name, "value_invalid", "must be " + wanted);
        }
    }

    void oneOf(String name, Set<String> allowed) {
        if (has(name) && !(get(name).isTextual() && allowed.contains(get(name).textValue()))) {
            invalid(name, "enum_mismatch", "must be one of " + String.join(", ", allowed));
        }
    }

    void number(String name) {
        if (has(name) && !get(name).isNumber()) {
            invalid(name, "not_a_number", "must be a number");
        }
    }

    void positive(String name) {
        number(name);
        if (get(name).isNumber() && get(name).decimalValue().signum() < 0) {
            invalid(name, "value_negative", "is below zero");
        }
    }

    void integer(String name) {
        if (has(name) && !get(name).isIntegralNumber()) {
            invalid(name, "not_a_number", "must be a whole number");
        }
    }

    void object(String name) {
        if (has(name) && !get(name).isObject()) {
            invalid(name, "wrong_type", "must be an object");
        }
    }

    void hash(String name) {
        if (has(name)
                && !(get(name).isTextual() && HASH.matcher(get(name).textValue()).matches())) {
            invalid(name, "hash_invalid", "must be 64 lower-case hex characters");
        }
    }

    void hashes(String name) {
        if (!has(name)) {
            return;
        }
        JsonNode values = get(name);
        boolean right = Texts.areAll(values) && !values.isEmpty();
        for (JsonNode value : values) {
            right = right && HASH.matcher(value.asText()).matches();
        }
        if (!right) {
            invalid(name, "hash_invalid", "must be an array of 64 lower-case hex characters");
        }
    }

    void required(String name, String reason) {
        problems.add(Ga4Problem.Code.VALUE_REQUIRED, at(name), reason, at(name) + " is required");
    }

    void invalid(String name, String reason, String text) {
        problems.add(Ga4Problem.Code.VALUE_INVALID, at(name), reason, at(name) + " " + text);
    }

    void outOfBounds(String name, String reason, String text) {
        problems.add(Ga4Problem.Code.VALUE_OUT_OF_BOUNDS, at(name), reason, at(name) + " " + text);
    }

    void tooMany(String name, String reason, String text) {
        problems.add(
                Ga4Problem.Code.EXCEEDED_MAX_ENTITIES, at(name), reason, at(name) + " " + text);
    }

    void badName(String name, String reason, String text) {
        problems.add(Ga4Problem.Code.NAME_INVALID, at(name), reason, at(name) + " " + text);
    }

    void reservedName(String name, String reason, String text) {
        problems.add(Ga4Problem.Code.NAME_RESERVED, at(name), reason, at(name) + " " + text);
    }
}
