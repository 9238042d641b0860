// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleProblemsTest {
    @TempDir Path folder;

    /** The rule stands in lines 4 to 7: id, when (column 5, value from 11), then, examples. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
            { event: purchse_placed } | { allow: all } | 5:13 | Did you mean "purchase_placed"?
            { event: [page_viewed, purchase-lik] } | { allow: all } | 5:34 | Did you mean "purchase-like"?
            { evnt: page_viewed } | { allow: all } | 5:13 | unknown key "evnt"; known here: event, merchant, store, source, region, country, consent, test, action-source, currency, order-source, value, tags, time, field, any, all, not. Did you mean "event"?
            { region: EU } | { allow: all } | 5:13 | rule "r1" names unknown region "EU". Known: EEA, UK, CH, US, ISO 3166-1 alpha-2 codes such as DE, and ISO 3166-2 codes such as US-CA. Did you mean "EEA"?
            { region: [DE, de] } | { allow: all } | 5:26 | rule "r1" names unknown region "de". Known: EEA, UK, CH, US, ISO 3166-1 alpha-2 codes such as DE, and ISO 3166-2 codes such as US-CA. Did you mean "DE"?
            { region: [] } | { allow: all } | 5:13 | must have at least 1 items
            { consent: { marketng: denied } } | { allow: all } | 5:24 | Did you mean "marketing"?
            { consent: { marketing: refused } } | { allow: all } | 5:24 | takes one of granted, denied, unknown
            { test: maybe } | { allow: all } | 5:13 | "rules.0.when.test" string found, boolean expected
            { action-source: web } | { allow: all } | 5:13 | takes one of website, app
            { currency: eur } | { allow: all } | 5:13 | rule "r1" names unknown currency "eur". Known: ISO 4217 codes such as EUR. Did you mean "EUR"?
            { store: 7 } | { allow: all } | 5:13 | integer found, [string, array] expected
            {} | { skip: [ga4, metta], reason: x } | 6:25 | rule "r1" names unknown destination "metta". Installed: ga4, meta, meta-eu, webhook. Did you mean "meta"? Correct the id or install the plugin that provides it.
            {} | { skip: some, reason: x } | 6:13 | "rules.0.then.skip" is "some" but takes one of all.
            {} | { skip: { needing: marketin }, reason: x } | 6:21 | Did you mean "marketing"?
            {} | { skip: { need: marketing }, reason: x } | 6:21 | unknown key "need"; known here: needing.
            {} | { skip: all } | 6:13 | rule "r1" skips without a reason; add one, e.g. reason: not_wanted.
            {} | { skip: all, reason: Not wanted } | 6:24 | "rules.0.then.reason" does not match the regex pattern
            {} | { skip: all, reason: x, allow: all } | 6:5 | rule "r1" must say at most one of skip, allow and route; it says skip and allow.
            {} | {} | 6:5 | rule "r1" does nothing; add one of skip, allow, route, strip, drop, rename, limit, delay, hold, sample, action-source, tag.
            {} | { allow: all, reason: x } | 6:25 | rule "r1" has "reason", which belongs to skip, not to allow. Remove it.
            {} | { allow: all, sentence: X. } | 6:25 | rule "r1" has "sentence", which belongs to skip, not to allow. Remove it.
            {} | { allow: all, for: all } | 6:25 | rule "r1" has "for", which belongs to strip and the like, not to allow. Remove it.
            {} | { strip: user.email } | 6:13 | rule "r1" does not say for which destinations it strips; add for: all or a list of ids.
            {} | { strip: [user.emial], for: all } | 6:21 | rule "r1" strips unknown field "user.emial". Known: identifiers, click_ids, cookies, network and paths of fields such as user.email. Did you mean "user.email"?
            {} | { strip: cookies, for: [mta] } | 6:35 | names unknown destination "mta"
            """)
    void aMistakeInARuleIsReportedWhereItStands(
            String when, String then, String at, String message) {
        List<String> problems = new RuleFolder(folder).rules(when, then).problems();
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(
                problems.get(0).startsWith("10.rules.yaml:" + at + ": ")
                        && problems.get(0).contains(message),
                problems.get(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
            { evnt: page_viewed } | { webhook: pending } | 7:27 | unknown key "evnt"
            { event: purchase-like } | { webhook: pending } | 7:27 | takes one of page_viewed
            { event: page_viewed, region: EEA } | { webhook: pending } | 7:47 | example of rule "r1" is from "EEA", which is no country. Write an ISO 3166-1 alpha-2 code such as DE, or an ISO 3166-2 code such as US-CA.
            { event: page_viewed } | { webhook: sent } | 7:59 | does not match the regex pattern
            { event: page_viewed } | { webhook: stripped:user.emial } | 7:59 | example of rule "r1" strips unknown field "user.emial"
            """)
    void aMistakeInAnExampleIsReportedWhereItStands(
            String given, String expect, String at, String message) {
        List<String> problems =
                new RuleFolder(folder)
                        .file(
                                "x.rules.yaml",
                                """
                                version: 1
                                description: d
                                rules:
                                  - id: r1
                                    when: {}
                                    then: { allow: all }
                                    examples: [{ given: %s, expect: %s }]
                                """
                                        .formatted(given, expect))
                        .problems();
        assertTrue(
                problems.stream()
                        .anyMatch(
                                problem ->
                                        problem.startsWith("x.rules.yaml:" + at + ": ")
                                                && problem.contains(message)),
                problems.toString());
    }

    @Test
    void allProblemsOfAllFilesAreReportedTogether() {
        List<String> problems =
                new RuleFolder(folder)
                        .file("a.rules.yaml", "version: 2\ndescription: d\n")
                        .file(
                                "b.rules.yaml",
                                """
                                version: 1
                                unknown-consent:
                                  EU: denied
                                  UK: refused
                                rules:
                                  - id: One
                                    when: { region: XX }
                                    then: { skip: [metta], reason: x }
                                """)
                        .file("c.yml", "version: 1\n")
                        .file("d.rules.yaml", "version: 1\n  description: d\n")
                        .problems();
        List<String> expected =
                List.of(
                        "a.rules.yaml:1:1: \"version\" is \"2\" but takes one of 1.",
                        "b.rules.yaml:1:1: the file needs the key \"description\"",
                        "b.rules.yaml:3:3: unknown-consent names unknown region \"EU\".",
                        "b.rules.yaml:4:3: \"unknown-consent.UK\" is \"refused\" but takes one of",
                        "b.rules.yaml:6:5: \"rules.0.id\" does not match the regex pattern",
                        "b.rules.yaml:7:13: rule \"One\" names unknown region \"XX\".",
                        "b.rules.yaml:8:20: rule \"One\" names unknown destination \"metta\".",
                        "c.yml: is not read, because rule files end in .rules.yaml and tests of them in"
                                + " .tests.yaml; rename or move it",
                        "d.rules.yaml:2:14: is not YAML:");
        assertEquals(expected.size(), problems.size(), problems.toString());
        for (int i = 0; i < expected.size(); i++) {
            assertTrue(problems.get(i).startsWith(expected.get(i)), problems.get(i));
        }
    }

    @Test
    void anIdIsUsedOnceOverAllFilesAndNeverForABuiltInDecision() {
        String rule =
                """
                version: 1
                description: d
                rules:
                  - id: %s
                    when: {}
                    then: { allow: all }
                    examples: [{ given: { event: page_viewed }, expect: { webhook: pending } }]
                """;
        assertEquals(
                List.of(
                        "b.rules.yaml:4:5: the rule id \"one\" is already used at a.rules.yaml:4."
                                + " Choose another.",
                        "c.rules.yaml:4:5: the rule id \"consent-gate\" stands for a built-in"
                                + " decision. Choose another."),
                new RuleFolder(folder)
                        .file("a.rules.yaml", rule.formatted("one"))
                        .file("b.rules.yaml", rule.formatted("one"))
                        .file("c.rules.yaml", rule.formatted("consent-gate"))
                        .problems());
    }

    @Test
    void aRegionHasOnePolicyOverAllFiles() {
        assertEquals(
                List.of(
                        "b.rules.yaml:4:3: unknown-consent for \"EEA\" is already decided at"
                                + " a.rules.yaml:4. Keep one of the two."),
                new RuleFolder(folder)
                        .file("a.rules.yaml", policy("EEA: denied"))
                        .file("b.rules.yaml", policy("EEA: granted"))
                        .problems());
    }

    @Test
    void aMissingFolderIsAProblemAndAnEmptyOneIsNot() {
        assertEquals(List.of(), new RuleFolder(folder).problems());
        List<String> problems = new RuleFolder(folder.resolve("rulez")).problems();
        assertEquals(
                List.of(
                        "rulez: cannot be listed in "
                                + folder
                                + "; create the folder or check its permissions"),
                problems);
    }

    private static String policy(String line) {
        return "version: 1\ndescription: d\nunknown-consent:\n  " + line + "\n";
    }
}
