// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.decide.Decision;
import io.tracklayer.core.decide.Treatment;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Privacy;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.identity.Sha256;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectTest {
    @TempDir Path folder;

    @Test
    void aRouteSendsToTheNamedOnesOnly() {
        RuleSet rules = rules("{ test: false }", "{ route: [webhook] }");
        assertTrue(decide(rules, "webhook").allowed());
        Decision other = decide(rules, "ga4");
        assertEquals("not_routed r1", other.reason() + " " + other.rule());
        assertEquals(
                "The rule \"r1\" sends this to other destinations only, so nothing was sent to"
                        + " ga4.",
                other.sentence());
    }

    @Test
    void anEarlierAllowOutranksARouteAndARouteALaterSkip() {
        RuleSet rules =
                rules(
                        "{ test: false }",
                        "{ allow: [ga4] }",
                        "{}",
                        "{ route: [webhook] }",
                        "{ currency: EUR }",
                        "{ skip: all, reason: late }");
        assertTrue(decide(rules, "ga4").allowed());
        assertTrue(decide(rules, "webhook").allowed());
        assertEquals("not_routed", decide(rules, "meta").reason());
    }

    @Test
    void theFirstRuleOfAConcernDecidesAndOthersAddUpEachWithItsCause() {
        RuleSet rules =
                rules(
                        "{}",
                        "{ limit: { limited-use: true }, hold: 30s, for: [webhook] }",
                        "{ test: false }",
                        "{ limit: { limited-use: false }, hold: 2h, action-source: app, for: all }",
                        "{ currency: EUR }",
                        "{ drop: [properties.plan, coupon], tag: [b, a], for: all }",
                        "{ not: { test: true } }",
                        "{ drop: 'items[].brand', rename: { order_name: properties.name }, for: all }");
        Treatment treatment = decide(rules, "webhook").treatment();
        assertTrue(treatment.limitedUse());
        assertEquals(Duration.ofSeconds(30), treatment.hold());
        assertEquals(ActionSource.APP, treatment.actionSource());
        assertEquals(Set.of("properties.plan", "coupon", "items[].brand"), treatment.drops());
        assertEquals(
                List.of(new Treatment.Rename("order_name", "properties.name")),
                treatment.renames());
        assertEquals(List.of("a", "b"), List.copyOf(treatment.tags()));
        assertEquals(
                "[drop r3 10.rules.yaml:12, tag r3 10.rules.yaml:12, drop r4 10.rules.yaml:16,"
                        + " rename r4 10.rules.yaml:16, limit r1 10.rules.yaml:4, action-source r2"
                        + " 10.rules.yaml:8, hold r1 10.rules.yaml:4]",
                treatment.causes().stream()
                        .map(c -> c.effect() + " " + c.rule() + " " + c.location())
                        .toList()
                        .toString());
        Treatment other = decide(rules, "ga4").treatment();
        assertFalse(other.limitedUse());
        assertEquals(Duration.ofHours(2), other.hold());
    }

    @Test
    void aTagIsSeenByLaterRulesOnly() {
        RuleSet rules =
                rules(
                        "{ tags: vip }",
                        "{ skip: all, reason: too_early }",
                        "{ field: { coupon: { exists: true } } }",
                        "{ tag: vip }",
                        "{ tags: [vip, other] }",
                        "{ skip: [ga4], reason: vip_only }");
        assertEquals("vip_only", decide(rules, "ga4").reason());
        assertEquals("allowed", decide(rules, "webhook").reason());
    }

    @Test
    void groupsStandForTheirDestinationsInEveryFile() {
        String uses =
                """
                version: 1
                description: d
                rules:
                  - id: one
                    when: {}
                    then: { skip: [ads], reason: no_ads }
                """;
        RuleSet rules =
                new RuleFolder(folder)
                        .file("a.rules.yaml", uses)
                        .file(
                                "b.rules.yaml",
                                "version: 1\ndescription: d\ngroups: { ads: [meta, ga4] }\n")
                        .read();
        assertEquals("no_ads", decide(rules, "meta").reason());
        assertEquals("no_ads", decide(rules, "ga4").reason());
        assertEquals("allowed", decide(rules, "webhook").reason());
    }

    @Test
    void aSampleIsTheDocumentedHash() {
        RuleSet rules = rules("{}", "{ sample: { keep: 12.5%, by: order }, for: [webhook] }");
        int kept = 0;
        for (int i = 0; i < 2_000; i++) {
            Event event = event().set(EventField.ORDER_ID, "o" + i).build();
            Decision decision = decide(rules, event, "webhook");
            assertEquals(inSample("r1\norder\no" + i, 125_000), decision.allowed());
            kept += decision.allowed() ? 1 : 0;
            assertTrue(decide(rules, event, "ga4").allowed());
        }
        assertTrue(kept > 190 && kept < 310, "an eighth of 2,000 is kept, not " + kept);
    }

    @ParameterizedTest
    @CsvSource({
        "visitor, anonymous_id, v1",
        "visitor, external_id, c1",
        "visitor, email, ann@example.com",
        "visitor, coupon, e",
        "order, order_id, o1",
        "order, email, e",
        "event, order_id, e"
    })
    void aSampleKeepsOrLeavesOutTheWholeVisitorOrderOrEvent(
            String by, String known, String expectedKey) {
        EventField field =
                switch (known) {
                    case "anonymous_id" -> EventField.ANONYMOUS_ID;
                    case "external_id" -> EventField.EXTERNAL_ID;
                    case "email" -> EventField.EMAIL;
                    case "order_id" -> EventField.ORDER_ID;
                    default -> EventField.COUPON;
                };
        for (int share = 5; share < 100; share += 10) {
            RuleSet rules =
                    rules("{}", "{ sample: { keep: " + share + "%, by: " + by + " }, for: all }");
            Event event = event().set(field, expectedKey).build();
            assertEquals(
                    inSample("r1\n" + by + "\n" + expectedKey, share * 10_000L),
                    decide(rules, event, "webhook").allowed());
        }
    }

    @Test
    void aSampleOfNothingAndOfAllIsExact() {
        Decision none = decide(rules("{}", "{ sample: { keep: 0%, by: event }, for: all }"), "ga4");
        assertEquals("sampled_out", none.reason());
        assertEquals(
                "The rule \"r1\" keeps 0% of these and this is none of them, so nothing was sent"
                        + " to ga4.",
                none.sentence());
        RuleSet all = rules("{}", "{ sample: { keep: 100%, by: event }, for: all }");
        assertTrue(decide(all, "ga4").allowed());
    }

    /** Destination that needs marketing, by policy of the region and what the delay says. */
    @ParameterizedTest
    @CsvSource({
        "DE, skip, consent_unknown:marketing, false",
        "DE, strip, consent_unknown:marketing, false",
        "DE, send, consent_unknown:marketing, false",
        "AU, skip, consent_unknown:marketing, false",
        "AU, strip, '', true",
        "AU, send, '', false",
        "NL, skip, consent_unknown:marketing, false",
        "NL, send, '', false"
    })
    void aDelayWaitsForAnAnswerAndEndsByTheStricterOfItAndThePolicy(
            String region, String then, String reason, boolean strips) {
        RuleSet rules = delaying(then);
        Decision waits =
                rules.decide(
                        RuleFolder.event(EventName.PAGE_VIEWED).build(),
                        region,
                        RuleFolder.destination("meta"),
                        Set.of(Purpose.MARKETING));
        assertTrue(waits.allowed());
        assertEquals("waiting_for_consent r1", waits.reason() + " " + waits.rule());
        Treatment.Delay delay = waits.treatment().waits().orElseThrow();
        assertEquals(Duration.ofHours(24), delay.longest());
        assertEquals(reason, delay.reason());
        assertEquals(strips, delay.stripped().contains(EventField.EMAIL));
        assertEquals(region.equals("NL"), waits.stripped().contains(EventField.EMAIL));
        assertEquals("delay", waits.treatment().causes().get(0).effect());
    }

    @Test
    void aDelayDoesNotConcernWhatIsAnsweredOrOptedOut() {
        RuleSet rules = delaying("send");
        assertEquals("allowed", marketing(rules, ConsentState.GRANTED, "DE").reason());
        assertEquals(
                "consent_denied:marketing", marketing(rules, ConsentState.DENIED, "DE").reason());
        Event optedOut =
                RuleFolder.consenting(
                                EventName.PAGE_VIEWED,
                                Map.of(Purpose.SALE_OF_DATA, ConsentState.DENIED))
                        .build();
        assertEquals(
                "consent_denied:sale_of_data",
                rules.decide(
                                optedOut,
                                "US",
                                RuleFolder.destination("meta"),
                                Set.of(Purpose.MARKETING))
                        .reason());
    }

    @Test
    void aPolicyMaySendUnknownConsentWithoutAnythingPersonal() {
        RuleSet rules = delaying("send");
        Decision decision =
                rules.decide(
                        RuleFolder.event(EventName.PAGE_VIEWED).build(),
                        "NL",
                        RuleFolder.destination("ga4"),
                        Set.of(Purpose.ANALYTICS));
        assertEquals(
                "stripped consent-gate p.rules.yaml:5",
                decision.reason() + " " + decision.rule() + " " + decision.location());
        for (EventField field : EventField.values()) {
            assertEquals(
                    field.privacy() != Privacy.NONE,
                    decision.stripped().contains(field),
                    field.path());
        }
    }

    private static Decision marketing(RuleSet rules, ConsentState state, String region) {
        return rules.decide(
                RuleFolder.consenting(EventName.PAGE_VIEWED, Map.of(Purpose.MARKETING, state))
                        .build(),
                region,
                RuleFolder.destination("meta"),
                Set.of(Purpose.MARKETING));
    }

    /** Denied in Germany, granted in Australia, stripped in the Netherlands. */
    private RuleSet delaying(String then) {
        return new RuleFolder(folder)
                .file(
                        "p.rules.yaml",
                        """
                        version: 1
                        description: d
                        unknown-consent:
                          AU: granted
                          NL: strip
                          US: granted_unless_optout
                        """)
                .rules(
                        "{}",
                        "{ delay: { until: consent, for: 24h, then: " + then + " }, for: [meta] }")
                .read();
    }

    private static boolean inSample(String text, long millionths) {
        BigInteger first = new BigInteger(Sha256.of(text).hex().substring(0, 16), 16);
        return first.mod(BigInteger.valueOf(1_000_000)).longValueExact() < millionths;
    }

    private RuleSet rules(String... whenAndThen) {
        return new RuleFolder(folder).rules(whenAndThen).read();
    }

    private static Event.Builder event() {
        return RuleFolder.event(EventName.PURCHASE_PLACED)
                .set(EventField.CURRENCY, "EUR")
                .set(EventField.COUPON, "SUMMER");
    }

    private static Decision decide(RuleSet rules, String destination) {
        return decide(rules, event().build(), destination);
    }

    private static Decision decide(RuleSet rules, Event event, String destination) {
        return rules.decide(event, "DE", RuleFolder.destination(destination), Set.of());
    }
}
