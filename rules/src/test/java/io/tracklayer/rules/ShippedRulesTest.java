// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippedRulesTest {
    private static final Path YAML = Path.of("yaml");

    private final RuleSet shipped = new RuleFolder(YAML).read();

    @Test
    void everyExampleOfTheShippedFilesHolds() {
        assertEquals(List.of(), RuleExamples.run(shipped, RuleFolder.PURPOSES));
        assertTrue(shipped.examples().size() >= 30, "examples are read");
        assertEquals(List.of(), shipped.warnings());
        assertEquals(List.of(), RuleExamples.uncovered(shipped, RuleFolder.PURPOSES));
    }

    @ParameterizedTest
    @CsvSource({
        "crawler:bingbot, bot",
        "scripted:Headless, bot",
        "no_user_agent, bot",
        "library:curl/, allowed",
        "'', allowed"
    })
    void whatACrawlerDoesIsNotCounted(String botReason, String reason) {
        assertEquals(reason, viewed(botReason).reason());
    }

    private Decision viewed(String botReason) {
        Event.Builder viewed =
                RuleFolder.consenting(
                        EventName.PRODUCT_VIEWED, Map.of(Purpose.ANALYTICS, ConsentState.GRANTED));
        if (!botReason.isEmpty()) {
            viewed.set(EventField.BOT, true).set(EventField.BOT_REASON, botReason);
        }
        return shipped.decide(
                viewed.build(),
                "DE",
                RuleFolder.destination("ga4"),
                RuleFolder.PURPOSES.get("ga4"));
    }

    @Test
    void everyShippedRuleIsShownWithItsPlaceAndWhatItDoes() {
        assertEquals(
                List.of(
                        "test-traffic-to-webhooks 10-test-traffic.rules.yaml:8"
                                + " when test true: allow webhook",
                        "test-traffic 10-test-traffic.rules.yaml:15"
                                + " when test true: skip all (test_traffic)",
                        "bots 20-bots.rules.yaml:6"
                                + " when event browse, cart, checkout, lead, custom and any"
                                + " field traffic.bot_reason starts-with crawler:,"
                                + " field traffic.bot_reason starts-with scripted:,"
                                + " field traffic.bot_reason eq no_user_agent: skip needing analytics, marketing, ad_user_data (bot); tag bot",
                        "internal-traffic 30-internal-traffic.rules.yaml:6"
                                + " when any field properties.internal in true, true: skip needing"
                                + " analytics, marketing, ad_user_data (internal_traffic)",
                        "opted-out-of-sale 40-opt-outs.rules.yaml:7"
                                + " when consent sale_of_data denied: limit limited-use true for all",
                        "refunds-only-where-taken 50-refunds.rules.yaml:9"
                                + " when event refund-like: skip meta (refund_not_taken)"),
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
