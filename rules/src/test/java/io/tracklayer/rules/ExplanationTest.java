// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationTest {
    @TempDir Path folder;

    @Test
    void everyRuleSaysWhetherItMatchedWhatCountedAndWhatAnEarlierOneHadDecided() {
        RuleSet rules =
                rules(
                        "{ test: true }",
                        "{ skip: all, reason: x }",
                        "{ event: purchase-like }",
                        "{ allow: all, tag: seen }",
                        "{ tags: seen }",
                        "{ skip: all, reason: y, strip: user.email, for: all }",
                        "{}",
                        "{ hold: 1h, for: [meta] }");
        Explanation explained = explain(rules);
        assertEquals("stripped", explained.decision().reason());
        assertEquals(
                List.of(
                        "r1 10.rules.yaml:4 test: wanted true, is false",
                        "r2 10.rules.yaml:8 [allow, tag] shadowed []",
                        "r3 10.rules.yaml:12 [strip] shadowed [skip]",
                        "r4 10.rules.yaml:16 destination: wanted another one, is webhook"),
                explained.rules().stream().map(ExplanationTest::brief).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
            { event: page_viewed }                            | event: wanted page_viewed, is purchase_placed
            { merchant: hats }                                | merchant: wanted hats, is shoes
            { store: hats-de }                                | store: wanted hats-de, is shoes-de
            { source: shopify }                               | source: wanted shopify, is browser
            { region: [EEA, UK] }                             | region: wanted EEA, GB, is US-CA
            { currency: USD }                                 | currency: wanted USD, is EUR
            { order-source: pos }                             | order-source: wanted pos, is not known
            { action-source: app }                            | action-source: wanted app, is website
            { tags: vip }                                     | tags: wanted vip, is none
            { consent: { marketing: granted } }               | consent marketing: wanted granted, is unknown
            { time: { days: [mon], from: 08:00 } }            | time: wanted from 08:00 on mon in UTC, is thu 1970-01-01T00:00
            { value: { gt: 200, lt: 300 } }                   | field value: wanted > 200 and < 300, is 129.90
            { field: { user.email: { eq: bob@example.com } } } | field user.email: wanted bob@example.com, is •••
            { field: { user.phone: { exists: true } } }       | field user.phone: wanted known, is not known
            { field: { properties.mail: { eq: a } } }         | field properties.mail: wanted a, is •••
            { field: { properties.plan: { matches: ^s } } }   | field properties.plan: wanted matching "^s", is gold
            { any: [{ currency: USD }, { test: true }] }      | any of currency; test: wanted USD; true, is EUR; false
            { not: { currency: EUR } }                        | not: wanted not: currency EUR, is it is so
            { test: false, currency: USD, store: x }          | store: wanted x, is shoes-de
            """)
    void theFirstConditionThatFailedIsShownWithoutPersonalData(String when, String expected) {
        String brief = brief(explain(rules(when, "{ tag: t }")).rules().get(0));
        assertEquals("r1 10.rules.yaml:4 " + expected, brief);
    }

    @Test
    void whatConsentDecidesAloneIsSaidByTheDecision() {
        RuleSet rules = rules("{}", "{ tag: t }");
        Explanation explained =
                rules.explain(
                        event(), "DE", RuleFolder.destination("meta"), Set.of(Purpose.MARKETING));
        assertEquals("consent-gate", explained.decision().rule());
        assertEquals(true, explained.rules().get(0).matched());
        Explanation off =
                rules.explain(
                        event(), "DE", RuleFolder.destination("meta", "meta", false), Set.of());
        assertEquals("destination_disabled", off.decision().reason());
    }

    private static String brief(RuleTrace trace) {
        return trace.rule().id()
                + " "
                + trace.rule().location()
                + " "
                + trace.missed()
                        .map(m -> m.key() + ": wanted " + m.wanted() + ", is " + m.actual())
                        .orElse(trace.effects() + " shadowed " + trace.shadowed());
    }

    private RuleSet rules(String... whenAndThen) {
        return new RuleFolder(folder).rules(whenAndThen).read();
    }

    private static Explanation explain(RuleSet rules) {
        return rules.explain(event(), "US", RuleFolder.destination("webhook"), Set.of());
    }

    private static Event event() {
        return RuleFolder.consenting(
                        EventName.PURCHASE_PLACED, Map.of(Purpose.ANALYTICS, ConsentState.GRANTED))
                .sources(List.of("browser"))
                .set(EventField.CURRENCY, "EUR")
                .set(EventField.VALUE, new BigDecimal("129.90"))
                .set(EventField.EMAIL, "ann@example.com")
                .set(EventField.COUNTRY, "US")
                .set(EventField.STATE, "CA")
                .set(EventField.PROPERTIES, Map.of("plan", "gold", "mail", "ann@example.com"))
                .build();
    }
}
