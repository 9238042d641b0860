// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import static io.tracklayer.core.reconcile.Copies.TEN;
import static io.tracklayer.core.reconcile.Copies.copy;
import static io.tracklayer.core.reconcile.Copies.merged;
import static io.tracklayer.core.reconcile.Copies.purchase;
import static io.tracklayer.core.reconcile.Copies.stored;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.core.reconcile.Merger.Merge;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.FieldType;
import io.tracklayer.testkit.GivenEvents;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergerTest {
    private final Merger merger = new Merger();

    @Test
    void theUnionCarriesWhatEitherCopyKnows() {
        Merge merge = merger.merge(stored(Copies.browser()), Copies.shop());
        assertEquals(
                Map.of(
                        EventField.VALUE, new BigDecimal("129.90"),
                        EventField.EMAIL, "jane@example.com",
                        EventField.USER_AGENT, "Mozilla/5.0 (iPhone)",
                        EventField.FBP, "fb.1.1768470000000.1019141",
                        EventField.FBC, "fb.1.1768472000000.IwAR0AbC"),
                merge.event().fields());
        assertEquals(Set.of("value", "user.email"), Set.copyOf(merge.gave()));
        assertEquals("shopify", merge.provenance().get("user.email").source());
        assertEquals("browser", merge.provenance().get("browser_ids.fbp").source());
        assertEquals(List.of("browser", "shopify"), merge.event().sources());
    }

    @ParameterizedTest
    @EnumSource(EventField.class)
    void ofTwoValuesTheOneFromTheSourceWithAuthorityCountsWhicheverCameFirst(EventField field) {
        Accepted browser = copy(Authority.BROWSER, with(field, "browser", 1));
        Accepted shop = copy(Authority.ORDER_SYSTEM, with(field, "shopify", 2));
        Accepted winner = field.authority() == Authority.BROWSER ? browser : shop;
        for (List<Accepted> order : List.of(List.of(browser, shop), List.of(shop, browser))) {
            StoredEvent merged = merged(order);
            assertEquals(winner.event().fields(), merged.event().fields());
            assertEquals(
                    winner.event().sources().get(0),
                    merged.provenance().get(field.path()).source());
        }
    }

    /** The lists of the design; the table decides, and this holds the table to them. */
    @Test
    void ordersAreBelievedForMoneyAndTheBrowserForItself() {
        for (EventField field :
                EnumSet.of(EventField.VALUE, EventField.CURRENCY, EventField.ITEMS)) {
            assertEquals(Authority.ORDER_SYSTEM, field.authority(), field.path());
        }
        for (EventField field :
                EnumSet.of(
                        EventField.FBP,
                        EventField.FBC,
                        EventField.PAGE_URL,
                        EventField.USER_AGENT,
                        EventField.CLIENT_IP)) {
            assertEquals(Authority.BROWSER, field.authority(), field.path());
        }
    }

    @Test
    void ofTwoCopiesOfEqualAuthorityTheEarlierByItsOwnTimeCounts() {
        Accepted shop = copy(Authority.ORDER_SYSTEM, with(EventField.VALUE, "shopify", 1));
        Accepted early =
                copy(
                        Authority.ORDER_SYSTEM,
                        with(EventField.VALUE, "recharge", 2).toBuilder()
                                .eventTime(TEN.minusSeconds(1))
                                .receivedAt(TEN.plusSeconds(9))
                                .build());
        for (List<Accepted> order : List.of(List.of(shop, early), List.of(early, shop))) {
            StoredEvent merged = merged(order);
            assertEquals(early.event().fields(), merged.event().fields());
            assertEquals("recharge", merged.provenance().get("value").source());
        }
        assertEquals(List.of(), merger.merge(stored(early), shop).gave());
    }

    @Test
    void valueAndCurrencyAlwaysComeFromOneCopy() {
        Accepted page =
                copy(
                        Authority.BROWSER,
                        purchase("browser", TEN)
                                .set(EventField.VALUE, new BigDecimal("129.90"))
                                .set(EventField.CURRENCY, "EUR")
                                .set(EventField.TAX, new BigDecimal("20.74"))
                                .build());
        Accepted half =
                copy(
                        Authority.ORDER_SYSTEM,
                        purchase("segment", TEN)
                                .set(EventField.VALUE, new BigDecimal("150.00"))
                                .build());
        Accepted whole =
                copy(
                        Authority.ORDER_SYSTEM,
                        purchase("shopify", TEN)
                                .set(EventField.VALUE, new BigDecimal("142.00"))
                                .set(EventField.CURRENCY, "USD")
                                .build());
        assertEquals(page.event().fields(), merged(List.of(half, page)).event().fields());
        assertEquals(page.event().fields(), merged(List.of(page, half)).event().fields());
        assertEquals(whole.event().fields(), merged(List.of(page, half, whole)).event().fields());
        assertEquals(whole.event().fields(), merged(List.of(whole, page, half)).event().fields());
    }

    @Test
    void pricesStayInTheCurrencyTheyWereGivenIn() {
        Accepted page =
                copy(
                        Authority.BROWSER,
                        purchase("browser", TEN)
                                .set(EventField.VALUE, new BigDecimal("129.90"))
                                .set(EventField.CURRENCY, "EUR")
                                .set(EventField.ITEMS, List.of(GivenEvents.item("v1", "129.90", 1)))
                                .build());
        Accepted dollars = amount("shopify", "142.00", "USD");
        Accepted euros = amount("segment", "129.90", "EUR");
        StoredEvent both = merged(List.of(page, dollars));
        assertEquals(dollars.event().fields(), both.event().fields());
        assertEquals("EUR", both.aside().get(0).currency());
        StoredEvent joined = merged(List.of(page, euros));
        assertEquals(page.event().items(), joined.event().items());
        assertEquals("segment", joined.provenance().get("value").source());
        assertEquals(List.of(), joined.aside());
    }

    private static Accepted amount(String source, String value, String currency) {
        return copy(
                Authority.ORDER_SYSTEM,
                purchase(source, TEN)
                        .set(EventField.VALUE, new BigDecimal(value))
                        .set(EventField.CURRENCY, currency)
                        .build());
    }

    @Test
    void theOperatorDecidesWhoIsBelieved() {
        Accepted shop = amount("shopify", "1.00", "EUR");
        Accepted segment = amount("segment", "2.00", "EUR");
        Accepted browser =
                copy(
                        Authority.BROWSER,
                        purchase("browser", TEN)
                                .set(EventField.VALUE, new BigDecimal("3.00"))
                                .set(EventField.CURRENCY, "EUR")
                                .set(EventField.EMAIL, "b@example.com")
                                .build());
        Accepted mail =
                copy(
                        Authority.ORDER_SYSTEM,
                        purchase("shopify", TEN).set(EventField.EMAIL, "s@example.com").build());
        assertEquals("segment", believed("value", List.of("segment"), shop, segment));
        assertEquals("browser", believed("value", List.of("browser"), shop, browser));
        assertEquals("shopify", believed("value", List.of("order-system"), browser, shop));
        assertEquals("browser", believed("user.email", List.of("browser"), mail, browser));
        Merge byGroup =
                new Merger(new Authorities(Map.of("user", List.of("browser"))))
                        .merge(stored(mail), browser);
        assertEquals("browser", byGroup.provenance().get("user.email").source());
    }

    private static String believed(String path, List<String> order, Accepted known, Accepted copy) {
        return new Merger(new Authorities(Map.of(path, order)))
                .merge(stored(known), copy)
                .provenance()
                .get(path)
                .source();
    }

    @Test
    void theIdTheBrowsersSenderChoseCountsUntilTheEventMayHaveBeenSent() {
        Accepted shop =
                copy(Authority.ORDER_SYSTEM, purchase("shopify", TEN).eventId("server-1").build());
        Accepted page = copy(Authority.BROWSER, purchase("browser", TEN).eventId("web-1").build());
        assertEquals("web-1", merged(List.of(shop, page)).event().eventId());
        assertEquals("web-1", merged(List.of(page, shop)).event().eventId());
        Merge late = merger.merge(stored(shop), page, true);
        assertEquals("server-1", late.event().eventId());
        assertEquals("shopify", late.provenance().get("event_id").source());
    }

    @Test
    void theOrdersTimeAndPlaceReplaceTheBrowsers() {
        Accepted browser = copy(Authority.BROWSER, purchase("browser", TEN).build());
        Accepted shop =
                copy(
                        Authority.ORDER_SYSTEM,
                        purchase("shopify", TEN.plusSeconds(9))
                                .eventTime(TEN.minusSeconds(3))
                                .actionSource(ActionSource.PHYSICAL_STORE)
                                .build());
        for (List<Accepted> order : List.of(List.of(browser, shop), List.of(shop, browser))) {
            StoredEvent merged = merged(order);
            assertEquals(TEN.minusSeconds(3), merged.event().eventTime());
            assertEquals(ActionSource.PHYSICAL_STORE, merged.event().actionSource());
            assertEquals("shopify", merged.provenance().get("event_time").source());
            assertEquals("shopify", merged.provenance().get("action_source").source());
        }
    }

    @Test
    void aSecondOrderSystemDoesNotReplaceTheFirstOnesTimeAndPlace() {
        Accepted browser = copy(Authority.BROWSER, purchase("browser", TEN).build());
        Accepted shop =
                copy(
                        Authority.ORDER_SYSTEM,
                        purchase("shopify", TEN.plusSeconds(1))
                                .actionSource(ActionSource.PHONE_CALL)
                                .build());
        Accepted later =
                copy(
                        Authority.ORDER_SYSTEM,
                        purchase("segment", TEN.plusSeconds(2))
                                .actionSource(ActionSource.OTHER)
                                .build());
        Event merged = merged(List.of(browser, shop, later)).event();
        assertEquals(TEN.plusSeconds(1), merged.eventTime());
        assertEquals(ActionSource.PHONE_CALL, merged.actionSource());
    }

    @Test
    void theArrivalIsThatOfTheCopyThatReachedUsFirst() {
        Event early = purchase("browser", TEN).build();
        Event late = purchase("shopify", TEN.plusSeconds(5)).build();
        Accepted one = copy(Authority.BROWSER, early);
        Accepted two = copy(Authority.ORDER_SYSTEM, late);
        assertEquals(TEN, merged(List.of(one, two)).event().receivedAt());
        assertEquals(TEN, merged(List.of(two, one)).event().receivedAt());
    }

    @Test
    void aTestCopyMakesTheEventATest() {
        Accepted live = copy(Authority.BROWSER, purchase("browser", TEN).build());
        Accepted test = copy(Authority.ORDER_SYSTEM, purchase("shopify", TEN).test(true).build());
        assertTrue(merged(List.of(live, test)).event().test());
        assertTrue(merged(List.of(test, live)).event().test());
    }

    @Test
    void theSameCopyAgainGivesNothing() {
        Accepted shop =
                Copies.consenting(
                        Copies.shop(), GivenEvents.consent(io.tracklayer.spi.ConsentState.GRANTED));
        StoredEvent once = merged(List.of(Copies.browser(), shop));
        Merge again = merger.merge(once, shop);
        assertEquals(List.of(), again.gave());
        assertEquals(once.event().fields(), again.event().fields());
        assertEquals(once.provenance(), again.provenance());
        assertEquals(once.event().sources(), again.event().sources());
    }

    @Test
    void consentIsNamedAmongWhatACopyGave() {
        Consent consent = GivenEvents.consent(io.tracklayer.spi.ConsentState.DENIED);
        Merge merge =
                merger.merge(stored(Copies.shop()), Copies.consenting(Copies.browser(), consent));
        assertEquals(consent, merge.event().consent());
        assertTrue(merge.gave().contains("consent"), merge.gave()::toString);
        assertEquals("browser", merge.provenance().get("consent").source());
    }

    private static Event with(EventField field, String source, int variant) {
        return purchase(source, TEN).set(field, value(field.type(), variant)).build();
    }

    private static Object value(FieldType type, int variant) {
        return switch (type) {
            case TEXT -> "text " + variant;
            case MONEY -> new BigDecimal(variant + ".00");
            case INTEGER -> (long) variant;
            case FLAG -> variant == 1;
            case CLICK_ID -> new ClickId("id" + variant, null, null);
            case ITEMS -> List.of(GivenEvents.item("v" + variant, "1.00", 1));
            case TREE -> Map.of("k", (long) variant);
        };
    }
}
