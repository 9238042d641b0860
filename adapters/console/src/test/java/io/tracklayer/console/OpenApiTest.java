// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.tracklayer.core.access.Operator;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.store.jdbc.JdbcEvidenceStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description of the operator API against what the console answers. */
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern KNOWN = Pattern.compile("Known: ([a-z_, ]+)\\.");
    private static final Map<String, String> NAMED =
            Map.of(
                    "/api/v1/events/{number}", "/api/v1/events/7000",
                    "/api/v1/events/{number}/preview", "/api/v1/events/7000/preview",
                    "/api/v1/api-logs/{id}", "/api/v1/api-logs/att-1",
                    "/api/v1/destinations/{id}", "/api/v1/destinations/meta",
                    "/api/v1/identities/{number}", "/api/v1/identities/14");

    @TempDir static Path folder;
    private static JdbcEvidenceStore store;
    private static Console console;
    private static JsonNode document;

    @BeforeAll
    static void fill() {
        store = JdbcEvidenceStore.open(folder.resolve("evidence"), Given.CLOCK);
        console = Given.console(store);
        Given.unit(
                store,
                unit -> {
                    Given.person(unit.identities(), "5001");
                    unit.insertEvent(Given.purchase(7000, "5001"));
                    unit.insertMerge(Given.merge(7000));
                    unit.insertArrival(
                            9, Given.arrival(new Arrival.Refusal(401, "bad_signature", "sign it")));
                    unit.insertObservation(
                            Given.observation(9, Verdict.REFUSED, "bad_signature", 0));
                    unit.insertDelivery(
                            Given.delivery(
                                    7000, "ga4", DeliveryStatus.DELIVERED, "accepted", "taken"));
                    unit.insertAttempt(
                            "ga4", Given.attempt("att-1", Given.NOON, "delivered"), List.of(7000L));
                });
        document = described();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    /** With members that are not described refused in every object that describes some. */
    private static JsonNode described() {
        byte[] text = console.get("/api/v1/openapi.yaml", Map.of(), Operator.LOCAL).body();
        Object tree =
                new Load(LoadSettings.builder().build())
                        .loadFromString(new String(text, StandardCharsets.UTF_8));
        JsonNode node = JSON.valueToTree(tree);
        node.findParents("properties").stream()
                .map(ObjectNode.class::cast)
                .filter(schema -> !schema.has("additionalProperties"))
                .forEach(schema -> schema.put("additionalProperties", false));
        return node;
    }

    static List<String> reads() {
        return Console.data();
    }

    @ParameterizedTest
    @MethodSource("reads")
    void everyPathOfTheReadApiIsDescribedWithExactlyTheParametersItTakes(String path) {
        JsonNode operation = document.at("/paths").path(path).path("get");
        assertTrue(operation.isObject(), path + " is not described");

        assertEquals(taken(path), new TreeSet<>(parameters(operation)));
    }

    private static Set<String> parameters(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        for (JsonNode each : operation.path("parameters")) {
            JsonNode parameter =
                    each.has("$ref") ? document.at(each.get("$ref").asText().substring(1)) : each;
            if (parameter.get("in").asText().equals("query")) {
                names.add(parameter.get("name").asText());
            }
        }
        return names;
    }

    /** As the refusal of one that nobody knows names them. */
    private static Set<String> taken(String path) {
        String refusal =
                text(console.get(address(path), Map.of("nonsense", List.of("1")), Operator.LOCAL));
        Matcher known = KNOWN.matcher(refusal);
        return known.find()
                ? new TreeSet<>(Arrays.asList(known.group(1).split(", ")))
                : new TreeSet<>();
    }

    @ParameterizedTest
    @MethodSource("reads")
    void whatIsAnsweredHasTheShapeThatIsDescribed(String path) throws IOException {
        Map<String, List<String>> query = new HashMap<>();
        if (path.contains("/diagnose")) {
            query.put("of", List.of("5001"));
        }
        if (path.equals("/api/v1/identities")) {
            query.put("order_id", List.of("5001"));
        }
        HttpOutput answer = console.get(address(path), query, Operator.LOCAL);
        if (answer.status() == 404) {
            assertTrue(path.startsWith("/api/v1/replays/"), text(answer));
            return;
        }
        assertEquals(200, answer.status(), text(answer));

        assertEquals(Set.of(), problems(path, JSON.readTree(answer.body())));
    }

    private static Set<String> problems(String path, JsonNode answer) {
        ObjectNode schema = JSON.createObjectNode();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.set("paths", document.get("paths"));
        schema.set("components", document.get("components"));
        String pointer =
                "#/paths/"
                        + path.replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
                        + "/get/responses/200";
        JsonNode response = document.at("/paths").path(path).at("/get/responses/200");
        schema.put(
                "$ref",
                (response.has("$ref") ? response.get("$ref").asText() : pointer)
                        + "/content/application~1json/schema");
        Set<String> problems = new TreeSet<>();
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(schema)
                .validate(answer)
                .forEach(problem -> problems.add(problem.toString()));
        return problems;
    }

    @Test
    void itIsServedAsYaml() {
        HttpOutput answer = console.get("/api/v1/openapi.yaml", Map.of(), Operator.LOCAL);

        assertEquals("application/yaml", answer.contentType());
        assertTrue(console.serves("/api/v1/openapi.yaml"));
        assertTrue(text(answer).startsWith("openapi: 3.1.0\n"));
    }

    private static String address(String path) {
        return NAMED.getOrDefault(path, path.replace("{id}", "none"));
    }

    private static String text(HttpOutput answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
