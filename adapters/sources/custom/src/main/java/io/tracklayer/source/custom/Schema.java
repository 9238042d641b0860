// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Checks a mapping against its JSON Schema and words what is wrong for who wrote it. */
final class Schema {
    private static final String FILE = "webhook-mapping.schema.json";
    private static final JsonNode TREE = tree();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(
                            TREE,
                            SchemaValidatorsConfig.builder()
                                    .pathType(PathType.JSON_POINTER)
                                    .build());

    private Schema() {}

    /** The schema as it stands in the file. */
    static String text() {
        try (InputStream in = Schema.class.getResourceAsStream(FILE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** All violations, in the order of the file. */
    static List<Problem> check(YamlText file) {
        List<Problem> problems = new ArrayList<>();
        for (ValidationMessage violation : SCHEMA.validate(JsonText.node(file.tree()))) {
            problems.add(worded(file, violation));
        }
        return problems.stream().distinct().sorted(Problem.IN_ORDER).toList();
    }

    private static Problem worded(YamlText file, ValidationMessage violation) {
        String pointer = violation.getInstanceLocation().toString();
        String where =
                pointer.isEmpty()
                        ? "the file"
                        : "\"" + pointer.substring(1).replace('/', '.') + "\"";
        return switch (violation.getType()) {
            case "additionalProperties" -> unknownKey(file, pointer, violation);
            case "required" ->
                    file.at(pointer, where + " needs the key \"" + violation.getProperty() + "\"");
            case "enum" -> file.at(pointer, where + notAllowed(violation));
            default -> {
                String message = violation.getMessage();
                int colon = message.indexOf(": ");
                yield file.at(
                        pointer,
                        where + " " + (colon < 0 ? message : message.substring(colon + 2)));
            }
        };
    }

    private static Problem unknownKey(YamlText file, String pointer, ValidationMessage violation) {
        String key = violation.getProperty();
        List<String> known = knownKeys(violation);
        return file.at(
                pointer + "/" + Pointer.escape(key),
                "unknown key \""
                        + key
                        + "\"; known here: "
                        + String.join(", ", known)
                        + "."
                        + Names.meant(key, known));
    }

    private static String notAllowed(ValidationMessage violation) {
        JsonNode instance = violation.getInstanceNode();
        String value = instance == null ? "" : instance.asText();
        List<String> allowed = new ArrayList<>();
        violation.getSchemaNode().forEach(option -> allowed.add(option.asText()));
        return " is \""
                + value
                + "\" but takes one of "
                + String.join(", ", allowed)
                + "."
                + Names.meant(value, allowed);
    }

    private static List<String> knownKeys(ValidationMessage violation) {
        String location = violation.getSchemaLocation().getFragment().toString();
        int end = location.lastIndexOf('/');
        JsonNode owner = TREE.at(end <= 0 ? "" : location.substring(0, end));
        List<String> known = new ArrayList<>();
        owner.path("properties").fieldNames().forEachRemaining(known::add);
        return known;
    }

    private static JsonNode tree() {
        try {
            return new ObjectMapper().readTree(text());
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }
}
