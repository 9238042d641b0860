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
import org.junit.jupiter.params.provider.ValueSource;

class ShippedRulesTest {
    private static final Path YAML = Path.of("yaml");

    private static final String USER_AGENTS =
            Stream.of(
                            "://",
                            "bot/",
                            "Bot/",
                            "spider",
                            "Storebot-Google",
                            "Google-InspectionTool",
                            "Chrome-Lighthouse",
                            "HeadlessChrome",
                            "StatusCake")
                    .map(name -> " field user.user_agent matches " + name)
                    .collect(Collectors.joining(","));

    private final RuleSet shipped = new RuleFolder(YAML).read();

    @Test
    void everyExampleOfTheShippedFilesHolds() {
        assertEquals(List.of(), RuleExamples.run(shipped, RuleFolder.PURPOSES));
        assertTrue(shipped.examples().size() >= 30, "examples are read");
        assertEquals(List.of(), shipped.warnings());
        assertEquals(List.of(), RuleExamples.uncovered(shipped, RuleFolder.PURPOSES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
                "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
                "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2)",
                "Mozilla/5.0 (Linux; Android 5.0) Mobile Safari/537.36 (compatible; Bytespider;"
                        + " spider-feedback@bytedance.com)",
                "Mozilla/5.0 (compatible; Google-InspectionTool/1.0;)",
                "Mozilla/5.0 (X11; Linux x86_64; Storebot-Google/1.0) Chrome/142.0.0.0",
                "Mozilla/5.0 (Macintosh) Chrome/142.0.0.0 Safari/537.36 Chrome-Lighthouse",
                "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/142.0.0.0 Safari/537.36",
                "Pingdom.com_bot_version_1.4_(http://www.pingdom.com/)",
                "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)"
            })
    void whatACrawlerDoesIsNotCounted(String userAgent) {
        assertEquals("bot", viewed(userAgent).reason());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML,"
                        + " like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/490.0.0;FBDV/iPhone15,2]",
                "Mozilla/5.0 (Linux; Android 14; SM-S918B) Chrome/142.0.0.0 Mobile Safari/537.36"
                        + " Instagram 350.0.0.0 Android",
                "Mozilla/5.0 (Linux; Android 9; CUBOT_X18_Plus Build/PPR1) Chrome/120.0.0.0 Mobile",
                "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 [Pinterest/iOS]",
                "curl/8.5.0"
            })
    void whatAVisitorDoesIsCounted(String userAgent) {
        assertEquals("allowed", viewed(userAgent).reason());
    }

    private Decision viewed(String userAgent) {
        Event viewed =
                RuleFolder.consenting(
                                EventName.PRODUCT_VIEWED,
                                Map.of(Purpose.ANALYTICS, ConsentState.GRANTED))
                        .set(EventField.USER_AGENT, userAgent)
                        .build();
        return shipped.decide(
                viewed, "DE", RuleFolder.destination("ga4"), RuleFolder.PURPOSES.get("ga4"));
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
                                + USER_AGENTS
                                + ": skip needing analytics, marketing, ad_user_data (bot); tag bot",
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
