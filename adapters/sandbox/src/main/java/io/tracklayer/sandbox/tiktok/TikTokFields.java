// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.sandbox.platform.EmailLike;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks on the members of one object of a TikTok event; absent members are fine. */
record TikTokFields(JsonNode object, String path, TikTokProblems problems) {
    static final String WRONG_TYPE = "wrong_type";

    private static final Pattern URL = Pattern.compile("https?://[^\\s/]+\\S*");
    private static final int DEEPEST = 200;

    boolean has(String name) {
        return object.has(name);
    }

    JsonNode get(String name) {
        return object.path(name);
    }

    String text(String name) {
        return get(name).isTextual() ? get(name).textValue() : "";
    }

    TikTokFields within(String name) {
        return new TikTokFields(get(name), at(name), problems);
    }

    void require(String name) {
        if (!has(name)) {
            problems.refuse("field_missing", at(name), "Missing data for required field.");
        }
    }

    void onlyKnown(Set<String> known) {
        for (var member : object.properties()) {
            if (!known.contains(member.getKey())) {
                problems.refuse("unknown_field", at(member.getKey()), "Unknown field.");
            }
        }
    }

    /** Absent members are left out: nulls and empty values are refused at any depth. */
    void nothingEmpty() {
        for (var member : object.properties()) {
            nothingEmpty(member.getValue(), at(member.getKey()));
        }
    }

    private void nothingEmpty(JsonNode value, String where) {
        boolean empty =
                value.isNull()
                        || value.isTextual() && value.textValue().isEmpty()
                        || value.isContainerNode() && value.isEmpty();
        if (empty) {
            problems.refuse("empty_value", where, "Field may not be null or empty.");
        } else if (where.length() < DEEPEST && value.isObject()) {
            new TikTokFields(value, where, problems).nothingEmpty();
        } else if (where.length() < DEEPEST && value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                nothingEmpty(value.get(i), where + "." + i);
            }
        }
    }

    void texts(List<String> names) {
        names.forEach(name -> check(name, get(name).isTextual(), "Not a valid string."));
    }

    void url(String name) {
        check(name, URL.matcher(text(name)).matches(), "Not a valid URL.");
        if (EmailLike.in(text(name))) {
            problems.note("email_in_url");
        }
    }

    void amount(String name) {
        check(name, get(name).isNumber(), "Not a valid number.");
        if (get(name).isNumber() && get(name).decimalValue().signum() < 0) {
            problems.refuse("negative", at(name), "Must be greater than or equal to 0.");
        }
    }

    void count(String name) {
        boolean fits = get(name).isIntegralNumber() && get(name).bigIntegerValue().signum() >= 0;
        check(name, fits, "Not a valid integer.");
    }

    void oneOf(String name, List<String> allowed) {
        check(name, allowed.contains(text(name)), "Must be one of: " + String.join(", ", allowed));
    }

    void matching(String name, Pattern pattern, String sentence) {
        check(name, pattern.matcher(text(name)).matches(), sentence);
    }

    void object(String name) {
        check(name, get(name).isObject(), "Invalid type.");
    }

    void check(String name, boolean right, String sentence) {
        if (has(name) && !right) {
            problems.refuse(WRONG_TYPE, at(name), sentence);
        }
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
