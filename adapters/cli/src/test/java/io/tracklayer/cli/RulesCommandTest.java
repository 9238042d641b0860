// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tracklayer.rules.RuleVersions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesCommandTest {
    private static final String RULES =
            """
            version: 1
            description: One rule.
            unknown-consent: { default: granted }
            rules:
              - id: no-pages
                when: { event: page_viewed }
                then: { skip: [bird], reason: no_pages, sentence: Pages are not wanted. }
                examples:
                  - given: { event: page_viewed }
                    expect: { bird: skipped:no_pages }
            """;

    @TempDir Path folder;
    private final CommandRig rig = new CommandRig();
    private Installation installation;
    private Path config;

    @BeforeEach
    void install() throws IOException {
        installation = new Installation(folder);
        config = installation.config();
        write("rules/a.rules.yaml", RULES);
    }

    @Test
    void checkSaysEverythingThatIsWrongWithItsPlace() throws IOException {
        assertEquals(0, run("check"), rig.err());
        assertTrue(rig.out().contains("1 rule(s), no problem, 0 warning(s)"), rig.out());
        write("rules/a.rules.yaml", RULES.replace("[bird]", "[brid]").replace("when:", "wen:"));
        assertEquals(1, run("check"));
        assertTrue(rig.out().contains("a.rules.yaml:6:"), rig.out());
        assertTrue(rig.out().contains("a.rules.yaml:7:"), rig.out());
        assertTrue(rig.out().contains("bird"), rig.out());
    }

    @Test
    void schemaPrintsWhatEditorsTake() {
        assertEquals(0, rig.run("rules", "schema"));
        JsonNode schema = Json.read(rig.out()).orElseThrow();
        assertTrue(schema.path("properties").has("unknown-consent"), rig.out());
        CommandRig tests = new CommandRig();
        assertEquals(0, tests.run("rules", "schema", "tests"));
        assertTrue(tests.out().contains("expect"), tests.out());
    }

    @Test
    void checkSaysWhenTheNamesOfMerchantsAndStoresCannotBeChecked() throws IOException {
        write("tracklayer.yaml", "version: 1\nmerchant: []\n");
        assertEquals(0, run("check"));
        assertTrue(rig.err().contains("tracklayer.yaml:2:"), rig.err());
        assertTrue(rig.err().contains("not checked"), rig.err());
    }

    @Test
    void testNamesTheExampleThatFailsAndTheRuleNoneMatches() throws IOException {
        assertEquals(0, run("test"), rig.out());
        assertTrue(rig.out().contains("1 of 1 rules are matched by an example"), rig.out());
        write(
                "rules/a.rules.yaml",
                RULES.replace("expect: { bird: skipped:no_pages }", "expect: { bird: pending }"));
        assertEquals(1, run("test"));
        assertTrue(rig.out().contains("a.rules.yaml:10:"), rig.out());
        write(
                "rules/a.rules.yaml",
                RULES.replace("given: { event: page_viewed }", "given: { event: cart_viewed }")
                        .replace(
                                "expect: { bird: skipped:no_pages }", "expect: { bird: pending }"));
        run("test");
        assertTrue(rig.out().contains("matched by none: no-pages (a.rules.yaml:5)"), rig.out());
    }

    @Test
    void explainDecidesAnEventFromAFileAndNamesTheConditionThatFailed() throws IOException {
        Path event = Files.writeString(folder.resolve("event.json"), event("page_viewed"));
        assertEquals(0, run("explain", event.toString()), rig.err());
        assertTrue(rig.out().contains("bird: skipped (no_pages) by no-pages, a.rules.yaml:5"));
        assertTrue(rig.out().contains("+ no-pages (a.rules.yaml:5): skip"), rig.out());
        Files.writeString(event, event("purchase_placed"));
        assertEquals(0, run("explain", event.toString()));
        assertTrue(rig.out().contains("event is purchase_placed, wanted page_viewed"), rig.out());
        Files.writeString(event, "[1]");
        assertEquals(1, run("explain", event.toString()));
        assertTrue(rig.err().contains("holds no canonical event"), rig.err());
    }

    @Test
    void diffCountsWhatOtherRulesWouldChangeInAFileOfEvents() throws IOException {
        Path events =
                Files.writeString(
                        folder.resolve("events.jsonl"),
                        event("page_viewed") + "\n\n" + event("purchase_placed") + "\n");
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(
                other.resolve("a.rules.yaml"),
                RULES.replace("page_viewed", "purchase_placed").replace("no_pages", "no_orders"));
        CommandRig json = new CommandRig();
        assertEquals(
                0,
                json.run(
                        "rules",
                        "diff",
                        other.toString(),
                        "--events",
                        events.toString(),
                        "--json",
                        "--config",
                        config.toString()),
                json.err());
        JsonNode report = Json.read(json.out()).orElseThrow();
        assertEquals(2, report.path("changed").asInt());
        assertEquals(2, report.path("events").asInt());
        assertEquals(0, run("diff", other.toString(), "--events", events.toString()));
        assertTrue(rig.out().contains("1 x bird sent no more: sent -> no_orders"), rig.out());
        assertTrue(rig.out().contains("1 x bird sent now: no_pages -> sent"), rig.out());
    }

    @Test
    void rollbackPutsAKeptStateBackAndSaysWhereTheReplacedOneIs() throws IOException {
        RuleVersions kept = new RuleVersions(folder.resolve("data"));
        String first = RuleVersions.of(config.resolve("rules"));
        kept.keep(first, config.resolve("rules"), Instant.EPOCH);
        write("rules/a.rules.yaml", "broken");
        write("destinations/bird.yaml", "broken, too");
        assertEquals(0, run("versions"), rig.err());
        assertTrue(rig.out().contains(first), rig.out());

        assertEquals(0, run("rollback", first), rig.err());
        assertEquals(RULES, Files.readString(config.resolve("rules/a.rules.yaml")));
        assertTrue(rig.out().contains("rules.replaced"), rig.out());
        assertEquals(1, run("rollback", "rules-none"));
        assertTrue(rig.err().contains("tl rules versions"), rig.err());
    }

    private static String event(String name) {
        return """
        {"event_name":"%s","event_id":"e-%s","merchant":"m","store":"s","event_time":"2026-11-20T12:00:00Z",\
        "received_at":"2026-11-20T12:00:01Z","action_source":"website","sources":["segment"],"consent":{}}\
        """
                .formatted(name, name);
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "rules";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--config";
        all[arguments.length + 2] = config.toString();
        return rig.run(all);
    }

    private void write(String name, String text) throws IOException {
        installation.write(name, text);
    }
}
