// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Privacy;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleSetTest {
    @TempDir Path folder;

    @Test
    void theFirstMatchingSkipOrAllowDecidesPerDestination() {
        RuleSet rules =
                rules(
                        "{ event: page_viewed }",
                        "{ allow: [webhook] }",
                        "{}",
                        "{ skip: [webhook, ga4], reason: second }",
                        "{}",
                        "{ skip: all, reason: third:x_1, sentence: Nobody wants this. }");
        assertEquals("allowed r1 10.rules.yaml:4", brief(decide(rules, "webhook")));
        assertEquals("second r2 10.rules.yaml:8", brief(decide(rules, "ga4")));
        assertEquals("third:x_1 r3 10.rules.yaml:12", brief(decide(rules, "meta")));
        assertEquals("Nobody wants this.", decide(rules, "meta").sentence());
        assertEquals(
                "The rule \"r2\" applies (second), so nothing was sent to ga4.",
                decide(rules, "ga4").sentence());
    }

    @Test
    void filesAreTriedInTheOrderOfTheirNames() {
        String file =
                """
                version: 1
                description: d
                rules:
                  - id: %s
                    when: {}
                    then: { skip: all, reason: %s }
                    examples: [{ given: { event: page_viewed }, expect: { webhook: skipped } }]
                """;
        RuleSet rules =
                new RuleFolder(folder)
                        .file("b.rules.yaml", file.formatted("b", "from_b"))
                        .file("a.rules.yaml", file.formatted("a", "from_a"))
                        .read();
        assertEquals("from_a a a.rules.yaml:4", brief(decide(rules, "webhook")));
    }

    @Test
    void whatNoRuleIsAboutIsAllowedByTheBuiltInDefault() {
        Decision decision = decide(rules("{ test: true }", "{ skip: all, reason: x }"), "webhook");
        assertTrue(decision.allowed());
        assertEquals("allowed default built-in", brief(decision));
        assertEquals(
                "Consent covers sending this to webhook and no rule is against it.",
                decision.sentence());
    }

    @Test
    void stripsAddUpWhereverTheyStandAndDecideNothing() {
        RuleSet rules =
                rules(
                        "{}",
                        "{ strip: user.email, for: [webhook] }",
                        "{}",
                        "{ allow: [webhook] }",
                        "{}",
                        "{ strip: [network, user.phone], for: all }",
                        "{}",
                        "{ skip: all, reason: x }");
        Decision decision = decide(rules, "webhook");
        assertTrue(decision.allowed());
        assertEquals("stripped r1 10.rules.yaml:4", brief(decision));
        assertEquals(
                Set.of(
                        EventField.EMAIL,
                        EventField.PHONE,
                        EventField.CLIENT_IP,
                        EventField.USER_AGENT),
                decision.stripped());
        assertEquals(
                "This goes to webhook without user.email, user.phone, user.client_ip,"
                        + " user.user_agent.",
                decision.sentence());
        assertEquals("x r4 10.rules.yaml:16", brief(decide(rules, "ga4")));
        assertEquals(Set.of(), decide(rules, "ga4").stripped());
    }

    @Test
    void aClassStripsEveryFieldOfItsKind() {
        RuleSet rules =
                rules("{}", "{ strip: [identifiers, click_ids, cookies, network], for: all }");
        assertEquals(
                Arrays.stream(EventField.values())
                        .filter(field -> field.privacy() != Privacy.NONE)
                        .collect(Collectors.toSet()),
                decide(rules, "webhook").stripped());
    }

    @Test
    void needingMeansDestinationsThatCannotDoWithoutThePurpose() {
        RuleSet rules =
                rules(
                        "{}",
                        "{ skip: { needing: marketing }, reason: a }",
                        "{}",
                        "{ skip: { needing: [analytics, sale_of_data] }, reason: b }");
        assertEquals("a", decide(rules, "meta").reason());
        assertEquals("b", decide(rules, "ga4").reason());
        assertEquals("allowed", decide(rules, "webhook").reason());
    }

    @Test
    void aNameIsADestinationOrEveryDestinationOfAPlugin() {
        RuleSet rules =
                rules(
                        "{ event: page_viewed }",
                        "{ skip: [meta-eu], reason: one }",
                        "{ event: logged_in }",
                        "{ skip: [meta], reason: all_of_it }");
        var eu = RuleFolder.destination("meta-eu", "meta", true);
        var us = RuleFolder.destination("meta-us", "meta", true);
        var viewed = RuleFolder.event(EventName.PAGE_VIEWED).build();
        var loggedIn = RuleFolder.event(EventName.LOGGED_IN).build();
        assertEquals("one", rules.decide(viewed, "", eu, Set.of()).reason());
        assertEquals("allowed", rules.decide(viewed, "", us, Set.of()).reason());
        assertEquals("all_of_it", rules.decide(loggedIn, "", eu, Set.of()).reason());
        assertEquals("all_of_it", rules.decide(loggedIn, "", us, Set.of()).reason());
    }

    @Test
    void aDestinationThatIsSwitchedOffGetsNothingWhateverElseHolds() {
        RuleSet rules = rules("{}", "{ allow: all }");
        Decision decision =
                rules.decide(
                        RuleFolder.event(EventName.PAGE_VIEWED).build(),
                        "DE",
                        RuleFolder.destination("meta", "meta", false),
                        Set.of(Purpose.MARKETING));
        assertFalse(decision.allowed());
        assertEquals(
                "destination_disabled destination-disabled destinations/meta.yaml",
                brief(decision));
        assertEquals(
                "The destination meta is switched off, so nothing was sent to it.",
                decision.sentence());
    }

    @Test
    void aPurchaseWaitsForItsOrderIdWhateverRulesAllow() {
        RuleSet rules = rules("{}", "{ allow: all }");
        var webhook = RuleFolder.destination("webhook");
        Event unordered = unordered();
        Decision decision = rules.decide(unordered, "DE", webhook, Set.of());
        assertFalse(decision.allowed());
        assertEquals("order_unknown order-unknown built-in", brief(decision));
        assertEquals(decision, rules.explain(unordered, "DE", webhook, Set.of()).decision());
        Event ordered =
                RuleFolder.event(EventName.PURCHASE_PLACED)
                        .set(EventField.ORDER_ID, "548291")
                        .build();
        assertTrue(rules.decide(ordered, "DE", webhook, Set.of()).allowed());
    }

    private static Event unordered() {
        return RuleFolder.event(EventName.PURCHASE_PLACED)
                .set(EventField.CHECKOUT_TOKEN, "tok-1")
                .build();
    }

    @Test
    void whatIsSkippedAnywayKeepsItsOwnReason() {
        RuleSet rules = rules("{ event: purchase_placed }", "{ skip: all, reason: closed }");
        assertEquals(
                "closed",
                rules.decide(unordered(), "DE", RuleFolder.destination("webhook"), Set.of())
                        .reason());
    }

    @Test
    void theVersionDependsOnEveryByteAndNothingElse() {
        RuleFolder given = new RuleFolder(folder).rules("{}", "{ allow: all }");
        String version = given.read().version();
        assertTrue(version.matches("rules-[0-9a-f]{12}"), version);
        assertEquals(version, given.read().version());
        assertEquals(version, decide(given.read(), "webhook").version());
        given.file("99.rules.yaml", "version: 1\ndescription: d\n");
        assertNotEquals(version, given.read().version());
        given.file("99.rules.yaml", "");
        assertEquals(1, given.problems().stream().filter(p -> p.contains("version")).count());
    }

    @Test
    void ofAThousandRulesOnlyThoseAboutTheEventAreLookedAt() {
        EventName[] names = EventName.values();
        String[] whenAndThen = new String[2_000];
        for (int i = 0; i < 1_000; i++) {
            whenAndThen[2 * i] =
                    i == 500 ? "{}" : "{ event: " + names[1 + i % 31].wire() + ", store: s }";
            whenAndThen[2 * i + 1] = "{ skip: all, reason: r" + i + " }";
        }
        RuleSet rules = rules(whenAndThen);
        assertEquals(1_000, rules.describe().size());
        assertEquals(
                List.of("r501"),
                rules.rulesFor(names[0]).stream().map(rule -> rule.described().id()).toList());
        for (EventName name : names) {
            assertTrue(rules.rulesFor(name).size() <= 34, name.wire());
        }
        assertEquals("r500", decide(rules, "webhook").reason());
    }

    @Test
    void aRuleIsDescribedInOneLine() {
        RuleSet rules =
                rules(
                        "{ event: [purchase-like, logged_in], consent: { marketing: [denied, unknown] } }",
                        "{ skip: { needing: marketing }, reason: no_marketing }",
                        "{}",
                        "{ strip: [cookies, user.email], for: [meta] }");
        assertEquals(
                List.of(
                        new RuleDescription(
                                "r1",
                                "10.rules.yaml",
                                4,
                                "d",
                                "when event purchase-like, logged_in and consent marketing denied,"
                                        + " unknown: skip needing marketing (no_marketing)"),
                        new RuleDescription(
                                "r2",
                                "10.rules.yaml",
                                8,
                                "d",
                                "always: strip cookies, user.email for meta")),
                rules.describe());
    }

    private RuleSet rules(String... whenAndThen) {
        return new RuleFolder(folder).rules(whenAndThen).read();
    }

    /** A page view of a visitor who granted everything. */
    private static Decision decide(RuleSet rules, String destination) {
        Map<Purpose, ConsentState> all =
                Arrays.stream(Purpose.values())
                        .collect(Collectors.toMap(p -> p, p -> ConsentState.GRANTED));
        return rules.decide(
                RuleFolder.consenting(EventName.PAGE_VIEWED, all).build(),
                "DE",
                RuleFolder.destination(destination),
                RuleFolder.PURPOSES.get(destination));
    }

    private static String brief(Decision decision) {
        return decision.reason() + " " + decision.rule() + " " + decision.location();
    }
}
