// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.KeyKind;
import io.tracklayer.core.consent.ConsentSettings;
import io.tracklayer.core.consent.TcfFormula;
import io.tracklayer.core.evidence.RetentionPolicy;
import io.tracklayer.spi.DestinationDescriptor.CorrectionMode;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.RateWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationReaderTest {
    private static final String LEADS =
            """
                      leads: { plugin: shop, mapping: webhooks/leads.webhook.yaml, secret: "${env:SHOP_SECRET}" }
            """;

    private static final String HASH = "0123456789abcdef".repeat(4);

    @TempDir Path temporary;
    private ConfigFolder config;

    @BeforeEach
    void write() {
        config = new ConfigFolder(temporary.resolve("config"));
    }

    @Test
    void theShortestSetUpHasTheDocumentedDefaults() throws Exception {
        Configuration read = config.read();
        assertEquals(
                new Configuration.Node(
                        "127.0.0.1",
                        8080,
                        9876,
                        temporary.resolve("data"),
                        "",
                        Set.of(),
                        List.of()),
                read.node());
        assertEquals(
                new Configuration.Reconciliation(
                        Duration.ofHours(24), Duration.ofSeconds(5), Duration.ZERO),
                read.reconciliation());
        assertEquals(
                new RetentionPolicy(
                        Duration.ofDays(7),
                        Duration.ofDays(14),
                        Duration.ofDays(90),
                        Duration.ofDays(90),
                        Duration.ofDays(400),
                        20L << 30,
                        Duration.ofHours(24)),
                read.retention());
        assertEquals(Set.of("acme"), read.merchants());
        assertEquals(Map.of(), read.writeKeys());
        StoreConfig store = read.store("acme-eu").orElseThrow();
        assertEquals("EUR DE", store.currency() + " " + store.country());
        assertEquals("shop-canary", store.source("shop").orElseThrow().settings().text("secret"));
    }

    @Test
    void everySettingOfTheNodeIsRead() throws Exception {
        config.environment.put("ADMIN", "admin-canary");
        config.file(
                "tracklayer.yaml",
                """
                node:
                  listen: 0.0.0.0:80
                  management-port: 0
                  data-dir: /var/lib/tl
                  admin-token: ${env:ADMIN}
                  trusted-proxies: [10.0.0.1]
                  allowed-networks: [127.0.0.0/8, "fd00::/8"]
                reconciliation:
                  window: 2d
                  hold: { purchase-like: 10s, other: 500ms }
                retention:
                  raw: 0s
                  attempts: 12h
                  evidence: 49h
                  replays: 30d
                  audit: 800d
                  max-size: 2GiB
                journal:
                  keep: 2d
                  max-size: 144MiB
                  segment-size: 64MiB
                """
                        + ConfigFolder.NODE);
        assertEquals(
                new Configuration.Node(
                        "0.0.0.0",
                        80,
                        0,
                        Path.of("/var/lib/tl"),
                        "admin-canary",
                        Set.of("10.0.0.1"),
                        List.of("127.0.0.0/8", "fd00::/8")),
                config.read().node());
        assertEquals(
                new Configuration.Reconciliation(
                        Duration.ofDays(2), Duration.ofSeconds(10), Duration.ofMillis(500)),
                config.read().reconciliation());
        assertEquals(
                new RetentionPolicy(
                        Duration.ZERO,
                        Duration.ofHours(12),
                        Duration.ofHours(49),
                        Duration.ofDays(30),
                        Duration.ofDays(800),
                        2L << 30,
                        Duration.ofDays(2)),
                config.read().retention());
        assertEquals(
                new Configuration.Journal(Duration.ofDays(2), 144L << 20, 64L << 20),
                config.read().journal());
    }

    @Test
    void aDestinationIsCalledLikeItsFileAndTakesItsSecretFromWhereItPoints() throws Exception {
        config.file("secrets/token", "file-canary\n")
                .file(
                        "destinations/meta-eu.yaml",
                        ConfigFolder.DESTINATION.replace("env:TOKEN", "file:secrets/token")
                                + "stores: [acme-eu]\nenabled: false\n")
                .file("destinations/README.md", "not a destination");
        DestinationConfig read = config.read().destination("meta-eu").orElseThrow();
        assertEquals("file-canary", read.settings().text("token"));
        assertEquals("100", read.settings().text("batch"));
        assertFalse(read.enabled());
        assertTrue(read.serves("acme", "acme-eu"));
        assertFalse(read.serves("acme", "acme-us"));
        assertFalse(read.serves("other", "acme-eu"));
        assertEquals("destinations/meta-eu.yaml", read.file());
        assertEquals(1, config.read().destinations().size());
    }

    @Test
    void theRedeliveryPolicyOfThePluginIsOverriddenWhereTheFileSaysSo() throws Exception {
        config.file(
                "destinations/a.yaml",
                ConfigFolder.DESTINATION
                        + "redelivery: { max-attempts: 9, multiplier: 1.5, jitter: 0, give-up-after: 2d }\n");
        var policy = config.read().destination("a").orElseThrow().redelivery();
        assertEquals(9, policy.maxAttempts());
        assertEquals(1.5, policy.multiplier());
        assertEquals(0, policy.jitter());
        assertEquals(Duration.ofDays(2), policy.giveUpAfter());
        assertEquals(Duration.ofSeconds(10), policy.firstDelay());
        config.file(
                "destinations/a.yaml",
                ConfigFolder.DESTINATION + "redelivery: { delays: [5s, 1m] }\n");
        var steps = config.read().destination("a").orElseThrow().redelivery();
        assertEquals(List.of(Duration.ofSeconds(5), Duration.ofMinutes(1)), steps.steps());
        assertEquals(3, steps.maxAttempts(), "one more than there are delays");
    }

    @Test
    void aRateAndAnOrderReplaceWhatThePluginSays() throws Exception {
        config.file("destinations/a.yaml", ConfigFolder.DESTINATION);
        var plain = config.read().destination("a").orElseThrow();
        assertEquals(plain.destination().descriptor().limits().rates(), plain.rates());
        assertEquals(DestinationConfig.Order.NONE, plain.order());
        config.file(
                "destinations/a.yaml",
                ConfigFolder.DESTINATION
                        + "order: by-order-id\nrate: { records: 900, per: 1m, scope: destination }\n");
        var given = config.read().destination("a").orElseThrow();
        assertEquals(DestinationConfig.Order.BY_ORDER_ID, given.order());
        assertEquals(
                List.of(
                        new RateWindow(
                                900,
                                Duration.ofMinutes(1),
                                RateWindow.Unit.RECORDS,
                                RateWindow.Scope.DESTINATION)),
                given.rates());
        assertEquals(plain.fingerprint(), given.fingerprint(), "no hold ends by it");
    }

    @Test
    void aPlatformThatIsToldNewTotalsGetsTheEventsOfAnOrderOneByOneUnlessToldOtherwise()
            throws Exception {
        config.destination.corrections(CorrectionMode.RESTATE);
        config.file("destinations/a.yaml", ConfigFolder.DESTINATION);
        assertEquals(
                DestinationConfig.Order.BY_ORDER_ID,
                config.read().destination("a").orElseThrow().order());
        config.file("destinations/a.yaml", ConfigFolder.DESTINATION + "order: none\n");
        assertEquals(
                DestinationConfig.Order.NONE, config.read().destination("a").orElseThrow().order());
    }

    @Test
    void destinationsWithTheSameSecretsAreOfOneAccount() throws Exception {
        config.file("destinations/a.yaml", ConfigFolder.DESTINATION);
        config.file("destinations/b.yaml", ConfigFolder.DESTINATION);
        var both = config.read();
        String account = both.destination("a").orElseThrow().account();
        assertEquals(account, both.destination("b").orElseThrow().account());
        config.environment.put("TOKEN", "rotated");
        assertNotEquals(account, config.read().destination("a").orElseThrow().account());
    }

    @Test
    void numbersThatLookOddReachThePluginAsTheyWereWritten() throws Exception {
        for (String written : List.of("0123", "1.10", "12:30", "NO", "123456789012345678901")) {
            config.file(
                    "destinations/a.yaml",
                    ConfigFolder.DESTINATION.replace(" }", ", test-code: " + written + " }"));
            assertEquals(
                    written,
                    config.read().destination("a").orElseThrow().settings().text("test-code"));
        }
    }

    @Test
    void theFingerprintChangesWithEverySettingAndTellsNoSecret() throws Exception {
        config.file("destinations/a.yaml", ConfigFolder.DESTINATION);
        String first = config.read().destination("a").orElseThrow().fingerprint();
        assertEquals(first, config.read().destination("a").orElseThrow().fingerprint());
        config.environment.put("TOKEN", "rotated");
        assertNotEquals(first, config.read().destination("a").orElseThrow().fingerprint());
        assertFalse(config.read().toString().contains("rotated"));
    }

    @Test
    void aSourceStandsUnderAnyNameAndIsGivenTheFileItNames() throws Exception {
        config.file("tracklayer.yaml", ConfigFolder.NODE + LEADS)
                .file("webhooks/leads.webhook.yaml", "version: 1\n");
        StoreConfig.SourceConfig leads =
                config.read().store("acme-eu").orElseThrow().source("leads").orElseThrow();
        assertEquals("shop", leads.source().descriptor().id());
        assertEquals("version: 1\n", leads.settings().text("mapping"));
    }

    @Test
    void whatASourceFindsWrongIsToldWhereItStands() {
        config.file("tracklayer.yaml", ConfigFolder.NODE + LEADS)
                .file("webhooks/leads.webhook.yaml", "version: 1\n\nmistake: here\n");
        config.environment.put("SHOP_SECRET", "guessed");
        assertEquals(
                """
                tracklayer.yaml:9:19: it can be guessed
                tracklayer.yaml:11:72: it can be guessed
                webhooks/leads.webhook.yaml:3:1: there is a mistake""",
                config.problems());
    }

    @ParameterizedTest
    @CsvSource({
        "webhooks/leads.webhook.yaml, there is no file",
        "../outside.yaml, must be a file inside the configuration folder",
        "webhooks, must be a file inside the configuration folder"
    })
    void aFileIsReadOnlyInsideTheConfigurationFolder(String path, String problem) throws Exception {
        Files.writeString(config.folder.resolve("../outside.yaml"), "secret");
        config.file("webhooks/other.yaml", "version: 1\n")
                .file(
                        "tracklayer.yaml",
                        ConfigFolder.NODE + LEADS.replace("webhooks/leads.webhook.yaml", path));
        assertTrue(config.problems().contains(problem), config.problems());
    }

    @Test
    void writeKeysAreKnownByTheirHash() throws Exception {
        config.file(
                "keys.yaml",
                """
                version: 1
                keys:
                  - { id: key_1, sha256: %s, store: acme-eu, source: sdk, kind: browser,
                      origins: ["https://shop.example"] }
                """
                        .formatted(HASH));
        assertEquals(
                Map.of(
                        HASH,
                        new WriteKey(
                                "key_1",
                                HASH,
                                "acme",
                                "acme-eu",
                                "sdk",
                                KeyKind.BROWSER,
                                List.of("https://shop.example"))),
                config.read().writeKeys());
    }

    @Test
    void allProblemsOfAllFilesAreToldAtOnceEachWithItsPlace() {
        config.environment.clear();
        config.file("tracklayer.yaml", ConfigFolder.NODE.replace("sdk: {}", "sdkk: {}"))
                .file("destinations/a.yaml", ConfigFolder.DESTINATION.replace("given", "givn"))
                .file("destinations/b.yaml", ConfigFolder.DESTINATION.replace("acme", "acne"))
                .file("destinations/c.yaml", "version: 1\nplugin: [\n")
                .file("destinations/d.yaml", ConfigFolder.DESTINATION + "enable: false\n")
                .file(
                        "keys.yaml",
                        "version: 1\nkeys:\n  - { id: k, sha256: "
                                + HASH
                                + ", store: gone, source: sdk }\n");
        String problems = config.problems();
        for (String expected :
                List.of(
                        "tracklayer.yaml:9:19: nothing stands behind ${env:SHOP_SECRET}",
                        "tracklayer.yaml:10:11: unknown source \"sdkk\"; known: sdk, shop."
                                + " Did you mean \"sdk\"?",
                        "destinations/a.yaml:2:1: unknown destination plugin \"givn\"; known: given."
                                + " Did you mean \"given\"?",
                        "destinations/b.yaml:3:1: unknown merchant \"acne\"; known: acme."
                                + " Did you mean \"acme\"?",
                        "destinations/b.yaml:4:13: nothing stands behind ${env:TOKEN};"
                                + " set the environment variable TOKEN",
                        "destinations/c.yaml:3:1: is not YAML",
                        "destinations/d.yaml:5:1: unknown key \"enable\"",
                        "Did you mean \"enabled\"?",
                        "keys.yaml:3:5: the key is for source \"sdk\" of store \"gone\"")) {
            assertTrue(problems.contains(expected), expected + "\nnot in\n" + problems);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "listen: 8080                     | tracklayer.yaml:2:3: \"node.listen\"",
                "listen: 127.0.0.1:abc            | tracklayer.yaml:2:3: \"node.listen\"",
                "listen: 127.0.0.1:99999          | tracklayer.yaml:2:3: a port is at most 65535",
                "management-port: many            | tracklayer.yaml:2:3: \"node.management-port\"",
                "management-port: 65536           | tracklayer.yaml:2:3: \"node.management-port\"",
                "trusted-proxies: 10.0.0.1        | tracklayer.yaml:2:3: \"node.trusted-proxies\"",
                "allowed-networks: [10.0.0.0/33]  | tracklayer.yaml:2:22: \"10.0.0.0/33\" is not a network",
                "allowed-networks: [1234/8]       | tracklayer.yaml:2:22: \"1234/8\" is not a network",
                "admin-token: hunter2             | tracklayer.yaml:2:3: \"admin-token\" is a secret",
                "data_dir: x                      | tracklayer.yaml:2:3: unknown key \"data_dir\""
            })
    void aMistakeInTheNodeIsToldWithItsPlaceAndNeverCrashesTheReader(String line, String problem) {
        config.file("tracklayer.yaml", "node:\n  " + line + "\n" + ConfigFolder.NODE);
        assertTrue(config.problems().startsWith(problem), config.problems());
        assertFalse(config.problems().contains("hunter2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "raw: 7                      | tracklayer.yaml:4:3: \"retention.raw\"",
                "attempts: -1d               | tracklayer.yaml:4:3: \"retention.attempts\"",
                "evidence: never             | tracklayer.yaml:4:3: \"retention.evidence\"",
                "events: 90d                 | tracklayer.yaml:4:3: unknown key \"events\"",
                "max-size: 20GB              | tracklayer.yaml:4:3: \"retention.max-size\"",
                "max-size: 49GiB             | tracklayer.yaml:4:3: \"retention.max-size\" is at most 48GiB",
                "raw: 91d                    | tracklayer.yaml:4:3: \"retention.raw\" is longer than",
                "attempts: 91d               | tracklayer.yaml:4:3: \"retention.attempts\" is longer than",
                "{ raw: 1d, attempts: 1d, evidence: 48h } | tracklayer.yaml:4:28: evidence must be kept for 49h at least",
                "{ raw: 1d, attempts: 1d, evidence: 29d } | tracklayer.yaml:5:28: evidence must be kept for 721h at least"
            })
    void aMistakeInTheRetentionIsToldWithItsPlace(String line, String problem) {
        String window =
                problem.contains("721h") ? "24h\n  windows: { lead_submitted: 30d }" : "24h";
        config.file(
                "tracklayer.yaml",
                "reconciliation:\n  window: "
                        + window
                        + "\nretention:\n  "
                        + line
                        + "\n"
                        + ConfigFolder.NODE);
        assertTrue(config.problems().startsWith(problem), config.problems());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "keep: 7            | tracklayer.yaml:2:3: \"journal.keep\"",
                "max-size: 10GB     | tracklayer.yaml:2:3: \"journal.max-size\"",
                "max-size: 10       | tracklayer.yaml:2:3: \"journal.max-size\"",
                "max-size: 0MiB     | tracklayer.yaml:2:3: \"journal.max-size\"",
                "segment-size: 2GiB | tracklayer.yaml:2:3: \"journal.segment-size\"",
                "max-size: 143MiB   | tracklayer.yaml:2:3: \"journal.max-size\" must hold two segments and the largest request: at least 144MiB"
            })
    void aMistakeInTheJournalsSizesIsToldWithItsPlace(String line, String problem) {
        config.file("tracklayer.yaml", "journal:\n  " + line + "\n" + ConfigFolder.NODE);
        assertTrue(config.problems().startsWith(problem), config.problems());
    }

    @Test
    void theJournalTakesTenGibibytesAndAWeekWhereNothingIsSet() throws Exception {
        assertEquals(
                new Configuration.Journal(Duration.ofDays(7), 10L << 30, 64L << 20),
                config.read().journal());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "enabled: no                            | \"enabled\"",
                "stores: acme-eu                        | \"stores\"",
                "stores: [acme-us]                      | merchant \"acme\" has no store \"acme-us\"",
                "redelivery: { max-attempts: many }     | \"redelivery.max-attempts\"",
                "redelivery: { max-attempts: 0 }        | \"redelivery.max-attempts\"",
                "redelivery: { multiplier: 0.5 }        | \"redelivery.multiplier\"",
                "redelivery: { multiplier: fast }       | \"redelivery.multiplier\"",
                "redelivery: { jitter: 2 }              | \"redelivery.jitter\"",
                "redelivery: { first-delay: 5 }         | \"redelivery.first-delay\"",
                "redelivery: { delays: [5] }            | \"redelivery.delays.0\"",
                "redelivery: { delays: [soon] }         | \"redelivery.delays.0\"",
                "redelivery: soon                       | \"redelivery\"",
                "order: by-event-id                     | \"order\"",
                "rate: { requests: 5 }                  | \"rate\" needs the key \"per\"",
                "rate: { requests: 0, per: 1s }         | \"rate.requests\"",
                "rate: { per: 1s }                      | either \"requests\" or \"records\"",
                "rate: { requests: 5, records: 5, per: 1s } | either \"requests\" or \"records\"",
                "rate: { requests: 5, per: 2d }         | a rate window is 1 s to 24 h long",
                "rate: { requests: 5, per: 10ms }       | a rate window is 1 s to 24 h long",
                "rate: { requests: 5, per: 1s, scope: x } | \"rate.scope\""
            })
    void aMistakeInADestinationIsToldWithItsPlaceAndNeverCrashesTheReader(
            String line, String problem) {
        config.file("destinations/a.yaml", ConfigFolder.DESTINATION + line + "\n");
        String problems = config.problems();
        assertTrue(problems.startsWith("destinations/a.yaml:5:"), problems);
        assertTrue(problems.contains(problem), problems);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "token: open-canary                     | \"token\" is a secret and must be given by reference",
                "token: \"x ${env:TOKEN}\"              | \"token\" is a secret and must be given by reference",
                "tokn: \"${env:TOKEN}\"                 | setting \"tokn\" does not exist; known: token, batch",
                "batch: 5                               | setting \"token\" is required: the credential",
                "token: \"${env:GONE}\"                 | nothing stands behind ${env:GONE}",
                "token: [\"${env:TOKEN}\", \"${env:TOKEN}\"] | setting \"token\" takes one value, not 2",
                "token: \"${env:TOKEN}\", batch: 1.5    | setting \"batch\" takes a whole number, not \"1.5\""
            })
    void aMistakeInTheSettingsIsToldAndNoValueBehindAReferenceIsShown(
            String settings, String problem) {
        config.file(
                "destinations/a.yaml",
                "version: 1\nplugin: given\nmerchant: acme\nsettings: { " + settings + " }\n");
        String problems = config.problems();
        assertTrue(problems.startsWith("destinations/a.yaml:4:"), problems);
        assertTrue(problems.contains(problem), problems);
        assertFalse(problems.contains("canary"), problems);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id: acme-eu      | id: ACME         | \"merchants.0.stores.0.id\"",
                "currency: EUR    | currency: eur    | \"merchants.0.stores.0.currency\"",
                "country: DE      | country: NO_     | \"merchants.0.stores.0.country\"",
                "version: 1       | version: 2       | \"version\" is \"2\" but takes one of 1",
                "- id: acme       | - ident: acme    | \"merchants.0\" needs the key \"id\""
            })
    void aStoreIsCheckedToo(String written, String instead, String problem) {
        config.file("tracklayer.yaml", ConfigFolder.NODE.replaceFirst(written, instead));
        assertTrue(config.problems().contains(problem), config.problems());
    }

    @Test
    void aCountryThatOlderReadersTakeForNoIsACountry() throws Exception {
        config.file("tracklayer.yaml", ConfigFolder.NODE.replace("country: DE", "country: NO"));
        assertEquals("NO", config.read().store("acme-eu").orElseThrow().country());
    }

    @Test
    void howConsentIsReadIsSetForAllStoresAndOtherwiseByAStore() throws Exception {
        config.file(
                "tracklayer.yaml",
                "consent: { enforce-tcf23: false, tcf: { marketing: { all: [1], any: [3, 4] } } }\n"
                        + ConfigFolder.NODE
                        + "        consent: { remember: false, enforce-tcf23: true }\n"
                        + "      - id: acme-us\n        sources: {}\n");
        ConsentSettings eu = config.read().store("acme-eu").orElseThrow().consent();
        ConsentSettings us = config.read().store("acme-us").orElseThrow().consent();
        Map<Purpose, TcfFormula> formulas = new HashMap<>(ConsentSettings.STANDARD.formulas());
        formulas.put(Purpose.MARKETING, new TcfFormula(List.of(1), List.of(3, 4)));
        assertEquals(new ConsentSettings(formulas, true, false, false), eu);
        assertEquals(new ConsentSettings(formulas, false, false, true), us);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "remembers: true",
                "enforce-tcf23: yes",
                "tcf: { marketing: [1] }",
                "tcf: { marketing: {} }",
                "tcf: { marketing: { any: [1] } }",
                "tcf: { marketing: { all: [12] } }",
                "tcf: { sale_of_data: { all: [1] } }"
            })
    void aMistakeInTheConsentSectionIsToldWithItsPlace(String line) {
        config.file("tracklayer.yaml", "consent:\n  " + line + "\n" + ConfigFolder.NODE);
        assertTrue(config.problems().startsWith("tracklayer.yaml:2:"), config.problems());
    }

    @Test
    void aStoreIdThatStandsTwiceIsNamedWhereItStandsTheSecondTime() {
        String second = "      - id: acme-eu\n        sources: {}\n";
        config.file("tracklayer.yaml", ConfigFolder.NODE + second);
        assertTrue(
                config.problems()
                        .contains("tracklayer.yaml:11:9: the store id \"acme-eu\" stands twice"),
                config.problems());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sha256: secret-key | \"keys.0.sha256\"",
                "kind: admin        | \"keys.0.kind\" is \"admin\" but takes one of any, server, browser",
                "origins: [shop.example] | \"keys.0.origins.0\"",
                "key: plain         | unknown key \"key\""
            })
    void aKeyFileThatIsNotAsWrittenByTheToolIsRefused(String member, String problem) {
        String sha = member.startsWith("sha256") ? "" : "sha256: " + HASH + ", ";
        config.file(
                "keys.yaml",
                "version: 1\nkeys:\n  - { id: k, store: acme-eu, source: sdk, "
                        + sha
                        + member
                        + " }\n");
        assertTrue(config.problems().contains(problem), config.problems());
    }

    @Test
    void aMissingFileIsNamedWithItsFolder() throws Exception {
        Files.delete(config.folder.resolve("tracklayer.yaml"));
        assertEquals(
                "tracklayer.yaml: cannot be read in "
                        + config.folder
                        + "; check --config and the file's permissions",
                config.problems());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"''", "- a", "text", "merchants: {}", "{version: 1"})
    void aFileOfTheWrongShapeIsAProblemAndNoCrash(String content) {
        config.file("tracklayer.yaml", content);
        assertTrue(config.problems().startsWith("tracklayer.yaml:"), config.problems());
    }

    @Test
    void problemsComeInTheOrderOfFilesAndLines() {
        List<ConfigProblem> sorted =
                new InvalidConfigException(
                                List.of(
                                        new ConfigProblem("b.yaml", 1, 1, "x"),
                                        new ConfigProblem("a.yaml", 10, 1, "x"),
                                        new ConfigProblem("a.yaml", 9, 30, "x"),
                                        new ConfigProblem("a.yaml", 0, 0, "whole")))
                        .problems();
        assertEquals(
                "[a.yaml: whole, a.yaml:9:30: x, a.yaml:10:1: x, b.yaml:1:1: x]",
                sorted.toString());
    }

    @ParameterizedTest
    @CsvSource({"enable, enabled", "mercant, merchant", "xyz, none", "a, none", "plugins, plugin"})
    void onlyASlipIsGuessed(String written, String nearest) {
        assertEquals(
                nearest,
                SchemaCheck.nearest(written, List.of("enabled", "merchant", "plugin"))
                        .orElse("none"));
    }
}
