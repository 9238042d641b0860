// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A configuration with mistakes starts nothing, and every mistake is named where it stands. */
class ConfigurationStartTest {
    @TempDir Path folder;
    private Shop shop;

    @BeforeEach
    void open() {
        shop = Shop.open(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void theProcessNamesEveryProblemOfEveryFileAndEndsWithoutHavingOpenedAnything()
            throws IOException {
        int port = NodeProcess.freePort();
        shop.change(
                "tracklayer.yaml",
                text ->
                        text.replace("listen: 127.0.0.1:0", "listen: 127.0.0.1:" + port)
                                .replace("data-dir:", "data-dri:"));
        shop.write(
                "destinations/third.yaml",
                "version: 1\nplugin: metta\nmerchant: shop\nsettings: {}\n");
        shop.change("destinations/meta.yaml", text -> text.replace("secrets/meta", "secrets/gone"));
        shop.change(
                "destinations/warehouse.yaml",
                text -> text.replace("${file:secrets/warehouse}", Shop.SIGNING_SECRET));
        shop.write("rules/own.rules.yaml", rules("metta"));
        try (NodeProcess node = NodeProcess.launch(shop.config(), folder.resolve("out.txt"))) {
            assertEquals(2, node.exitCode(), node.output());
            String said = node.output();
            assertAll(
                    () -> assertTrue(said.contains("the configuration has 5 problem(s):"), said),
                    () -> assertSays(said, "tracklayer.yaml:5:3: unknown key \"data-dri\""),
                    () -> assertSays(said, "Did you mean \"data-dir\"?"),
                    () ->
                            assertSays(
                                    said,
                                    "destinations/third.yaml:2:1: unknown destination plugin \"metta\""),
                    () ->
                            assertSays(
                                    said,
                                    "destinations/meta.yaml:7:3: nothing stands behind ${file:secrets/gone}"),
                    () ->
                            assertSays(
                                    said,
                                    "destinations/warehouse.yaml:7:3: \"secret\" is a secret and must be given by reference"),
                    () -> assertTrue(said.contains("own.rules.yaml:6:"), said),
                    () -> assertFalse(said.contains("tracklayer ready"), said),
                    () -> assertFalse(said.contains("\tat "), said),
                    () -> assertFalse(Files.exists(folder.resolve("data"))));
            Stream.of(Shop.SIGNING_SECRET, Shop.META_TOKEN, Shop.SHOPIFY_SECRET)
                    .forEach(secret -> assertFalse(said.contains(secret), secret));
        }
    }

    static Stream<Arguments> mistakesOfTheNode() {
        return Stream.of(
                Arguments.of("listen: 127.0.0.1:0", "listen: 127.0.0.1:http", "\"node.listen\""),
                Arguments.of("listen: 127.0.0.1:0", "listen: 127.0.0.1:99999", "99999"),
                Arguments.of(
                        "management-port: 0", "management-port: zero", "\"node.management-port\""),
                Arguments.of("purchase-like: 0s", "purchase-like: soon", "purchase-like"),
                Arguments.of("version: 1", "version: 2", "\"version\""),
                Arguments.of("currency: EUR", "currency: euro", "currency"),
                Arguments.of("segment: {}", "segmnet: {}", "Did you mean \"segment\"?"),
                Arguments.of("browser: {}", "browser: {orgins: []}", "orgins"),
                Arguments.of("country: DE", "country: NO\n        country: DE", "country"),
                Arguments.of("country: DE", "country: !!java.net.URL [http://x]", "java.net.URL"),
                Arguments.of("[127.0.0.1/32]", "[loopback]", "allowed-networks"),
                Arguments.of("- id: shop-eu", "- id: Shop EU", "id"));
    }

    @ParameterizedTest
    @MethodSource("mistakesOfTheNode")
    void aMistakeInTheNodesFileIsNamedWithItsLine(String right, String wrong, String named) {
        shop.change("tracklayer.yaml", text -> text.replace(right, wrong));
        String problems = problems();
        assertTrue(problems.matches("(?s).*tracklayer\\.yaml:\\d+:\\d+: .*"), problems);
        assertSays(problems, named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "merchant: shop | merchant: shpo | unknown merchant \"shpo\"",
                "merchant: shop | merchant: shop\\nenabled: perhaps | \"enabled\"",
                "max-attempts: 50 | max-attempts: many | max-attempts",
                "max-attempts: 50 | delays: [5x] | delays",
                "max-attempts: 50 | delays: [5] | delays",
                "first-delay: 1s | first-delay: 1 | first-delay",
                "plugin: webhook | plugin: webhok | Did you mean \"webhook\"?",
                "allow-http: true | allow-http: maybe | allow-http",
                "allow-http: true | allow-htpp: true | allow-htpp",
            })
    void aMistakeInADestinationsFileIsNamedWithItsLine(String right, String wrong, String named) {
        shop.change(
                "destinations/warehouse.yaml",
                text -> text.replace(right, wrong.replace("\\n", "\n")));
        String problems = problems();
        assertTrue(problems.matches("(?s)destinations/warehouse\\.yaml:\\d+:\\d+: .*"), problems);
        assertSays(problems, named);
    }

    @ParameterizedTest
    @CsvSource({
        "destinations/meta.yaml, ${file:secrets/meta}, ${env:TL_TEST_NOBODY_SETS_THIS}, environment variable TL_TEST_NOBODY_SETS_THIS",
        "tracklayer.yaml, ${file:secrets/shopify}, ${file:secrets/none}, into the file secrets/none",
        "tracklayer.yaml, ${file:secrets/shopify}, shpss_in_plain_sight, must be given by reference",
    })
    void aSecretThatIsMissingOrInTheOpenIsNamedButNotShown(
            String file, String right, String wrong, String named) {
        shop.change(file, text -> text.replace(right, wrong));
        String problems = problems();
        assertTrue(problems.startsWith(file + ":"), problems);
        assertSays(problems, named);
        assertFalse(problems.contains("shpss_"), problems);
    }

    @Test
    void anEmptySecretFileIsAsGoodAsNone() {
        shop.write("secrets/meta", " \n");
        assertSays(
                problems(),
                "destinations/meta.yaml:7:3: nothing stands behind ${file:secrets/meta}");
    }

    @Test
    void aFolderWithoutTheNodesFileIsNamed() throws IOException {
        Files.delete(shop.config().resolve("tracklayer.yaml"));
        assertSays(problems(), "tracklayer.yaml: cannot be read in " + shop.config());
    }

    @Test
    void problemsOfRulesAreReportedTogetherWithThoseOfTheRest() {
        shop.change("tracklayer.yaml", text -> text.replace("currency: EUR", "currency: euro"));
        shop.write("rules/own.rules.yaml", rules("metta"));
        String files =
                problems()
                        .lines()
                        .map(line -> line.split(":")[0])
                        .sorted()
                        .collect(Collectors.joining(" "));
        assertEquals("own.rules.yaml tracklayer.yaml", files);
    }

    @Test
    void aRuleMayNameADestinationWhoseOwnFileHasAMistake() {
        shop.change(
                "destinations/warehouse.yaml", text -> text.replace("allow-http: true", "x: y"));
        shop.write("rules/own.rules.yaml", rules("warehouse"));
        String problems = problems();
        assertSays(problems, "destinations/warehouse.yaml:");
        assertFalse(problems.contains("own.rules.yaml"), problems);
    }

    private static String rules(String destination) {
        return """
        version: 1
        description: One rule.
        rules:
          - id: one
            when: { event: order_refunded }
            then: { skip: [%s], reason: not_shared, sentence: Not shared. }
            examples:
              - given: { event: order_refunded, consent: { marketing: granted, ad_user_data: granted, analytics: granted } }
                expect: { webhook: pending }
        """
                .formatted(destination);
    }

    private String problems() {
        return assertThrows(
                        InvalidConfigException.class,
                        () ->
                                new ConfigurationWatch(
                                        shop.config(), Plugins.load(), Clock.systemUTC()))
                .getMessage();
    }

    private static void assertSays(String said, String sentence) {
        assertTrue(said.contains(sentence), () -> "\"" + sentence + "\" is not in:\n" + said);
    }
}
