// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.EventName;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlTrapsTest {
    @TempDir Path folder;

    @Test
    void norwayIsACountry() {
        RuleSet rules =
                new RuleFolder(folder).rules("{ region: NO }", "{ skip: all, reason: x }").read();
        var event = RuleFolder.event(EventName.PAGE_VIEWED).build();
        var webhook = RuleFolder.destination("webhook");
        assertFalse(rules.decide(event, "NO", webhook, Set.of()).allowed());
        assertTrue(rules.decide(event, "SE", webhook, Set.of()).allowed());
    }

    @Test
    void aKeyStandsOnce() {
        List<String> problems = problemsOf("version: 1\ndescription: a\ndescription: b\n");
        assertEquals(List.of("x.rules.yaml:3:1: the key \"description\" stands twice"), problems);
    }

    @Test
    void anchorsAreRefused() {
        List<String> problems =
                problemsOf(
                        """
                        version: 1
                        description: d
                        examples: &them
                          - { given: { event: page_viewed }, expect: { ga4: skipped } }
                        rules:
                          - id: one
                            when: {}
                            then: { allow: all }
                            examples: *them
                        """);
        assertEquals(
                List.of(
                        "x.rules.yaml: is not YAML: Number of aliases for non-scalar nodes exceeds"
                                + " the specified max=0"),
                problems);
    }

    @Test
    void aNumberOrFlagIsNotAnId() {
        assertEquals(
                List.of(
                        "10.rules.yaml:5:13: \"rules.0.when.store\" boolean found, [string, array]"
                                + " expected"),
                new RuleFolder(folder).rules("{ store: true }", "{ allow: all }").problems());
        assertEquals(
                List.of(),
                new RuleFolder(folder).rules("{ store: yes }", "{ allow: all }").problems());
    }

    @Test
    void anUnknownKeyAtTheTopIsReported() {
        assertEquals(
                List.of(
                        "x.rules.yaml:3:1: unknown key \"rule\"; known here: version, description,"
                                + " unknown-consent, groups, examples, rules. Did you mean \"rules\"?"),
                problemsOf("version: 1\ndescription: d\nrule: []\n"));
    }

    private List<String> problemsOf(String content) {
        return new RuleFolder(folder).file("x.rules.yaml", content).problems();
    }
}
