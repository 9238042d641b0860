// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.config.InvalidConfigException;
import io.tracklayer.core.decide.ReasonCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleChecksTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
            { event: chekout_* } | { tag: a } | 5:13 | rule "r1" asks for events like "chekout_*", and no event's name is like that.
            { event: purchase_* , country: EEA } | { tag: a } | 5:33 | names unknown country "EEA". Known: ISO 3166-1 alpha-2 codes such as DE; groups stand under region.
            { region: US-CF } | { tag: a } | 5:13 | names unknown region "US-CF"
            { field: { user.emial: { eq: x } } } | { tag: a } | 5:22 | rule "r1" names unknown field "user.emial". Known: paths such as user.email, properties.<key> and items[].category. Did you mean "user.email"?
            { field: { "items[].colour": { eq: x } } } | { tag: a } | 5:22 | names unknown field "items[].colour"
            { field: { user.email: { gt: 5 } } } | { tag: a } | 5:36 | rule "r1" compares user.email by gt, but it is text. Operators for it: eq, in, not, exists, starts-with and matches.
            { field: { value: { gt: "99" } } } | { tag: a } | 5:31 | rule "r1" compares value by gt with the text "99", which is not a number. Write digits without quotes, leading zeros and currency, e.g. gt: 99.90.
            { field: { value: { gt: 0123 } } } | { tag: a } | 5:31 | with the text "0123", which is not a number.
            { field: { value: { eq: 12:30 } } } | { tag: a } | 5:31 | rule "r1" compares value, which is a number, by eq with the text "12:30". Write the number without quotes and leading zeros.
            { field: { value: { starts-with: "1" } } } | { tag: a } | 5:31 | compares value by starts-with, but it is a number.
            { field: { coupon: { eq: 1.10 } } } | { tag: a } | 5:32 | rule "r1" compares coupon, which is text, by eq with the number 1.10. Put it in quotes: "1.10".
            { field: { coupon: { in: [A, 7] } } } | { tag: a } | 5:40 | by in with the number 7. Put it in quotes: "7".
            { field: { coupon: { starts-with: 7 } } } | { tag: a } | 5:32 | by starts-with with the number 7.
            { field: { items: { eq: x } } } | { tag: a } | 5:31 | Only exists is possible here; name a path inside it.
            { field: { coupon: { like: x } } } | { tag: a } | 5:32 | unknown key "like"; known here: eq, in, not, exists, gt, gte, lt, lte, starts-with, matches.
            { field: { coupon: { matches: '(a' } } } | { tag: a } | 5:32 | rule "r1" has a pattern that cannot be read: missing closing )
            { field: { coupon: { matches: '(a)\\1' } } } | { tag: a } | 5:32 | RE2 syntax is taken: no look-around and no back references.
            { field: { coupon: { matches: '((a{1000}){1000}){1000}' } } } | { tag: a } | 5:32 | repeats too often.
            { value: { gt: many } } | { tag: a } | 5:22 | which is not a number
            { time: { from: yesterday } } | { tag: a } | 5:21 | has the time "yesterday", which cannot be read.
            { time: { from: 2026-11-27, to: 12:00 } } | { tag: a } | 5:39 | mixes a date and a time of day.
            { time: { from: 2026-11-27, to: 2026-11-26 } } | { tag: a } | 5:39 | over before it begins
            { time: { days: [sun], zone: Europe/Berln } } | { tag: a } | 5:34 | names unknown time zone "Europe/Berln".
            { time: { days: [sunday] } } | { tag: a } | 5:28 | takes one of mon, tue
            { merchant: shoos } | { tag: a } | 5:13 | rule "r1" names unknown merchant "shoos". Configured: shoes. Did you mean "shoes"?
            { store: [shoes-de, shoes-dee] } | { tag: a } | 5:31 | names unknown store "shoes-dee".
            { source: shopfy } | { tag: a } | 5:13 | names unknown source "shopfy". Configured: browser, shopify. Did you mean "shopify"?
            {} | { skip: all, reason: consent_denied:marketing } | 6:24 | rule "r1" gives the reason "consent_denied:marketing", which stands for something else: A purpose the destination needs was refused
            {} | { skip: all, reason: sampled_out } | 6:24 | Choose another, e.g. by_rule_sampled_out.
            {} | { hold: 25h, for: all } | 6:13 | rule "r1" waits 25h; possible are 1s to 24h.
            {} | { hold: 5, for: all } | 6:13 | integer found, string expected
            {} | { delay: { until: consent, for: 96h, then: skip }, for: all } | 6:38 | possible are 1s to 72h.
            {} | { delay: { until: tomorrow, for: 1h, then: skip }, for: all } | 6:22 | takes one of consent.
            {} | { delay: { until: consent, for: 1h, then: wait }, for: all } | 6:47 | takes one of skip, strip, send.
            {} | { sample: { keep: 120%, by: order }, for: all } | 6:23 | rule "r1" keeps 120%, which is more than all.
            {} | { sample: { keep: half, by: order }, for: all } | 6:23 | does not match the regex pattern
            {} | { limit: { limited-use: true } } | 6:13 | rule "r1" does not say for which destinations limit is meant; add for: all or a list of ids.
            {} | { drop: coupn, for: all } | 6:13 | Did you mean "coupon"?
            {} | { rename: { user.email: properties.mail }, for: all } | 6:23 | rule "r1" cannot rename user.email to properties.mail: what names a person or a browser may only move among fields of its own class.
            {} | { rename: { coupon: value }, for: all } | 6:23 | cannot rename coupon to value: the one is TEXT and the other MONEY.
            {} | { rename: { items: properties.lines }, for: all } | 6:23 | lines and whole trees cannot be renamed
            {} | { route: [metta] } | 6:21 | names unknown destination "metta"
            """)
    void aMistakeIsReportedWhereItStandsWithAdvice(
            String when, String then, String at, String message) {
        List<String> problems = problems(when, then);
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(
                problems.get(0).startsWith("10.rules.yaml:" + at + ": ")
                        && problems.get(0).contains(message),
                problems.get(0));
    }

    @Test
    void conditionsNestFourDeepAndNoDeeper() {
        String four = "{ not: { any: [{ all: [{ not: { test: true } }] }] } }";
        assertEquals(List.of(), problems(four, "{ tag: a }"));
        List<String> problems = problems("{ not: " + four + " }", "{ tag: a }");
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains("nests conditions more than 4 deep"));
    }

    @Test
    void aReasonOfTheProductIsWellFormedAndFoundByItsCode() {
        for (ReasonCode reason : ReasonCode.values()) {
            assertTrue(reason.wire().matches("[a-z][a-z0-9_]*"), reason.wire());
            assertEquals(reason, ReasonCode.find(reason.wire()).orElseThrow());
            assertTrue(reason.doc().endsWith(".") && !reason.sentence().isEmpty());
        }
    }

    @Test
    void aSkipAndAnAllowUnderTheSameConditionsContradict() {
        assertEquals(
                List.of(
                        "10.rules.yaml:8:5: rule \"r2\" says allow where rule \"r1\""
                                + " (10.rules.yaml:4) says skip under the same conditions; the"
                                + " first one decides, so this one never does. Remove one of the"
                                + " two."),
                new RuleFolder(folder)
                        .rules(
                                "{ event: [page_viewed, logged_in], currency: EUR }",
                                "{ skip: all, reason: x }",
                                "{ currency: EUR, event: [logged_in, page_viewed] }",
                                "{ allow: [webhook] }")
                        .problems());
    }

    @Test
    void anExceptionBeforeItsRuleDoesNotContradict() {
        RuleFolder given =
                new RuleFolder(folder)
                        .rules(
                                "{ test: true }", "{ allow: [webhook] }",
                                "{ test: true }", "{ skip: all, reason: x }");
        assertEquals(List.of(), given.problems());
        assertEquals(List.of(), given.read().warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
            {} | { skip: all, reason: x } | { test: true } | { skip: [webhook], reason: y } | true
            { region: EEA } | { skip: all, reason: x } | { region: DE } | { skip: all, reason: y } | true
            { region: DE } | { skip: all, reason: x } | { region: DE-BY } | { skip: all, reason: y } | true
            { region: DE } | { skip: all, reason: x } | { region: EEA } | { skip: all, reason: y } | false
            { event: order } | { skip: all, reason: x } | { event: purchase_paid, test: true } | { allow: all } | true
            { consent: { marketing: [denied, unknown] } } | { hold: 1h, for: all } | { consent: { marketing: denied } } | { hold: 2h, for: [meta] } | true
            { consent: { marketing: denied } } | { hold: 1h, for: all } | { consent: { analytics: denied } } | { hold: 2h, for: [meta] } | false
            {} | { skip: [meta], reason: x } | {} | { skip: [meta, ga4], reason: y } | false
            {} | { skip: { needing: [analytics, marketing] }, reason: x } | {} | { skip: { needing: marketing }, reason: y } | true
            {} | { strip: user.email, for: all } | {} | { strip: user.email, for: all } | false
            {} | { skip: all, reason: x } | {} | { hold: 1h, for: all } | false
            { test: true } | { route: [webhook] } | { test: true, currency: EUR } | { skip: [ga4], reason: x } | true
            """)
    void aRuleThatNeverDecidesIsAWarning(
            String when, String then, String laterWhen, String laterThen, boolean warned) {
        List<ConfigProblem> warnings =
                new RuleFolder(folder).rules(when, then, laterWhen, laterThen).read().warnings();
        assertEquals(
                warned,
                warnings.stream().anyMatch(w -> w.message().contains("rule \"r2\" never decides")),
                warnings.toString());
    }

    @Test
    void aRuleThatNoEventCanMatchOrThatHasNoExampleIsAWarning() {
        RuleSet rules =
                new RuleFolder(folder)
                        .file(
                                "a.rules.yaml",
                                """
                                version: 1
                                description: d
                                rules:
                                  - id: bare
                                    when: { test: true }
                                    then: { tag: t }
                                  - id: never
                                    when: { event: page_viewed, all: [{ event: cart }] }
                                    then: { tag: t }
                                """)
                        .read();
        assertEquals(
                List.of(
                        "a.rules.yaml:4:5: rule \"bare\" has no example; add one that shows what"
                                + " it is for, so that a later change cannot break it unseen.",
                        "a.rules.yaml:7:5: rule \"never\" never matches: no event satisfies all of"
                                + " its conditions on the event's name. Correct them."),
                rules.warnings().stream().map(ConfigProblem::toString).toList());
    }

    @Test
    void aGroupHasOneNameAndKnownDestinations() {
        String file = "version: 1\ndescription: d\ngroups:\n  %s\n";
        assertEquals(
                List.of(
                        "a.rules.yaml:4:9: group \"ads\" names unknown destination \"metta\"."
                                + " Installed: ga4, meta, meta-eu, webhook. Did you mean \"meta\"?"
                                + " A group holds destinations, not groups.",
                        "b.rules.yaml:4:3: the group \"ads\" is already made at a.rules.yaml:4."
                                + " Choose another name.",
                        "c.rules.yaml:4:3: the group \"meta\" has the name of a destination or a"
                                + " word of the language. Choose another."),
                new RuleFolder(folder)
                        .file("a.rules.yaml", file.formatted("ads: [metta]"))
                        .file("b.rules.yaml", file.formatted("ads: [meta]"))
                        .file("c.rules.yaml", file.formatted("meta: [ga4]"))
                        .problems());
    }

    private List<String> problems(String when, String then) {
        new RuleFolder(folder).rules(when, then);
        try {
            RuleReader.read(
                    folder,
                    new Vocabulary(
                            RuleFolder.NAMES,
                            Set.of("shoes"),
                            Set.of("shoes-de"),
                            Set.of("shopify", "browser")));
            return List.of();
        } catch (InvalidConfigException invalid) {
            return invalid.problems().stream().map(ConfigProblem::toString).toList();
        }
    }
}
