// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import static io.tracklayer.store.jdbc.Visits.NOON;
import static io.tracklayer.store.jdbc.Visits.browser;
import static io.tracklayer.store.jdbc.Visits.key;
import static io.tracklayer.store.jdbc.Visits.order;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.consent.VisitorKeys;
import io.tracklayer.core.identity.Identity;
import io.tracklayer.core.identity.IdentityJson;
import io.tracklayer.core.identity.IdentityRecords;
import io.tracklayer.core.identity.IdentitySettings;
import io.tracklayer.core.identity.Join;
import io.tracklayer.core.identity.KeyKind;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is joined with whom, why, and how it is taken back. */
class IdentityGraphTest {
    private static final String ANNA = "anna@example.com";
    private static final String BEN = "ben@example.com";

    @TempDir Path folder;
    private Visits visits;

    @BeforeEach
    void open() {
        visits = new Visits(folder.resolve("one"));
    }

    @AfterEach
    void close() {
        visits.close();
    }

    @Test
    void aJoinReadsAsASentenceAndNamesNobody() {
        visits.visit(browser("a1", NOON).set(EventField.CHECKOUT_TOKEN, "5f70c1aabbccddee"));
        visits.visit(
                order(NOON.plusSeconds(60))
                        .eventId("ord_1_purchase")
                        .set(EventField.CHECKOUT_TOKEN, "5f70c1aabbccddee")
                        .set(EventField.EMAIL, ANNA));
        Identity identity = visits.require(KeyKind.EMAIL, ANNA);
        assertEquals(
                List.of(
                        "joined by checkout_token 5f70c1aa… at 2026-11-21 12:01:00"
                                + " (event ord_1_purchase, shopify)"),
                identity.joins().stream().map(Join::sentence).toList());
        String shown =
                StrictJson.writeText(
                        IdentityJson.identity(identity, IdentitySettings.STANDARD, NOON));
        assertFalse(shown.contains("anna") || shown.contains("5f70c1aabbccddee"), shown);
        assertEquals(2, identity.persons().size());
    }

    @Test
    void twoCustomersAtOneTabletStayTwoAndTheTabletStaysWithTheFirst() {
        login("tablet", "77");
        login("tablet", "88");
        Identity first = visits.require(KeyKind.EXTERNAL_ID, "77");
        assertEquals(first.id(), visits.require(KeyKind.ANONYMOUS_ID, "tablet").id());
        assertNotEquals(first.id(), visits.require(KeyKind.EXTERNAL_ID, "88").id());
    }

    @Test
    void twoCustomersWhoBoughtWithOneAddressAreOneByTheAddressAndNotByTheTablet() {
        login("tablet", "77");
        login("tablet", "88");
        visits.visit(order(NOON).set(EventField.EXTERNAL_ID, "77").set(EventField.EMAIL, ANNA));
        visits.visit(
                order(NOON.plusSeconds(9))
                        .set(EventField.EXTERNAL_ID, "88")
                        .set(EventField.EMAIL, ANNA));
        assertEquals(
                visits.require(KeyKind.EXTERNAL_ID, "77").id(),
                visits.require(KeyKind.EXTERNAL_ID, "88").id());
    }

    @Test
    void aBrowserCookieJoinsTwoIdsOfOneBrowserAndNeverTwoCustomers() {
        visits.visit(browser("a1", NOON).set(EventField.FBP, "fb.1.1.copied"));
        visits.visit(browser("a2", NOON).set(EventField.FBP, "fb.1.1.copied"));
        assertEquals(
                visits.require(KeyKind.ANONYMOUS_ID, "a1").id(),
                visits.require(KeyKind.ANONYMOUS_ID, "a2").id(),
                "one browser that lost its id");
        login("a1", "77");
        login("a2", "88");
        assertNotEquals(
                visits.require(KeyKind.EXTERNAL_ID, "77").id(),
                visits.require(KeyKind.EXTERNAL_ID, "88").id());
    }

    @Test
    void anAddressOnTooManyBrowsersIsSharedAndJoinsNobodyAnyMore() {
        visits.with(settings(3, 20));
        for (int i = 0; i < 4; i++) {
            visits.visit(
                    browser("b" + i, NOON.plusSeconds(i)).set(EventField.EMAIL, "guest@x.org"));
        }
        assertEquals(
                3,
                visits.require(KeyKind.ANONYMOUS_ID, "b0").persons().stream()
                        .filter(person -> person.browser())
                        .count());
        assertEquals(1, visits.require(KeyKind.ANONYMOUS_ID, "b3").persons().size());
        assertEquals(Optional.empty(), visits.find(KeyKind.EMAIL, "guest@x.org"));
        assertTrue(
                visits.store
                        .queries()
                        .identities()
                        .key(key("acme", KeyKind.EMAIL, "guest@x.org"))
                        .orElseThrow()
                        .shared());
        visits.visit(
                browser("b4", NOON.plusSeconds(9))
                        .set(EventField.EMAIL, "guest@x.org")
                        .set(EventField.EXTERNAL_ID, "77"));
        assertEquals(2, visits.require(KeyKind.ANONYMOUS_ID, "b4").persons().size());
    }

    @Test
    void aTokenOfTooManyCustomersIsShared() {
        visits.with(settings(50, 2));
        for (int i = 0; i < 4; i++) {
            visits.visit(
                    order(NOON.plusSeconds(i))
                            .set(EventField.EMAIL, "c" + i + "@example.com")
                            .set(EventField.CHECKOUT_TOKEN, "same"));
        }
        assertEquals(2, visits.require(KeyKind.EMAIL, "c0@example.com").persons().size());
        assertEquals(1, visits.require(KeyKind.EMAIL, "c3@example.com").persons().size());
        assertEquals(Optional.empty(), visits.find(KeyKind.CHECKOUT_TOKEN, "same"));
    }

    @Test
    void anUndoneJoinMakesTwoAgainAndTheSameKeysDoNotJoinThemOnceMore() {
        clicked("phone");
        clickedWith("phone", ANNA);
        Join join = visits.require(KeyKind.EMAIL, ANNA).joins().get(0);
        visits.undo(join.id());
        assertNotEquals(
                visits.require(KeyKind.EMAIL, ANNA).id(),
                visits.require(KeyKind.ANONYMOUS_ID, "phone").id());
        assertFalse(purchase(ANNA).has(EventField.GCLID), "the click was the browser's");
        clickedWith("phone", ANNA);
        assertEquals(1, visits.require(KeyKind.EMAIL, ANNA).persons().size());
        assertEquals(
                "undone at 2026-11-21 12:00:00 by anna",
                visits.require(KeyKind.EMAIL, ANNA).joins().get(0).sentence().split(", ")[2]);
    }

    @Test
    void aKeyThatIsYoungerThanTheUndoingJoinsThemAgain() {
        clickedWith("phone", ANNA);
        visits.undo(visits.require(KeyKind.EMAIL, ANNA).joins().get(0).id());
        visits.visit(browser("phone", NOON).set(EventField.CART_TOKEN, "cart9"));
        visits.visit(
                order(NOON.plusSeconds(60))
                        .set(EventField.EMAIL, ANNA)
                        .set(EventField.CART_TOKEN, "cart9"));
        assertEquals(2, visits.require(KeyKind.EMAIL, ANNA).persons().size());
    }

    @Test
    void undoingOneOfTwoJoinsLeavesThoseTogetherWhomTheOtherHolds() {
        clickedWith("phone", ANNA);
        clickedWith("laptop", ANNA);
        Identity all = visits.require(KeyKind.EMAIL, ANNA);
        assertEquals(3, all.persons().size());
        long phone = visits.find(KeyKind.ANONYMOUS_ID, "phone").orElseThrow().id();
        Join ofLaptop = all.joins().get(1);
        visits.undo(ofLaptop.id());
        assertEquals(2, visits.require(KeyKind.EMAIL, ANNA).persons().size());
        assertEquals(phone, visits.require(KeyKind.EMAIL, ANNA).id());
        assertEquals(1, visits.require(KeyKind.ANONYMOUS_ID, "laptop").persons().size());
        visits.undo(ofLaptop.id());
        assertEquals(
                1,
                visits.store.queries().replays().audit(Long.MAX_VALUE, 9).size(),
                "a second time changes nothing");
    }

    @Test
    void erasingRemovesThePersonWithEveryDeviceItsConsentAndNobodyElse() {
        clickedWith("phone", ANNA);
        clickedWith("laptop", ANNA);
        clickedWith("tablet", BEN);
        Event visit = browser("phone", NOON).set(EventField.EMAIL, ANNA).build();
        assertFalse(visits.store.queries().consents(VisitorKeys.of(visit)).isEmpty());
        visits.erase(KeyKind.EMAIL, ANNA);
        assertEquals(Optional.empty(), visits.find(KeyKind.EMAIL, ANNA));
        assertEquals(Optional.empty(), visits.find(KeyKind.ANONYMOUS_ID, "laptop"));
        assertTrue(visits.store.queries().consents(VisitorKeys.of(visit)).isEmpty());
        assertFalse(purchase(ANNA).has(EventField.GCLID));
        assertTrue(purchase(BEN).has(EventField.GCLID));
        var entry = visits.store.queries().replays().audit(Long.MAX_VALUE, 9).get(0);
        assertEquals(
                "identity.erase email "
                        + key("acme", KeyKind.EMAIL, ANNA).label()
                        + ": 3 joined persons removed",
                entry.action() + " " + entry.subject() + ": " + entry.detail());
    }

    @Test
    void theSameEventsAgainGiveTheSamePersons() {
        try (Visits again = new Visits(folder.resolve("two"))) {
            random(visits, 7);
            random(again, 7);
            assertEquals(dump(visits), dump(again));
        }
        assertTrue(dump(visits).size() > 10);
    }

    @Test
    void anEventThatTellsNothingNewWritesNothingAndReadsLittle() {
        List<String> calls = new ArrayList<>();
        visits.through(records -> counting(records, calls));
        clickedWith("phone", ANNA);
        calls.clear();
        clickedWith("phone", ANNA);
        assertEquals(
                List.of(),
                calls.stream().filter(c -> c.matches("insert|update|put|forget")).toList());
        assertEquals(
                List.of("key", "key", "person", "person", "touchesUnder"),
                calls.stream().sorted().toList());
    }

    private static IdentityRecords counting(IdentityRecords records, List<String> calls) {
        return (IdentityRecords)
                Proxy.newProxyInstance(
                        IdentityRecords.class.getClassLoader(),
                        new Class<?>[] {IdentityRecords.class},
                        (proxy, method, arguments) -> {
                            calls.add(method.getName());
                            try {
                                return method.invoke(records, arguments);
                            } catch (InvocationTargetException failed) {
                                throw failed.getCause();
                            }
                        });
    }

    private void login(String browser, String customer) {
        visits.visit(browser(browser, NOON).set(EventField.EXTERNAL_ID, customer));
    }

    private void clicked(String browser) {
        visits.visit(
                browser(browser, NOON)
                        .set(EventField.PAGE_URL, "https://shop.example/?gclid=" + browser));
    }

    private void clickedWith(String browser, String email) {
        visits.visit(
                browser(browser, NOON)
                        .set(EventField.EMAIL, email)
                        .set(EventField.PAGE_URL, "https://shop.example/?gclid=" + browser));
    }

    private Event purchase(String email) {
        return visits.visit(order(NOON.plusSeconds(3_600)).set(EventField.EMAIL, email)).event();
    }

    private static IdentitySettings settings(int browsers, int customers) {
        IdentitySettings standard = IdentitySettings.STANDARD;
        return new IdentitySettings(
                true, standard.ttl(), browsers, customers, 5, standard.lifetimes());
    }

    private static void random(Visits visits, long seed) {
        visits.with(settings(4, 3));
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            Instant at = NOON.plusSeconds(i);
            Event.Builder event = random.nextBoolean() ? order(at) : browser("a0", at);
            some(event, random, EventField.ANONYMOUS_ID, "a", 40);
            some(event, random, EventField.EMAIL, "e", 30);
            some(event, random, EventField.EXTERNAL_ID, "x", 30);
            some(event, random, EventField.CHECKOUT_TOKEN, "t", 40);
            some(event, random, EventField.FBP, "f", 40);
            visits.visit(event);
            if (i % 40 == 39) {
                joins(visits).stream().limit(1).forEach(visits::undo);
            }
        }
    }

    private static void some(
            Event.Builder event, Random random, EventField field, String p, int n) {
        if (random.nextInt(3) > 0) {
            event.set(field, p + random.nextInt(n) + (p.equals("e") ? "@example.com" : ""));
        }
    }

    private static List<Long> joins(Visits visits) {
        return visits.find(KeyKind.EMAIL, "e1@example.com").stream()
                .flatMap(identity -> identity.joins().stream())
                .filter(join -> join.undone().isEmpty())
                .map(Join::id)
                .toList();
    }

    private static Set<String> dump(Visits visits) {
        List<Optional<Identity>> found = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            found.add(visits.find(KeyKind.ANONYMOUS_ID, "a" + i));
            found.add(visits.find(KeyKind.EMAIL, "e" + i + "@example.com"));
            found.add(visits.find(KeyKind.EXTERNAL_ID, "x" + i));
            found.add(visits.find(KeyKind.CHECKOUT_TOKEN, "t" + i));
            found.add(visits.find(KeyKind.FBP, "f" + i));
        }
        return found.stream()
                .map(Optional::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
