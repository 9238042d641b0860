// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Purpose;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorTest {
    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
            { field: { user.email: { eq: ann@example.com } } }            | true
            { field: { user.email: { eq: bob@example.com } } }            | false
            { field: { coupon: { in: [WINTER, SUMMER] } } }               | true
            { field: { coupon: { in: [summer] } } }                       | false
            { field: { coupon: { not: SUMMER } } }                        | false
            { field: { coupon: { not: [WINTER, SPRING] } } }              | true
            { field: { user.phone: { not: x } } }                         | true
            { field: { user.phone: { exists: false } } }                  | true
            { field: { user.phone: { exists: true } } }                   | false
            { field: { user.email: { exists: true } } }                   | true
            { field: { value: { gt: 129.89 } } }                          | true
            { field: { value: { gt: 129.9 } } }                           | false
            { field: { value: { gte: 129.900 } } }                        | true
            { field: { value: { lt: 129.90 } } }                          | false
            { field: { value: { lte: 129.90 } } }                         | true
            { field: { value: { gt: 100, lt: 120 } } }                    | false
            { field: { value: { eq: 129.9 } } }                           | true
            { field: { tax: { gt: 0 } } }                                 | false
            { value: { gte: 100 } }                                       | true
            { value: { lt: 100 } }                                        | false
            { field: { coupon: { starts-with: SUM } } }                   | true
            { field: { coupon: { starts-with: sum } } }                   | false
            { field: { coupon: { matches: '^S.*R$' } } }                  | true
            { field: { coupon: { matches: 'MM' } } }                      | true
            { field: { coupon: { matches: '^MM' } } }                     | false
            { field: { click_ids.gclid: { eq: Cj0 } } }                   | true
            { field: { browser_ids.ga_session_number: { gte: 3 } } }      | true
            { field: { properties.plan: { eq: gold } } }                  | true
            { field: { properties.seats: { gt: 4 } } }                    | true
            { field: { properties.seats: { eq: "5" } } }                  | false
            { field: { properties.trial: { eq: false } } }                | true
            { field: { properties.cart.size: { eq: 1.10 } } }             | true
            { field: { properties.cart.colour: { exists: false } } }      | true
            { field: { properties.plan.size: { exists: true } } }         | false
            { field: { properties.plan: { gt: 4 } } }                     | false
            { field: { "items[].category": { eq: Boots } } }              | true
            { field: { "items[].category": { not: Boots } } }             | false
            { field: { "items[].category": { not: Hats } } }              | true
            { field: { "items[].price": { gt: 50 } } }                    | true
            { field: { "items[].price": { gt: 500 } } }                   | false
            { field: { "items[].brand": { exists: false } } }             | true
            { field: { items: { exists: true } } }                        | true
            { order-source: [pos, web] }                                  | true
            { order-source: pos }                                         | false
            { country: DE }                                               | true
            { country: FR }                                               | false
            { event: checkout_* }                                         | false
            { event: '*_placed' }                                         | true
            { event: 'p*ch*placed' }                                      | true
            { event: order }                                              | true
            { event: [lead, cart] }                                       | false
            { any: [{ currency: USD }, { currency: EUR }] }               | true
            { any: [{ currency: USD }, { test: true }] }                  | false
            { all: [{ currency: EUR }, { value: { gt: 1 } }] }            | true
            { all: [{ currency: EUR }, { value: { gt: 999 } }] }          | false
            { not: { currency: EUR } }                                    | false
            { not: { currency: EUR, test: true } }                        | true
            { not: { event: purchase_placed } }                           | false
            { not: { event: page_viewed } }                               | true
            { not: { any: [{ not: { all: [{ currency: EUR }] } }] } }     | true
            { any: [{ event: page_viewed }, { event: purchase_placed, value: { gt: 1 } }] } | true
            { tags: vip }                                                 | false
            """)
    void anOperatorHoldsOrNot(String when, boolean matches) {
        assertEquals(matches, matches(when, purchase().build()), when);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
            { from: 2026-11-27, to: 2026-11-27, zone: Europe/Berlin }  | 2026-11-27T22:59:59Z | true
            { from: 2026-11-27, to: 2026-11-27, zone: Europe/Berlin }  | 2026-11-27T23:00:00Z | false
            { from: 2026-11-27, to: 2026-11-27, zone: Europe/Berlin }  | 2026-11-26T23:00:00Z | true
            { from: 2026-11-27T18:00, to: 2026-11-27T19:00 }           | 2026-11-27T18:59:59Z | true
            { from: 2026-11-27T18:00, to: 2026-11-27T19:00 }           | 2026-11-27T19:00:00Z | false
            { from: 2026-11-27T18:00 }                                 | 2026-11-27T17:59:59Z | false
            { from: 22:00, to: 06:00 }                                 | 2026-11-27T05:59:59Z | true
            { from: 22:00, to: 06:00 }                                 | 2026-11-27T06:00:00Z | false
            { from: 22:00, to: 06:00 }                                 | 2026-11-27T22:00:00Z | true
            { from: 09:00, to: 12:30 }                                 | 2026-11-27T12:29:00Z | true
            { from: 09:00, to: 12:30 }                                 | 2026-11-27T12:30:00Z | false
            { days: [fri] }                                            | 2026-11-27T12:00:00Z | true
            { days: [sat, sun] }                                       | 2026-11-27T12:00:00Z | false
            { days: sat, zone: Pacific/Auckland }                      | 2026-11-27T12:00:00Z | true
            { days: fri, from: 22:00, to: 06:00 }                      | 2026-11-28T05:00:00Z | true
            { days: sat, from: 22:00, to: 06:00 }                      | 2026-11-28T05:00:00Z | false
            """)
    void aTimeIsTheEventsOwnOnTheClockOfTheZone(String time, Instant happened, boolean matches) {
        Event event = purchase().eventTime(happened).build();
        assertEquals(matches, matches("{ time: " + time + " }", event), time);
    }

    @ParameterizedTest
    @CsvSource({
        "US-CA, US, US, CA, true", "US-CA, US, US, ca, true", "US-CA, US, US, NY, false",
        "US-CA, US, US, California, false", "US-CA, US, CA, CA, false", "US, US, US, NY, true",
        "DE-BY, DE, DE, BY, true", "US-CA, US, , CA, false"
    })
    void aSubdivisionNeedsTheCodeOfAStateOfThatCountry(
            String region, String visitor, String country, String state, boolean matches) {
        Event.Builder event = purchase().set(EventField.STATE, state);
        if (country == null) {
            event.remove(EventField.COUNTRY);
        } else {
            event.set(EventField.COUNTRY, country);
        }
        assertEquals(matches, matches("{ region: " + region + " }", event.build(), visitor));
    }

    @Test
    void aPatternTakesTimeByTheLengthOfTheTextOnly() {
        Event event = purchase().set(EventField.COUPON, "a".repeat(40_000) + "c").build();
        for (String pattern : List.of("(.*a){12}$", "(a|b)*c$", "^(a+)+$")) {
            RuleSet rules =
                    rules("{ field: { coupon: { matches: '" + pattern + "' } } }", "{ tag: t }");
            long begun = System.nanoTime();
            rules.decide(event, "DE", RuleFolder.destination("webhook"), Set.of());
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            assertTrue(took.compareTo(Duration.ofSeconds(2)) < 0, pattern + " took " + took);
        }
    }

    @Test
    void aPatternSeesTheFirstEightThousandOneHundredNinetyTwoCharacters() {
        String when = "{ field: { coupon: { matches: 'x' } } }";
        Event seen = purchase().set(EventField.COUPON, "a".repeat(8_191) + "x").build();
        Event unseen = purchase().set(EventField.COUPON, "a".repeat(8_192) + "x").build();
        assertTrue(matches(when, seen));
        assertEquals(false, matches(when, unseen));
    }

    @Test
    void everyGroupOfEventsIsClosed() {
        assertEquals(
                List.of(
                        "purchase-like",
                        "browse",
                        "cart",
                        "checkout",
                        "order",
                        "refund-like",
                        "subscription",
                        "lead"),
                EventGroups.groupNames());
        EventGroups.groupNames()
                .forEach(group -> assertTrue(!EventGroups.named(group).isEmpty(), group));
        assertEquals(
                Set.of(EventName.PURCHASE_PLACED, EventName.SUBSCRIPTION_RENEWED),
                EventGroups.named("purchase-like"));
        assertEquals(Set.of(EventName.CHECKOUT_STARTED), EventGroups.named("checkout_*"));
        assertEquals(Set.of(), EventGroups.named("nothing*"));
        assertEquals(32, EventGroups.named("*").size());
    }

    @Test
    void rulesAreIndexedByTheEventsTheirNestedConditionsCanMatch() {
        RuleSet rules =
                rules(
                        "{ any: [{ event: page_viewed, test: true }, { event: cart }] }",
                        "{ tag: a }",
                        "{ not: { event: page_viewed } }",
                        "{ tag: b }");
        assertEquals(List.of("r1"), ids(rules, EventName.PAGE_VIEWED));
        assertEquals(List.of("r1", "r2"), ids(rules, EventName.CART_VIEWED));
        assertEquals(List.of("r2"), ids(rules, EventName.LOGGED_IN));
    }

    private static List<String> ids(RuleSet rules, EventName name) {
        return rules.rulesFor(name).stream().map(Rule::id).toList();
    }

    private boolean matches(String when, Event event) {
        return matches(when, event, "DE");
    }

    private boolean matches(String when, Event event, String region) {
        RuleSet rules = rules(when, "{ skip: all, reason: matched }");
        return !rules.decide(event, region, RuleFolder.destination("webhook"), Set.of()).allowed();
    }

    private RuleSet rules(String... whenAndThen) {
        return new RuleFolder(folder).rules(whenAndThen).read();
    }

    private static Event.Builder purchase() {
        return RuleFolder.consenting(
                        EventName.PURCHASE_PLACED, Map.of(Purpose.MARKETING, ConsentState.GRANTED))
                .actionSource(ActionSource.WEBSITE)
                .set(EventField.VALUE, new BigDecimal("129.90"))
                .set(EventField.CURRENCY, "EUR")
                .set(EventField.COUPON, "SUMMER")
                .set(EventField.ORDER_SOURCE, "web")
                .set(EventField.EMAIL, "ann@example.com")
                .set(EventField.COUNTRY, "DE")
                .set(EventField.GCLID, new ClickId("Cj0", null, null))
                .set(EventField.GA_SESSION_NUMBER, 3L)
                .set(
                        EventField.PROPERTIES,
                        Map.of(
                                "plan",
                                "gold",
                                "seats",
                                5L,
                                "trial",
                                false,
                                "cart",
                                Map.of("size", new BigDecimal("1.1"))))
                .set(EventField.ITEMS, List.of(line("Boots", "89.90"), line("Socks", "40.00")));
    }

    private static Item line(String category, String price) {
        return new Item(
                "v1",
                null,
                null,
                null,
                null,
                null,
                category,
                new BigDecimal(price),
                1,
                null,
                null,
                null,
                null,
                null);
    }
}
