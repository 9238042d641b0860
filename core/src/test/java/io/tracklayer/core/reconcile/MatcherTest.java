// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.evidence.CollisionRow;
import io.tracklayer.core.evidence.CollisionRow.Kind;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.core.evidence.Sighting;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatcherTest {
    private static final Instant TEN = Instant.parse("2026-01-15T10:00:00Z");

    private final KeyTable unit = new KeyTable();
    private Windows windows = Windows.of(Duration.ofHours(24));
    private final Matcher matcher = new Matcher();
    private long nextSeq = 1;

    @Test
    void copiesOfOneNameAndEventIdAreOneEvent() {
        Event first = event(EventName.PAGE_VIEWED, "e1").build();
        assertEquals(new Match.First(), arrives(first));
        assertEquals(
                new Match.Copy(1, DedupKey.eventId(first), List.of()),
                arrives(event(EventName.PAGE_VIEWED, "e1").build()));
    }

    @Test
    void theSameIdUnderAnotherNameIsAnotherEvent() {
        arrives(event(EventName.PAGE_VIEWED, "e1").build());
        assertEquals(new Match.First(), arrives(event(EventName.PRODUCT_VIEWED, "e1").build()));
    }

    @Test
    void theSameIdsOfAnotherMerchantAreAnotherEvent() {
        arrives(purchase("e1", "548291").build());
        Event stranger = purchase("e1", "548291").of("globex", "acme-eu").build();
        assertEquals(new Match.First(), arrives(stranger));
    }

    @Test
    void twoStoresOfOneMerchantShareTheirKeys() {
        arrives(purchase("e1", "548291").build());
        Event other = purchase("e1", "548291").of("acme", "acme-us").build();
        assertEquals(new Match.Copy(1, order("548291"), List.of()), arrives(other));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, true",
        "PT23H59M, true",
        "PT24H, true",
        "PT24H0.001S, false",
        "PT24H1M, false"
    })
    void copiesJoinWithinTheWindow(Duration later, boolean joined) {
        arrives(purchase("e1", "548291").build());
        arrives(event(EventName.PAGE_VIEWED, "p1").build());
        assertEquals(
                joined,
                arrives(purchase("e1", "548291").receivedAt(TEN.plus(later)).build())
                        instanceof Match.Copy);
        assertEquals(
                joined,
                arrives(event(EventName.PAGE_VIEWED, "p1").receivedAt(TEN.plus(later)).build())
                        instanceof Match.Copy);
    }

    @Test
    void theWindowRunsFromTheFirstCopyAndIsNotExtendedByFurtherOnes() {
        arrives(purchase("e1", "548291").build());
        arrives(purchase("e1", "548291").receivedAt(TEN.plus(Duration.ofHours(20))).build());
        Match next =
                arrives(
                        purchase("e1", "548291")
                                .receivedAt(TEN.plus(Duration.ofHours(25)))
                                .build());
        assertEquals(new Match.First(), next);
    }

    @Test
    void afterTheWindowTheNewEventOwnsTheKeys() {
        Instant muchLater = TEN.plus(Duration.ofHours(30));
        arrives(purchase("e1", "548291").build());
        arrives(purchase("e1", "548291").receivedAt(muchLater).build());
        assertEquals(
                new Match.Copy(2, order("548291"), List.of()),
                arrives(purchase("e1", "548291").receivedAt(muchLater.plusSeconds(1)).build()));
    }

    @Test
    void copiesOfOneOrderWithTwoEventIdsAreJoinedAndFlaggedWithBoth() {
        arrives(purchase("sh-1", "548291").build());
        assertEquals(
                new Match.Copy(1, order("548291"), List.of(twoIds(2, "548291", "sh-1", "web-1"))),
                arrives(purchase("web-1", "548291").build()));
    }

    @Test
    void theOrderDecidesWhenTheEventIdPointsElsewhere() {
        arrives(purchase("e1", "1001").build());
        arrives(purchase("e2", "1002").build());
        assertEquals(
                new Match.Copy(
                        1,
                        order("1001"),
                        List.of(
                                twoIds(3, "1001", "e1", "e2"),
                                reused(3, "e2", "1002", "1001", 1, 2))),
                arrives(purchase("e2", "1001").build()));
    }

    @Test
    void oneEventIdOnTwoOrdersStaysTwoEvents() {
        arrives(purchase("e1", "1001").build());
        assertEquals(
                new Match.First(List.of(reused(2, "e1", "1001", "1002", 2, 1))),
                arrives(purchase("e1", "1002").build()));
        assertEquals(
                new Match.Copy(2, order("1002"), List.of()),
                arrives(purchase("e1", "1002").build()));
        assertEquals(
                new Match.Copy(1, order("1001"), List.of()),
                arrives(purchase("e1", "1001").build()));
    }

    @ParameterizedTest
    @CsvSource({"ORDER_REFUNDED", "ORDER_CANCELLED", "CHECKOUT_STARTED"})
    void oneEventIdOnTwoOrdersStaysTwoEventsForEveryName(EventName name) {
        arrives(event(name, "e1").set(EventField.ORDER_ID, "1001").build());
        assertEquals(
                new Match.First(List.of(reused(2, "e1", "1001", "1002", 2, 1))),
                arrives(event(name, "e1").set(EventField.ORDER_ID, "1002").build()));
    }

    @Test
    void aCopyThatDoesNotKnowTheOrderStillJoinsByEventId() {
        Event known = event(EventName.ORDER_REFUNDED, "r1").set(EventField.ORDER_ID, "1").build();
        arrives(known);
        assertEquals(
                new Match.Copy(1, DedupKey.eventId(known), List.of()),
                arrives(event(EventName.ORDER_REFUNDED, "r1").build()));
    }

    @Test
    void aRenewalAndAPurchaseOfOneOrderAreOneEvent() {
        arrives(purchase("ord_548291_purchase", "548291").build());
        Event renewal =
                event(EventName.SUBSCRIPTION_RENEWED, "ord_548291_purchase")
                        .set(EventField.ORDER_ID, "548291")
                        .build();
        assertEquals(new Match.Copy(1, order("548291"), List.of()), arrives(renewal));
    }

    @Test
    void otherEventsOfOneOrderAreNotJoinedByIt() {
        Event paid =
                event(EventName.PURCHASE_PAID, "p1").set(EventField.ORDER_ID, "548291").build();
        arrives(purchase("e1", "548291").build());
        assertEquals(new Match.First(), arrives(paid));
        Event again =
                event(EventName.PURCHASE_PAID, "p2").set(EventField.ORDER_ID, "548291").build();
        assertEquals(new Match.First(), arrives(again));
    }

    @Test
    void aRepeatedMessageIsRecognisedByEachOfItsIds() {
        DedupKey webhook = DedupKey.message("acme", "acme-eu", "shopify", "wh-1");
        DedupKey action = DedupKey.message("acme", "acme-eu", "shopify", "ev-1");
        Event event = purchase("e1", "548291").build();
        assertEquals(new Match.First(), arrives(event, webhook, action));
        DedupKey other = DedupKey.message("acme", "acme-eu", "shopify", "wh-2");
        assertEquals(new Match.Repetition(1, action), arrives(event, other, action));
        assertEquals(new Match.Repetition(1, webhook), arrives(event, webhook));
    }

    @Test
    void aMessageIdOfAFurtherCopyBelongsToTheEventItJoined() {
        DedupKey pixel = DedupKey.message("acme", "acme-eu", "browser", "m-7");
        arrives(purchase("e1", "548291").build());
        arrives(purchase("e1", "548291").build(), pixel);
        assertEquals(
                new Match.Repetition(1, pixel), arrives(purchase("other", "999").build(), pixel));
    }

    @ParameterizedTest
    @CsvSource({"PT47H59M, true", "PT48H1M, false"})
    void messageIdsAreRememberedForTwoDays(Duration later, boolean repeated) {
        DedupKey message = DedupKey.message("acme", "acme-eu", "shopify", "wh-1");
        arrives(event(EventName.PAGE_VIEWED, "e1").build(), message);
        Event again = event(EventName.PAGE_VIEWED, "e1").receivedAt(TEN.plus(later)).build();
        assertEquals(repeated, arrives(again, message) instanceof Match.Repetition);
    }

    @Test
    void messageIdsCountWithinTheirMerchantSourceAndStore() {
        arrives(
                event(EventName.PAGE_VIEWED, "e0").build(),
                DedupKey.message("acme", "acme-eu", "shopify", "m"));
        int i = 1;
        for (DedupKey elsewhere :
                List.of(
                        DedupKey.message("globex", "acme-eu", "shopify", "m"),
                        DedupKey.message("acme", "acme-us", "shopify", "m"),
                        DedupKey.message("acme", "acme-eu", "browser", "m"))) {
            Event event = event(EventName.PAGE_VIEWED, "e" + i++).build();
            assertEquals(new Match.First(), arrives(event, elsewhere), elsewhere::scope);
        }
    }

    private Match arrives(Event event, DedupKey... messages) {
        return arrives(Copies.copy(Authority.BROWSER, event), messages);
    }

    @Test
    void anEventIdNobodyChoseContradictsNone() {
        arrives(purchase("web-1", "1001").build());
        assertEquals(joined("1001"), arrives(unstated("obs_9-0", "1001", Provenance.MADE_BY_US)));
        assertEquals(
                joined("1001"),
                arrives(unstated("ord_1001_purchase", "1001", Provenance.MADE_BY_SOURCE)));
    }

    @Test
    void theFirstIdThatWasChosenIsComparedWithEvenWhenTheEventHasAMadeUpOne() {
        arrives(unstated("ord_1001_purchase", "1001", Provenance.MADE_BY_SOURCE));
        assertEquals(joined("1001"), arrives(purchase("web-1", "1001").build()));
        assertEquals(joined("1001"), arrives(purchase("web-1", "1001").build()));
        assertEquals(
                new Match.Copy(1, order("1001"), List.of(twoIds(2, "1001", "web-1", "srv-1"))),
                arrives(purchase("srv-1", "1001").build()));
    }

    @Test
    void aCopyThatBringsTheEventIdOfAnotherOrderSaysSo() {
        arrives(purchase("e1", "1001").build());
        arrives(unstated("ord_1002_purchase", "1002", Provenance.MADE_BY_SOURCE));
        assertEquals(
                new Match.Copy(2, order("1002"), List.of(reused(3, "e1", "1001", "1002", 2, 1))),
                arrives(purchase("e1", "1002").build()));
    }

    @ParameterizedTest
    @CsvSource({"PT23H59M, true", "PT24H, true", "PT24H0.001S, false"})
    void idsCollideWithinTheWindow(Duration later, boolean collide) {
        arrives(purchase("e1", "1001").build());
        Instant then = TEN.plus(later);
        assertEquals(
                collide ? List.of(Kind.EVENT_ID_REUSED) : List.of(),
                kinds(arrives(purchase("e1", "1002").receivedAt(then).build())));
        assertEquals(
                collide ? List.of(Kind.ORDER_WITH_TWO_EVENT_IDS) : List.of(),
                kinds(arrives(purchase("e3", "1001").receivedAt(then).build())));
    }

    @Test
    void idsOfAnotherMerchantCollideWithNothing() {
        arrives(purchase("e1", "1001").build());
        assertEquals(
                new Match.First(),
                arrives(purchase("e1", "1002").of("globex", "globex-eu").build()));
        assertEquals(
                new Match.First(),
                arrives(purchase("e2", "1001").of("globex", "globex-eu").build()));
    }

    @Test
    void whoSawAPurchaseIsKeptAcrossItsCopies() {
        arrives(Copies.copy(Authority.BROWSER, purchase("e1", "1001").build()));
        arrives(Copies.copy(Authority.BROWSER, purchase("e1", "1001").build()));
        assertEquals("browser", sawBy(1));
        arrives(
                Copies.copy(
                        Authority.ORDER_SYSTEM,
                        purchase("e1", "1001").receivedAt(TEN.plus(windows.standard())).build()));
        assertEquals("browser server", sawBy(1));
        arrives(Copies.copy(Authority.ORDER_SYSTEM, purchase("e2", "1002").build()));
        assertEquals("server", sawBy(2));
        assertEquals(
                LocalDate.of(2026, 1, 15),
                unit.findSighting(1).orElseThrow().day(),
                "first copy's");
    }

    @Test
    void aPurchaseWithoutOrderIdJoinsTheOrderOfItsCheckoutWhicheverComesFirst() {
        arrives(unordered("obs_1-0", "tok-1"));
        assertEquals(byCheckout(1, "tok-1"), arrives(ordered("1001", "tok-1")));
        assertEquals(joined("1001"), arrives(purchase("ord_1001_purchase", "1001").build()));
        arrives(ordered("1002", "tok-2"));
        assertEquals(byCheckout(2, "tok-2"), arrives(unordered("obs_2-0", "tok-2")));
    }

    @Test
    void twoReportsOfOneCheckoutThatKnowNoOrderAreOne() {
        arrives(unordered("obs_1-0", "tok-1"));
        assertEquals(byCheckout(1, "tok-1"), arrives(unordered("obs_2-0", "tok-1")));
        assertEquals(new Match.First(), arrives(unordered("obs_3-0", "tok-2")));
    }

    @Test
    void twoOrdersOfOneCheckoutStayTwo() {
        arrives(ordered("1001", "tok-1"));
        assertEquals(new Match.First(), arrives(ordered("1002", "tok-1")));
    }

    @Test
    void aCheckoutIsForgottenWithTheOrdersOfItsTime() {
        arrives(unordered("obs_1-0", "tok-1"));
        Instant later = TEN.plus(windows.ofOrders()).plusMillis(1);
        assertEquals(
                new Match.First(),
                arrives(
                        purchase("e2", "1001")
                                .set(EventField.CHECKOUT_TOKEN, "tok-1")
                                .receivedAt(later)
                                .build()));
    }

    private static Accepted ordered(String order, String checkout) {
        return madeUp(
                purchase("ord_" + order + "_purchase", order), checkout, Provenance.MADE_BY_SOURCE);
    }

    private static Accepted unordered(String eventId, String checkout) {
        return madeUp(event(EventName.PURCHASE_PLACED, eventId), checkout, Provenance.MADE_BY_US);
    }

    private static Accepted madeUp(Event.Builder event, String checkout, String rule) {
        return new Accepted(
                event.set(EventField.CHECKOUT_TOKEN, checkout).build(),
                Map.of(
                        "event_id",
                        new Provenance("9-0", "shopify", Authority.ORDER_SYSTEM, "", rule)),
                List.of());
    }

    private static Match byCheckout(long seq, String token) {
        DedupKey key = new DedupKey("acme", DedupKey.Kind.CHECKOUT, "purchase_placed", token);
        return new Match.Copy(seq, key, List.of());
    }

    @Test
    void onlyPurchasesAreLookedAtForWhoSawThem() {
        arrives(event(EventName.PAGE_VIEWED, "e1").build());
        arrives(event(EventName.PAGE_VIEWED, "e1").build());
        assertEquals(Optional.empty(), unit.findSighting(1));
    }

    private String sawBy(long seq) {
        Sighting sighting = unit.findSighting(seq).orElseThrow();
        return ((sighting.byBrowser() ? "browser " : "") + (sighting.byServer() ? "server" : ""))
                .strip();
    }

    private static List<Kind> kinds(Match match) {
        return match.collisions().stream().map(CollisionRow::kind).toList();
    }

    private static Match joined(String order) {
        return new Match.Copy(1, order(order), List.of());
    }

    private static Accepted unstated(String eventId, String order, String rule) {
        Event event = purchase(eventId, order).build();
        return new Accepted(
                event,
                Map.of(
                        "event_id",
                        new Provenance("9-0", "shopify", Authority.ORDER_SYSTEM, "", rule)),
                List.of());
    }

    /** Matches and, as the pipeline does, keeps what came first and who saw it. */
    private Match arrives(Accepted copy, DedupKey... messages) {
        long seq = nextSeq;
        Match match = matcher.match(unit, copy, List.of(messages), seq, windows);
        if (match instanceof Match.First) {
            unit.insertEvent(
                    new StoredEvent(seq, copy.event(), copy.provenance(), List.of(), 1, "v1", seq));
            Sightings.first(unit, seq, copy);
            nextSeq++;
        } else if (match instanceof Match.Copy joined) {
            Sightings.further(unit, unit.findEvent(joined.eventSeq()).orElseThrow(), copy);
        }
        return match;
    }

    private static Event.Builder purchase(String eventId, String order) {
        return event(EventName.PURCHASE_PLACED, eventId).set(EventField.ORDER_ID, order);
    }

    private static Event.Builder event(EventName name, String eventId) {
        return Event.named(name)
                .eventId(eventId)
                .eventTime(TEN)
                .receivedAt(TEN)
                .of("acme", "acme-eu")
                .sources(List.of("browser"));
    }

    private static DedupKey order(String id) {
        return new DedupKey("acme", DedupKey.Kind.ORDER_ID, "purchase_placed", id);
    }

    private static CollisionRow twoIds(long seq, String order, String first, String second) {
        return collision(Kind.ORDER_WITH_TWO_EVENT_IDS, seq, order, first, second, 1, 0);
    }

    private static CollisionRow reused(
            long seq, String id, String first, String second, long event, long other) {
        return collision(Kind.EVENT_ID_REUSED, seq, id, first, second, event, other);
    }

    private static CollisionRow collision(
            Kind kind,
            long seq,
            String shared,
            String first,
            String second,
            long event,
            long other) {
        return new CollisionRow(
                seq, kind, "acme", "acme-eu", TEN, shared, first, second, event, other);
    }
}
