// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedRulesTest {
    private static final Path YAML = Path.of("yaml");

    private final RuleSet shipped = new RuleFolder(YAML).read();

    @Test
    void everyExampleOfTheShippedFilesHolds() {
        assertEquals(List.of(), RuleExamples.run(shipped, RuleFolder.PURPOSES));
        assertTrue(shipped.examples().size() >= 12, "examples are read");
    }

    @Test
    void everyShippedRuleIsShownWithItsPlaceAndWhatItDoes() {
        assertEquals(
                List.of(
                        "test-traffic-to-webhooks 10-test-traffic.rules.yaml:8"
                                + " when test true: allow webhook",
                        "test-traffic 10-test-traffic.rules.yaml:15"
                                + " when test true: skip all (test_traffic)"),
                shipped.describe().stream()
                        .map(rule -> rule.id() + " " + rule.location() + " " + rule.what())
                        .toList());
    }

    @Test
    void theExampleOfTheReadmeIsAFileThatHolds(@TempDir Path folder) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String yaml = readme.substring(readme.indexOf("```yaml\n") + 8);
        RuleSet rules =
                new RuleFolder(folder)
                        .file("r.rules.yaml", yaml.substring(0, yaml.indexOf("```")))
                        .read();
        assertEquals(List.of(), RuleExamples.run(rules, RuleFolder.PURPOSES));
        assertEquals(2, rules.examples().size());
    }

    @Test
    void theSchemaAndTheShippedFilesLieInTheJar() throws IOException {
        try (Stream<Path> files = Files.list(YAML)) {
            for (Path file : files.toList()) {
                assertTrue(
                        RuleReader.class.getResource("yaml/" + file.getFileName()) != null,
                        file.toString());
            }
        }
        assertTrue(RuleReader.class.getResource("schema/rules.schema.json") != null);
    }

    @Test
    void theSchemaKnowsTheNamesOfTheContract() throws IOException {
        String schema = Files.readString(Path.of("schema/rules.schema.json")).replaceAll("\\s", "");
        String events = names(EventName.values(), EventName::wire);
        assertTrue(schema.contains("\"event\":{\"enum\":[" + events + "]}"));
        assertTrue(
                schema.contains(
                        "\"event-or-group-name\":{\"enum\":["
                                + names(EventGroups.groupNames().toArray(String[]::new), n -> n)
                                + ","
                                + events
                                + "]}"));
        assertTrue(
                schema.contains(
                        "\"purpose\":{\"enum\":[" + names(Purpose.values(), Purpose::wire) + "]}"));
        assertTrue(
                schema.contains(
                        "\"action-source\":{\"enum\":["
                                + names(ActionSource.values(), ActionSource::wire)
                                + "]}"));
        assertTrue(
                schema.contains(
                        "\"state\":{\"enum\":["
                                + names(ConsentState.values(), ConsentState::wire)
                                + "]}"));
    }

    private static <T> String names(T[] values, Function<T, String> wire) {
        return Arrays.stream(values)
                .map(value -> "\"" + wire.apply(value) + "\"")
                .collect(Collectors.joining(","));
    }
}
