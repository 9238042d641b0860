// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Checks a YAML file against its JSON Schema and words every violation for the person who wrote the
 * file.
 */
public final class SchemaCheck {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final JsonSchema schema;
    private final JsonNode schemaTree;

    private SchemaCheck(JsonNode schemaTree, JsonSchema schema) {
        this.schemaTree = schemaTree;
        this.schema = schema;
    }

    /** Loads a schema that lies beside a class. */
    public static SchemaCheck of(Class<?> beside, String resource) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            JsonNode tree = MAPPER.readTree(in);
            SchemaValidatorsConfig config =
                    SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
            return new SchemaCheck(
                    tree,
                    JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(tree, config));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** All violations, each at its place in the file. */
    public List<ConfigProblem> check(YamlFile file) {
        if (!file.problems().isEmpty()) {
            return file.problems();
        }
        JsonNode tree = MAPPER.valueToTree(file.tree());
        List<ConfigProblem> problems = new ArrayList<>();
        for (ValidationMessage violation : schema.validate(tree)) {
            problems.add(word(file, violation));
        }
        return problems.stream().distinct().sorted().toList();
    }

    private ConfigProblem word(YamlFile file, ValidationMessage violation) {
        String pointer = violation.getInstanceLocation().toString();
        String where =
                pointer.isEmpty()
                        ? "the file"
                        : "\"" + pointer.substring(1).replace('/', '.') + "\"";
        String keyword = violation.getType();
        if (keyword.equals("additionalProperties") || keyword.equals("unevaluatedProperties")) {
            String key = violation.getProperty();
            List<String> known = knownKeys(violation);
            String nearest =
                    nearest(key, known).map(name -> " Did you mean \"" + name + "\"?").orElse("");
            return file.problemAt(
                    pointer + "/" + key,
                    "unknown key \""
                            + key
                            + "\"; known here: "
                            + String.join(", ", known)
                            + "."
                            + nearest);
        }
        if (keyword.equals("required")) {
            return file.problemAt(
                    pointer, where + " needs the key \"" + violation.getProperty() + "\"");
        }
        if (keyword.equals("enum")) {
            Object value =
                    violation.getInstanceNode() == null ? "" : violation.getInstanceNode().asText();
            List<String> allowed = new ArrayList<>();
            violation.getSchemaNode().forEach(option -> allowed.add(option.asText()));
            String nearest =
                    nearest(String.valueOf(value), allowed)
                            .map(n -> " Did you mean \"" + n + "\"?")
                            .orElse("");
            return file.problemAt(
                    pointer,
                    where
                            + " is \""
                            + value
                            + "\" but takes one of "
                            + String.join(", ", allowed)
                            + "."
                            + nearest);
        }
        String message = violation.getMessage();
        int colon = message.indexOf(": ");
        return file.problemAt(
                pointer, where + " " + (colon < 0 ? message : message.substring(colon + 2)));
    }

    private List<String> knownKeys(ValidationMessage violation) {
        String location = violation.getSchemaLocation().getFragment().toString();
        int end = location.lastIndexOf('/');
        JsonNode owner = schemaTree.at(end <= 0 ? "" : location.substring(0, end));
        List<String> known = new ArrayList<>();
        owner.path("properties").fieldNames().forEachRemaining(known::add);
        return known;
    }

    /** The option closest to what was written, when it is close enough to be a slip. */
    public static Optional<String> nearest(String written, List<String> options) {
        return options.stream()
                .filter(option -> distance(written, option) <= Math.max(1, option.length() / 3))
                .min(Comparator.comparingInt(option -> distance(written, option)));
    }

    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
