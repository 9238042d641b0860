// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/**
 * Checks on the members of one object of an event, as rest.li words them; absent members are fine.
 *
 * @param path pointer of the object, empty for the event itself
 * @param problems what is wrong, in the order found
 */
record LinkedInFields(JsonNode object, String path, List<String> problems) {

    boolean has(String name) {
        return object.has(name);
    }

    JsonNode get(String name) {
        return object.path(name);
    }

    LinkedInFields at(String name) {
        return new LinkedInFields(get(name), path + "/" + name, problems);
    }

    void refuse(String name, String text) {
        problems.add(path + "/" + name + " :: " + text);
    }

    void require(String name) {
        if (!has(name)) {
            refuse(name, "field is required but not found and has no default value");
        }
    }

    void onlyKnown(Set<String> known) {
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                refuse(name, "unrecognized field found but not allowed");
                            }
                        });
    }

    /** Whether the member is there and of the type; says so when it is of another. */
    boolean is(String name, boolean right, String type) {
        if (has(name) && !right) {
            refuse(
                    name,
                    get(name).isNull() ? "null is not allowed" : "cannot be coerced to " + type);
        }
        return has(name) && right;
    }

    /** Whether the member is there and a text with something in it. */
    boolean text(String name) {
        JsonNode value = get(name);
        return is(name, value.isTextual() && !value.textValue().isBlank(), "a non-empty String");
    }

    /** A text of that form. */
    void matching(String name, String pattern, String form) {
        if (text(name) && !get(name).textValue().matches(pattern)) {
            refuse(name, "is not " + form);
        }
    }
}
