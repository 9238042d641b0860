// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static io.tracklayer.store.jdbc.Visits.NOON;
import static io.tracklayer.store.jdbc.Visits.browser;
import static io.tracklayer.store.jdbc.Visits.marketing;
import static io.tracklayer.store.jdbc.Visits.order;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.consent.Withdrawals;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.IdentitySettings;
import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.core.identity.Touch;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.identity.Sha256;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an event takes from earlier visits of its person, and what it never takes. */
class RememberedIdsTest {
    private static final String LANDING = "https://shop.example/sale?fbclid=IwAR0&gclid=Cj0K";
    private static final Instant THREE_WEEKS_AGO = NOON.minus(Duration.ofDays(21));

    @TempDir Path folder;
    private Visits visits;

    @BeforeEach
    void open() {
        visits = new Visits(folder);
    }

    @AfterEach
    void close() {
        visits.close();
    }

    @Test
    void anOrderWithoutABrowserCarriesTheClickThreeWeeksBeforeOnAnotherDevice() {
        visits.visit(browser("a1", THREE_WEEKS_AGO).set(EventField.PAGE_URL, LANDING));
        visits.visit(
                browser("a1", THREE_WEEKS_AGO.plusSeconds(600))
                        .set(EventField.EMAIL, " Anna@Example.com"));
        StoredEvent order =
                visits.visit(
                        order(NOON).set(EventField.EMAIL, Sha256.of("anna@example.com").hex()));
        Event event = order.event();
        assertEquals(
                Optional.of("fb.1." + THREE_WEEKS_AGO.toEpochMilli() + ".IwAR0"),
                event.text(EventField.FBC));
        assertEquals(
                Optional.of(new ClickId("Cj0K", THREE_WEEKS_AGO, LANDING)),
                event.clickId(EventField.GCLID));
        Provenance from = order.provenance().get("click_ids.gclid");
        assertEquals(Provenance.REMEMBERED, from.rule());
        assertEquals(THREE_WEEKS_AGO, from.at());
        assertEquals(
                "landing 2026-10-31T12:00Z https://shop.example/sale (event browser_"
                        + THREE_WEEKS_AGO.getEpochSecond()
                        + ", joined by email), 21 d before",
                from.origin());
        assertEquals(Provenance.BUILT_FROM_CLICK, order.provenance().get("browser_ids.fbc").rule());
    }

    @Test
    void aCheckoutTokenLeadsToTheBrowserThatBeganTheCheckout() {
        visits.visit(
                browser("a1", THREE_WEEKS_AGO)
                        .set(EventField.PAGE_URL, LANDING)
                        .set(EventField.CHECKOUT_TOKEN, "5f70c1aa"));
        Event event = visits.visit(order(NOON).set(EventField.CHECKOUT_TOKEN, "5f70c1aa")).event();
        assertEquals("Cj0K", event.clickId(EventField.GCLID).orElseThrow().value());
        assertEquals(
                Optional.empty(),
                visits.visit(order(NOON).set(EventField.CHECKOUT_TOKEN, "another"))
                        .event()
                        .clickId(EventField.GCLID));
    }

    @Test
    void anIdIsUsedUntilTheSecondItsLifetimeEnds() {
        Map<String, Integer> days = Map.of("gclid", 90, "ttclid", 90, "sccid", 30, "epik", 60);
        days.forEach(
                (name, count) -> {
                    EventField field = EventField.find("click_ids." + name).orElseThrow();
                    String email = name + "@example.com";
                    visits.visit(
                            browser("a-" + name, NOON)
                                    .set(EventField.PAGE_URL, "https://s.example/?" + name + "=1")
                                    .set(EventField.EMAIL, email));
                    Instant end = NOON.plus(Duration.ofDays(count));
                    assertTrue(purchase(email, end.minusSeconds(1)).has(field), name);
                    assertFalse(purchase(email, end).has(field), name);
                });
    }

    @Test
    void aLifetimeOfTheConfigurationCountsInsteadOfTheUsualOne() {
        Map<EventField, Duration> lifetimes = new EnumMap<>(IdentitySettings.STANDARD.lifetimes());
        lifetimes.put(EventField.GCLID, Duration.ofDays(7));
        visits.with(
                new IdentitySettings(true, IdentitySettings.STANDARD.ttl(), 50, 20, 5, lifetimes));
        landed("a1", NOON);
        Event late = purchase(NOON.plus(Duration.ofDays(8)));
        assertFalse(late.has(EventField.GCLID));
        assertTrue(late.has(EventField.FBC), "its lifetime is as ever");
    }

    @Test
    void whatWasSeenAfterTheEventIsNotTaken() {
        landed("a1", NOON);
        assertFalse(purchase(NOON.minusSeconds(1)).has(EventField.GCLID));
        assertTrue(purchase(NOON).has(EventField.GCLID));
    }

    @Test
    void theLastClickIsTakenAndWhatArrivedIsNeverReplaced() {
        landed("a1", NOON);
        visits.visit(
                browser("a1", NOON.plusSeconds(60))
                        .set(EventField.PAGE_URL, "https://shop.example/?gclid=second"));
        Instant later = NOON.plusSeconds(120);
        assertEquals("second", purchase(later).clickId(EventField.GCLID).orElseThrow().value());
        Event own =
                visits.visit(
                                order(later)
                                        .set(EventField.EMAIL, "anna@example.com")
                                        .set(EventField.GCLID, new ClickId("own", later, null))
                                        .set(EventField.FBC, "fb.1.1763726400000.own"))
                        .event();
        assertEquals("own", own.clickId(EventField.GCLID).orElseThrow().value());
        assertEquals(Optional.of("fb.1.1763726400000.own"), own.text(EventField.FBC));
    }

    @Test
    void theLandingOfTheOrderIsBelievedLessAndThePageMoreThanWhatIsRemembered() {
        landed("a1", NOON);
        Event order =
                visits.visit(
                                order(NOON.plusSeconds(60))
                                        .set(EventField.EMAIL, "anna@example.com")
                                        .set(EventField.PAGE_URL, "https://s.example/?gclid=page")
                                        .set(
                                                EventField.LANDING_URL,
                                                "https://s.example/?fbclid=site&ttclid=tt"))
                        .event();
        assertEquals("page", order.clickId(EventField.GCLID).orElseThrow().value());
        assertEquals("IwAR0", order.clickId(EventField.FBCLID).orElseThrow().value());
        assertEquals("tt", order.clickId(EventField.TTCLID).orElseThrow().value());
    }

    @Test
    void aClickCookieThatIsNewerThanTheClickIsTakenAsItIs() {
        Event order = withCookieMade(NOON.plusSeconds(60));
        assertEquals(Optional.of("fb.1.1795262460000.cookie"), order.text(EventField.FBC));
        assertEquals("cookie", order.clickId(EventField.FBCLID).orElseThrow().value());
    }

    @Test
    void aClickThatIsNewerThanTheClickCookieMakesANewOne() {
        Event order = withCookieMade(NOON.minusSeconds(60));
        assertEquals(Optional.of("fb.1.1795262400000.IwAR0"), order.text(EventField.FBC));
        assertEquals("IwAR0", order.clickId(EventField.FBCLID).orElseThrow().value());
    }

    private Event withCookieMade(Instant made) {
        landed("a1", NOON);
        visits.visit(
                browser("a1", NOON.plusSeconds(300))
                        .set(EventField.FBC, "fb.1." + made.toEpochMilli() + ".cookie"));
        return purchase(NOON.plusSeconds(600));
    }

    @Test
    void ofGooglesIdsOneIsTakenTheLastAndOfOneTimeTheClick() {
        visits.visit(
                browser("a1", NOON)
                        .set(EventField.EMAIL, "anna@example.com")
                        .set(EventField.PAGE_URL, "https://s.example/?gbraid=gb&gclid=gc"));
        Event order = purchase(NOON.plusSeconds(60));
        assertEquals("gc", order.clickId(EventField.GCLID).orElseThrow().value());
        assertFalse(order.has(EventField.GBRAID));
        visits.visit(
                browser("a1", NOON.plusSeconds(90))
                        .set(EventField.PAGE_URL, "https://s.example/?wbraid=wb"));
        Event later = purchase(NOON.plusSeconds(120));
        assertEquals("wb", later.clickId(EventField.WBRAID).orElseThrow().value());
        assertFalse(later.has(EventField.GCLID));
    }

    @Test
    void anOrderTakesTheIdsOfTheBrowserAndNothingElseOfTheDevice() {
        visits.visit(
                browser("a1", NOON)
                        .set(EventField.EMAIL, "anna@example.com")
                        .set(EventField.FBP, "fb.1.1763726400000.123")
                        .set(EventField.TTP, "ttp1")
                        .set(EventField.GA_CLIENT_ID, "1.2")
                        .set(EventField.USER_AGENT, "Mozilla/5.0")
                        .set(EventField.CLIENT_IP, "203.0.113.7"));
        Event order = purchase(NOON.plusSeconds(60));
        assertEquals(Optional.of("fb.1.1763726400000.123"), order.text(EventField.FBP));
        assertEquals(Optional.of("ttp1"), order.text(EventField.TTP));
        assertEquals(Optional.of("1.2"), order.text(EventField.GA_CLIENT_ID));
        assertFalse(order.has(EventField.USER_AGENT));
        assertFalse(order.has(EventField.CLIENT_IP));
        assertFalse(order.has(EventField.ANONYMOUS_ID));
    }

    @Test
    void anEventThatNamesItsBrowserTakesClicksButNoBrowserIdsOfAnother() {
        visits.visit(
                browser("phone", NOON)
                        .set(EventField.EMAIL, "anna@example.com")
                        .set(EventField.FBP, "fb.1.1763726400000.123")
                        .set(EventField.PAGE_URL, LANDING));
        Event laptop =
                visits.visit(
                                browser("laptop", NOON.plusSeconds(60))
                                        .set(EventField.EMAIL, "anna@example.com"))
                        .event();
        assertFalse(laptop.has(EventField.FBP));
        assertTrue(laptop.has(EventField.GCLID));
    }

    @Test
    void aSessionIsTakenForHalfAnHourAndOnlyWithItsBrowser() {
        visits.visit(
                browser("a1", NOON)
                        .set(EventField.EMAIL, "anna@example.com")
                        .set(EventField.GA_CLIENT_ID, "1.2")
                        .set(EventField.GA_SESSION_ID, "1763726400"));
        assertEquals(
                Optional.of("1763726400"),
                purchase(NOON.plus(Duration.ofMinutes(29))).text(EventField.GA_SESSION_ID));
        assertFalse(purchase(NOON.plus(Duration.ofMinutes(30))).has(EventField.GA_SESSION_ID));
        Event other =
                visits.visit(
                                order(NOON.plusSeconds(60))
                                        .set(EventField.EMAIL, "anna@example.com")
                                        .set(EventField.GA_CLIENT_ID, "9.9"))
                        .event();
        assertFalse(other.has(EventField.GA_SESSION_ID));
    }

    @Test
    void whereMarketingIsRefusedNothingIsRememberedAndNothingTaken() {
        visits.visit(
                browser("a1", NOON)
                        .set(EventField.EMAIL, "anna@example.com")
                        .set(EventField.PAGE_URL, LANDING)
                        .consent(marketing(ConsentState.DENIED)));
        assertEquals(Optional.empty(), visits.find(KeyKind.EMAIL, "anna@example.com"));
        landed("a2", NOON.plusSeconds(60));
        Event refused =
                visits.visit(
                                order(NOON.plusSeconds(90))
                                        .set(EventField.EMAIL, "anna@example.com")
                                        .consent(marketing(ConsentState.DENIED)))
                        .event();
        assertFalse(refused.has(EventField.GCLID));
    }

    @Test
    void aRefusalDeletesWhatWasSeenUntilThenOnEveryDeviceAndForGood() {
        landed("phone", NOON);
        visits.visit(
                browser("laptop", NOON.plusSeconds(60))
                        .set(EventField.EMAIL, "anna@example.com")
                        .consent(marketing(ConsentState.DENIED)));
        assertEquals(List.of(), touches());
        landed("phone", NOON.plusSeconds(30));
        assertEquals(List.of(), touches(), "a late copy from before the refusal");
        Instant later = NOON.plus(Duration.ofDays(2));
        visits.visit(
                browser("phone", later)
                        .set(EventField.PAGE_URL, "https://shop.example/?gclid=again"));
        Event order = purchase(later.plusSeconds(60));
        assertEquals("again", order.clickId(EventField.GCLID).orElseThrow().value());
        assertFalse(order.has(EventField.FBC));
    }

    @Test
    void aRefusalIsForLateCopiesOfABrowserTooOfWhichNothingWasRememberedYet() {
        visits.visit(browser("phone", NOON).set(EventField.EMAIL, "anna@example.com"));
        visits.visit(
                browser("phone", NOON.plusSeconds(60)).consent(marketing(ConsentState.DENIED)));
        landed("phone", NOON.plusSeconds(30));
        assertEquals(List.of(), touches());
    }

    @Test
    void aRefusalInTheBrowserReachesWhatWaitsUnderAnotherKeyOfThePerson() {
        landed("phone", NOON);
        Event order =
                visits.visit(
                                order(NOON.plusSeconds(30))
                                        .set(EventField.EMAIL, "anna@example.com")
                                        .consent(marketing(ConsentState.GRANTED)))
                        .event();
        assertEquals(Optional.empty(), withdrawn(order));
        Event.Builder refusal =
                browser("phone", NOON.plusSeconds(60)).consent(marketing(ConsentState.DENIED));
        visits.visit(refusal);
        visits.visit(refusal.eventTime(NOON.plusSeconds(90)));
        assertEquals(Optional.of(NOON.plusSeconds(60)), withdrawn(order), "and is written once");
    }

    private Optional<Instant> withdrawn(Event event) {
        Map<Purpose, Instant> since =
                Withdrawals.of(visits.store.queries(), Map.of(1L, event)).get(1L).since();
        return Optional.ofNullable(since.get(Purpose.MARKETING));
    }

    @Test
    void anOrderThatSaysNothingTakesNothingAfterItsPersonRefused() {
        landed("phone", NOON);
        visits.visit(
                browser("phone", NOON.plusSeconds(60)).consent(marketing(ConsentState.DENIED)));
        Event order =
                visits.visit(order(NOON.plusSeconds(90)).set(EventField.EMAIL, "anna@example.com"))
                        .event();
        assertEquals(ConsentState.DENIED, order.consent().state(Purpose.MARKETING));
        assertFalse(order.has(EventField.GCLID));
    }

    @Test
    void aRenewalFindsTheConsentThatTheBrowserGaveAtTheFirstCheckout() {
        visits.visit(
                browser("a1", NOON)
                        .set(EventField.PAGE_URL, LANDING)
                        .set(EventField.SUBSCRIPTION_ID, "sub_7"));
        Event renewal =
                visits.visit(
                                Visits.event(
                                                "acme",
                                                EventName.SUBSCRIPTION_RENEWED,
                                                NOON.plus(Duration.ofDays(30)),
                                                "recharge")
                                        .consent(Consent.notGiven())
                                        .set(EventField.SUBSCRIPTION_ID, "sub_7"))
                        .event();
        assertEquals(ConsentState.GRANTED, renewal.consent().state(Purpose.MARKETING));
        assertEquals("Cj0K", renewal.clickId(EventField.GCLID).orElseThrow().value());
    }

    @Test
    void ofEachKindTheFirstAndTheLastFiveAreKept() {
        for (int i = 0; i < 9; i++) {
            visits.visit(
                    browser("a1", NOON.plusSeconds(i))
                            .set(EventField.EMAIL, "anna@example.com")
                            .set(EventField.PAGE_URL, "https://s.example/?gclid=g" + i));
        }
        assertEquals(
                List.of("g0", "g4", "g5", "g6", "g7", "g8"),
                touches().stream().map(Touch::value).sorted().toList());
    }

    @Test
    void twoMerchantsNeverMeet() {
        landed("a1", NOON);
        Event other =
                visits.visit(
                                Visits.event(
                                                "shoes",
                                                EventName.PURCHASE_PLACED,
                                                NOON.plusSeconds(60),
                                                "shopify")
                                        .set(EventField.EMAIL, "anna@example.com")
                                        .set(EventField.ANONYMOUS_ID, "a1"))
                        .event();
        assertFalse(other.has(EventField.GCLID));
        assertEquals(
                List.of("acme"),
                visits.require(KeyKind.EMAIL, "anna@example.com").persons().stream()
                        .map(person -> person.merchant())
                        .distinct()
                        .toList());
    }

    @Test
    void testsAndSwitchedOffMemoryLeaveNothingBehind() {
        visits.visit(
                browser("a1", NOON)
                        .test(true)
                        .set(EventField.EMAIL, "anna@example.com")
                        .set(EventField.PAGE_URL, LANDING));
        IdentitySettings standard = IdentitySettings.STANDARD;
        visits.with(new IdentitySettings(false, standard.ttl(), 50, 20, 5, standard.lifetimes()));
        landed("a1", NOON);
        assertEquals(Optional.empty(), visits.find(KeyKind.EMAIL, "anna@example.com"));
    }

    private void landed(String browser, Instant at) {
        visits.visit(
                browser(browser, at)
                        .set(EventField.EMAIL, "anna@example.com")
                        .set(EventField.PAGE_URL, LANDING));
    }

    private Event purchase(Instant at) {
        return purchase("anna@example.com", at);
    }

    private Event purchase(String email, Instant at) {
        return visits.visit(order(at).set(EventField.EMAIL, email)).event();
    }

    private List<Touch> touches() {
        return visits.require(KeyKind.EMAIL, "anna@example.com").touches().values().stream()
                .flatMap(touches -> touches.all().stream())
                .toList();
    }
}
