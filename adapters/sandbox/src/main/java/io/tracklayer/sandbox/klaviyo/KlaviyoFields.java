// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.klaviyo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks on the members of one object of a call; absent members are fine. JSON null is fine, too,
 * unless in strict mode: Klaviyo takes it to clear a field.
 */
record KlaviyoFields(
        JsonNode object, String pointer, boolean strict, List<KlaviyoProblem> problems) {

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    JsonNode get(String name) {
        return object.path(name);
    }

    String at(String name) {
        return pointer + "/" + name;
    }

    void refuse(String diagnosis, String name, String detail) {
        problems.add(new KlaviyoProblem(diagnosis, name.isEmpty() ? pointer : at(name), detail));
    }

    void check(String name, boolean right, String diagnosis, String detail) {
        if (has(name) && !right) {
            refuse(diagnosis, name, detail);
        }
    }

    void text(String name) {
        check(name, get(name).isTextual(), "wrong_type", "must be a string");
    }

    void flag(String name) {
        check(name, get(name).isBoolean(), "wrong_type", "must be a boolean");
    }

    void require(String name) {
        if (!has(name)) {
            refuse("field_missing", name, "is a required field");
        }
    }

    /** Klaviyo's words for a member it does not know, and ours for one without content. */
    void onlyKnown(Set<String> known) {
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                refuse(
                                        "unknown_field",
                                        name,
                                        "'" + name + "' is not a valid field");
                            } else if (strict && empty(get(name)) && !name.equals("properties")) {
                                refuse("no_content", name, "would clear the field");
                            }
                        });
    }

    /** The member as an object; whatever else stands there is a wrong shape. */
    Optional<KlaviyoFields> object(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (!get(name).isObject()) {
            misshapen("an object is expected at " + at(name));
            return Optional.empty();
        }
        return Optional.of(new KlaviyoFields(get(name), at(name), strict, problems));
    }

    /** The attributes of {@code {"type": …, "attributes": {…}}} under this object. */
    Optional<KlaviyoFields> attributes(String type, Set<String> members) {
        onlyKnown(members);
        if (!get("type").asText("").equals(type) || !get("attributes").isObject()) {
            misshapen("a resource of type " + type + " is expected at " + pointer);
            return Optional.empty();
        }
        return object("attributes");
    }

    /** The attributes of {@code {"data": {"type": …, "attributes": {…}}}} under that member. */
    Optional<KlaviyoFields> related(String name, String type, Set<String> members) {
        if (!get(name).path("data").isObject()) {
            misshapen("a resource is expected at " + at(name) + "/data");
            return Optional.empty();
        }
        return object(name)
                .flatMap(wrapped -> wrapped.object("data"))
                .flatMap(data -> data.attributes(type, members));
    }

    /** Klaviyo names the whole document when the shape is wrong. */
    void misshapen(String detail) {
        problems.add(new KlaviyoProblem("wrong_shape", "/data", detail));
    }

    KlaviyoFields element(int index) {
        return new KlaviyoFields(object.path(index), pointer + "/" + index, strict, problems);
    }

    private static boolean empty(JsonNode value) {
        return value.isNull()
                || value.isTextual() && value.textValue().isEmpty()
                || value.isContainerNode() && value.isEmpty();
    }
}
