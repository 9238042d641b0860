// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import io.tracklayer.testkit.Requests;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Ga4PayloadTest extends Ga4Test {

    @Test
    void aPurchaseIsSentWithItsLinesItsClientAndItsConsent() {
        Instant placed = Instant.ofEpochSecond(1795183391);
        HostContext context = HostContext.at(placed.plusSeconds(3));
        Event event =
                Event.named(EventName.PURCHASE_PLACED)
                        .eventId("ord_548291_purchase")
                        .eventTime(placed)
                        .receivedAt(placed.plusSeconds(2))
                        .of("acme", "acme-eu")
                        .consent(
                                GivenEvents.grantedBut(
                                        ConsentState.DENIED, Purpose.AD_PERSONALIZATION))
                        .set(EventField.ORDER_ID, "548291")
                        .set(EventField.VALUE, new BigDecimal("139.95"))
                        .set(EventField.CURRENCY, "EUR")
                        .set(EventField.TAX, new BigDecimal("20.75"))
                        .set(EventField.SHIPPING, new BigDecimal("0"))
                        .set(EventField.COUPON, "AUTUMN")
                        .set(
                                EventField.ITEMS,
                                List.of(
                                        line("SKU-RED-M", "Red jumper", "Knitwear", "89.95", 1),
                                        line("SKU-CAP", "Cap", null, "25.0", 2)))
                        .set(EventField.GA_CLIENT_ID, "1183745920.1790011223")
                        .set(EventField.GA_SESSION_ID, "1795181000")
                        .set(EventField.EXTERNAL_ID, "cust_20417")
                        .set(EventField.EMAIL, " Ada.Lovelace@Example.com ")
                        .set(EventField.PHONE, "+442079460958")
                        .set(EventField.CLIENT_IP, "203.0.113.7")
                        .build();
        String[] changes = {"user-data", "true", "item-id", "sku"};
        PlatformRecord mapped = sent(event, context, changes);
        assertEquals(
                resource("expect/purchase-548291.http"),
                Requests.http(ga4.pack(List.of(mapped), settings(changes), context)));
        assertEquals(List.of(), mapped.warnings());
        assertEquals("purchase", mapped.name());
        assertEquals(placed, mapped.eventTime());
    }

    @ParameterizedTest
    @CsvSource({
        "items, 124.90",
        "total, 129.90",
    })
    void theValueFollowsTheChosenBasis(String basis, BigDecimal value) {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        assertEquals(value, params(event, "value-basis", basis).get("value"));
    }

    @Test
    void withoutPricedLinesTheSubtotalAndThenTheTotalStandIn() {
        Event noLines =
                GivenEvents.rich(EventName.PURCHASE_PLACED).without(Set.of(EventField.ITEMS));
        Event subtotal =
                noLines.toBuilder().set(EventField.SUBTOTAL, new BigDecimal("119.00")).build();
        assertEquals(new BigDecimal("119.00"), params(subtotal).get("value"));
        assertEquals(List.of(), sent(subtotal).warnings());
        assertEquals(new BigDecimal("129.90"), params(noLines).get("value"));
        assertEquals(
                List.of("value is the order total: the prices of the lines are not known"),
                sent(noLines).warnings());
    }

    @ParameterizedTest
    @CsvSource({
        "JPY, 1200,  3600",
        "KWD, 4.125, 12.375",
        "EUR, 19.90, 59.70",
    })
    void amountsAreMajorUnitsInEveryCurrency(String currency, String price, String value) {
        Event event =
                GivenEvents.purchase(value, currency).toBuilder()
                        .set(EventField.ITEMS, List.of(GivenEvents.item("v1", price, 3)))
                        .build();
        String body = json(sent(event).body());
        assertTrue(
                body.contains("\"currency\":\"" + currency + "\",\"value\":" + value + ","), body);
        assertTrue(body.contains("\"price\":" + price + ",\"quantity\":3"), body);
    }

    @Test
    void aLineIsSentWithEverythingKnown() {
        Item item =
                new Item(
                        "v1",
                        "p1",
                        "SKU-1",
                        "Linen shirt",
                        "M / white",
                        "Nordlicht",
                        "Women > Shirts>Linen > a > b > c",
                        new BigDecimal("49.95"),
                        2,
                        new BigDecimal("5.00"),
                        "LINE5",
                        3L,
                        "https://shop.example/p1",
                        "https://shop.example/p1.jpg");
        Event event =
                GivenEvents.rich(EventName.PRODUCT_VIEWED).toBuilder()
                        .set(EventField.ITEMS, List.of(item))
                        .build();
        assertEquals(
                "[{\"item_id\":\"v1\",\"item_name\":\"Linen shirt\",\"coupon\":\"LINE5\",\"discount\":5.00,\"index\":3,"
                        + "\"item_brand\":\"Nordlicht\",\"item_category\":\"Women\",\"item_category2\":\"Shirts\","
                        + "\"item_category3\":\"Linen\",\"item_category4\":\"a\",\"item_category5\":\"b\","
                        + "\"item_variant\":\"M / white\",\"price\":49.95,\"quantity\":2}]",
                json(params(event).get("items")));
    }

    @Test
    void aNegativePriceIsLeftOutAndTheLineStays() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                        .set(EventField.ITEMS, List.of(GivenEvents.item("v1", "-3.00", 1)))
                        .set(EventField.SUBTOTAL, new BigDecimal("10.00"))
                        .build();
        String[] total = {"value-basis", "total"};
        Map<?, ?> line = (Map<?, ?>) ((List<?>) params(event, total).get("items")).get(0);
        assertEquals("v1", line.get("item_id"));
        assertFalse(line.containsKey("price"));
        assertTrue(
                sent(event, total)
                        .warnings()
                        .contains("items.price was left out where it is negative"));
    }

    @ParameterizedTest
    @CsvSource({"variant, v1", "product, pv1", "sku, SKU-v1"})
    void theItemIdIsTheOneTheTagUses(String kind, String expected) {
        Event event =
                GivenEvents.rich(EventName.PRODUCT_VIEWED).toBuilder()
                        .set(EventField.ITEMS, List.of(GivenEvents.item("v1", "1.00", 1)))
                        .build();
        assertEquals(expected, firstItem(event, "item-id", kind).get("item_id"));
    }

    @Test
    void anUnknownItemIdKindFallsBackToTheOnesThatAreKnown() {
        Event event =
                GivenEvents.rich(EventName.PRODUCT_VIEWED).toBuilder()
                        .set(EventField.ITEMS, List.of(line("SKU-9", "Cap", null, "1.00", 1)))
                        .build();
        assertEquals("SKU-9", firstItem(event, "item-id", "product").get("item_id"));
    }

    @Test
    void aLineThatCannotBeNamedIsLeftOutAndSaid() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                        .set(
                                EventField.ITEMS,
                                List.of(
                                        line(null, null, "Caps", "1.00", 1),
                                        line("SKU-9", "Cap", null, "2.00", 1)))
                        .build();
        assertEquals(1, ((List<?>) params(event).get("items")).size());
        assertEquals("SKU-9", firstItem(event).get("item_id"));
        assertEquals(
                List.of("items without id and name were left out: GA4 takes neither"),
                sent(event).warnings());
    }

    @Test
    void ofMoreThanTwoHundredLinesTheFirstTwoHundredAreSentAndTheValueCoversAll() {
        List<?> atLimit = (List<?>) params(GivenEvents.purchaseOfLines(200)).get("items");
        assertEquals(200, atLimit.size());
        assertEquals(List.of(), sent(GivenEvents.purchaseOfLines(200)).warnings());
        Event above = GivenEvents.purchaseOfLines(201);
        List<?> items = (List<?>) params(above).get("items");
        assertEquals(200, items.size());
        assertEquals("v199", tree(items.get(199)).get("item_id"));
        assertEquals(new BigDecimal("201.00"), params(above).get("value"));
        assertEquals(
                List.of("only the first 200 of 201 items were sent; value covers all"),
                sent(above).warnings());
    }

    @Test
    void aLongTextIsCutAndSaid() {
        Event event = search("x".repeat(101));
        assertEquals("x".repeat(100), params(event).get("search_term"));
        assertEquals(List.of("search_term was cut to 100 characters"), sent(event).warnings());
        assertEquals("x".repeat(101), params(event, "analytics-360", "true").get("search_term"));
        assertEquals(
                "x".repeat(500),
                params(search("x".repeat(501)), "analytics-360", "true").get("search_term"));
    }

    @Test
    void cuttingNeverHalvesACharacter() {
        assertEquals("x".repeat(99), params(search("x".repeat(99) + "😀😀")).get("search_term"));
    }

    @Test
    void pageTextsHaveLimitsOfTheirOwn() {
        Event event =
                GivenEvents.rich(EventName.PRODUCT_VIEWED).toBuilder()
                        .set(EventField.PAGE_URL, "https://s.example/" + "u".repeat(1000))
                        .set(EventField.PAGE_REFERRER, "https://s.example/" + "r".repeat(1000))
                        .set(EventField.PAGE_TITLE, "t".repeat(1000))
                        .build();
        assertEquals(1000, ((String) params(event).get("page_location")).length());
        assertEquals(420, ((String) params(event).get("page_referrer")).length());
        assertEquals(300, ((String) params(event).get("page_title")).length());
    }

    @Test
    void theLandingPageStandsInForAnUnknownPage() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED)
                        .without(Set.of(EventField.PAGE_URL))
                        .toBuilder()
                        .set(EventField.LANDING_URL, "https://s.example/?gclid=Cj0K")
                        .build();
        assertEquals("https://s.example/?gclid=Cj0K", params(event).get("page_location"));
    }

    @Test
    void personalDataIsTakenOutOfEveryText() {
        Event event = search("orders of jane.doe@example.com or +4915123456789");
        assertEquals("orders of redacted or redacted", params(event).get("search_term"));
        assertEquals(
                List.of(
                        "search_term: what looks like an e-mail address or phone number was removed"),
                sent(event).warnings());
    }

    @ParameterizedTest
    @EnumSource(
            value = EventName.class,
            names = {"PURCHASE_PLACED", "ORDER_REFUNDED", "LEAD_SUBMITTED", "CUSTOM"})
    void noContactDetailAppearsInPlainText(EventName name) {
        String body = json(sent(GivenEvents.rich(name), "user-data", "true").body());
        for (String personal : List.of("Jane", "jane", "Doe", "4915123456789", "Müller", "@")) {
            assertFalse(body.contains(personal), personal);
        }
    }

    @Test
    void aValueWithoutCurrencyIsLeftOutOfAnEventThatCountsWithoutIt() {
        Event event =
                GivenEvents.rich(EventName.PRODUCT_VIEWED).without(Set.of(EventField.CURRENCY));
        assertFalse(params(event).containsKey("value"));
        assertEquals(
                List.of("value left out: GA4 drops a value without a currency"),
                sent(event).warnings());
    }

    @Test
    void debugModeMarksEveryEventAndTestEventsAlways() {
        Event event = GivenEvents.rich(EventName.LOGGED_IN);
        assertFalse(params(event).containsKey("debug_mode"));
        assertEquals(1L, params(event, "debug-mode", "true").get("debug_mode"));
        assertEquals(1L, params(event.toBuilder().test(true).build()).get("debug_mode"));
    }

    @Test
    void theUserAgentIsSentOnlyOnRequest() {
        Event event = GivenEvents.rich(EventName.LOGGED_IN);
        assertFalse(sent(event).body().containsKey("user_agent"));
        assertEquals(
                "Mozilla/5.0 (iPhone)", sent(event, "user-agent", "true").body().get("user_agent"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "900, 900", "901, 0", "86400, 0"})
    void aTimeAheadIsKeptForAQuarterOfAnHourAndThenSetToNow(long ahead, long sentAhead) {
        Event event =
                GivenEvents.rich(EventName.LOGGED_IN).toBuilder()
                        .eventTime(NOW.now().plusSeconds(ahead))
                        .build();
        Instant expected = NOW.now().plusSeconds(sentAhead);
        PlatformRecord mapped = sent(event);
        assertEquals(expected.getEpochSecond() * 1_000_000, event(mapped).get("timestamp_micros"));
        assertEquals(expected, mapped.eventTime());
        assertEquals(ahead > 900, !mapped.warnings().isEmpty());
    }

    @Test
    void timeIsWrittenInMicroseconds() {
        Event event =
                GivenEvents.rich(EventName.LOGGED_IN).toBuilder()
                        .eventTime(Instant.parse("2026-01-15T10:20:30.123456789Z"))
                        .build();
        assertEquals(1_768_472_430_123_456L, event(sent(event)).get("timestamp_micros"));
    }

    @Test
    void anEventOlderThanSeventyTwoHoursIsSkippedBecauseItsDateWouldShift() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        Instant edge = GivenEvents.TIME.plus(Duration.ofHours(72));
        assertEquals("purchase", sent(event, HostContext.at(edge)).name());
        assertEquals("event_too_old", skipped(event, HostContext.at(edge.plusSeconds(1))).code());
    }

    private Map<String, Object> firstItem(Event event, String... changes) {
        return tree(((List<?>) params(event, changes).get("items")).get(0));
    }

    private static Event search(String query) {
        return GivenEvents.rich(EventName.SEARCH_SUBMITTED).toBuilder()
                .set(EventField.SEARCH_QUERY, query)
                .build();
    }

    private static Item line(String sku, String name, String category, String price, long pieces) {
        return new Item(
                null,
                null,
                sku,
                name,
                null,
                null,
                category,
                new BigDecimal(price),
                pieces,
                null,
                null,
                null,
                null,
                null);
    }
}
