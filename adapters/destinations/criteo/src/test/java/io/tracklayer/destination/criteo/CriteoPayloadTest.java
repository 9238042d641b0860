// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import static io.tracklayer.destination.criteo.Given.CRITEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.GivenItem;
import io.tracklayer.testkit.Requests;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CriteoPayloadTest {

    @Test
    void aPlacedOrderIsSentExactlyAsDocumented() {
        String[] settings = {"country", "de", "language", "DE", "dd-field", "owner"};
        PlatformRecord record = CRITEO.record(order548291(), settings);

        assertEquals(
                CRITEO.expected("purchase-548291.json"),
                Requests.body(CRITEO.packed(CRITEO.settings(settings), record)));
        assertEquals(List.of(), record.warnings());
    }

    @Test
    void aVisitToTheFrontPageSaysNothingThatIsNotKnown() {
        Event visit =
                GivenEvents.bare(EventName.PAGE_VIEWED).toBuilder()
                        .set(EventField.PAGE_URL, "https://shop.example/")
                        .set(EventField.CRITEO_GUM, GivenEvents.click("gum-1", null))
                        .build();
        assertEquals(
                CRITEO.expected("home.json"), Requests.body(CRITEO.packed(CRITEO.record(visit))));
    }

    @Test
    void anEventOfNobodyIsNotSent() {
        assertEquals("no_identifier", CRITEO.skip(GivenEvents.bare(EventName.PAGE_VIEWED)).code());
    }

    @ParameterizedTest
    @CsvSource({
        "5000, JPY, '\"price\":5000,'",
        "1E+4, JPY, '\"price\":10000,'",
        "12.345, KWD, '\"price\":12.345,'",
        "16777217.05, EUR, '\"price\":16777217.05,'",
        "0.00, USD, '\"price\":0.00,'"
    })
    void aPriceIsAPlainNumberInMajorUnits(String price, String currency, String json) {
        Event event =
                GivenEvents.purchase("99999999", currency).toBuilder()
                        .set(EventField.ITEMS, List.of(GivenEvents.item("v1", price, 1)))
                        .build();
        String body = Requests.json(CRITEO.record(event).body());
        assertTrue(body.contains(json) && body.contains(currency), body);
    }

    @Test
    void aProductViewNamesTheProductAsText() {
        Map<String, Object> sent = Given.sent(GivenEvents.rich(EventName.PRODUCT_VIEWED));
        assertEquals("41327143321713", sent.get("item"));
        assertEquals(Set.of("event", "timestamp", "item"), sent.keySet());
    }

    @ParameterizedTest
    @CsvSource({"variant, v1", "product, p1", "sku, s1"})
    void theOperatorChoosesTheIdOfTheFeed(String setting, String id) {
        Event event = viewed(GivenEvents.item("v1", "p1", "s1", null, 1));
        assertEquals(id, Given.sent(event, "content-id", setting).get("item"));
        Event skuOnly = viewed(GivenEvents.item(null, null, "s1", null, 1));
        assertEquals("s1", Given.sent(skuOnly, "content-id", setting).get("item"));
    }

    @Test
    void aListingNamesItsFirstThreeProductsAndItsName() {
        Event list =
                GivenEvents.rich(
                        EventName.COLLECTION_VIEWED,
                        EventField.ITEMS,
                        List.of(
                                viewItem("a"),
                                viewItem("a"),
                                viewItem("b"),
                                viewItem("c"),
                                viewItem("d")));
        Map<String, Object> sent = Given.sent(list);
        assertEquals(List.of("a", "b", "c"), sent.get("item"));
        assertEquals("Shirts", sent.get("category"));
        assertEquals(
                "77", Given.sent(list.without(Set.of(EventField.COLLECTION_NAME))).get("category"));
    }

    @Test
    void aSearchIsAListingWithItsPhrase() {
        Event search = GivenEvents.rich(EventName.SEARCH_SUBMITTED);
        assertEquals("linen", Given.sent(search).get("keywords"));
        assertNull(Given.sent(search).get("category"));
        assertEquals("linen", Given.sent(search, "search-field", "keyword").get("keyword"));
        Map<String, Object> omitted = Given.sent(search, "search-field", "omit");
        assertFalse(omitted.containsKey("keywords") || omitted.containsKey("keyword"));
    }

    @ParameterizedTest
    @EnumSource(
            value = EventName.class,
            names = {"PRODUCT_ADDED_TO_CART", "CART_VIEWED", "CHECKOUT_STARTED"})
    void aCartNamesItsLinesAndCurrency(EventName name) {
        assertEquals(
                "{\"event\":\""
                        + CRITEO.record(GivenEvents.rich(name)).name()
                        + "\",\"timestamp\":\"2026-01-15T10:20:30Z\",\"currency\":\"EUR\","
                        + "\"item\":[{\"id\":\"41327143321713\",\"price\":49.95,\"quantity\":2},"
                        + "{\"id\":\"41327143157873\",\"price\":25.00,\"quantity\":1}]}",
                Requests.json(Given.sent(GivenEvents.rich(name))));
    }

    @ParameterizedTest
    @EnumSource(
            value = EventName.class,
            names = {"PAYMENT_INFO_SUBMITTED", "LOGGED_IN", "PAGE_VIEWED"})
    void whatIsNotAboutProductsNamesNone(EventName name) {
        assertEquals(Set.of("event", "timestamp"), Given.sent(GivenEvents.rich(name)).keySet());
    }

    @ParameterizedTest
    @EnumSource(
            value = EventName.class,
            names = {
                "PRODUCT_VIEWED",
                "COLLECTION_VIEWED",
                "SEARCH_SUBMITTED",
                "CART_VIEWED",
                "PURCHASE_PLACED"
            })
    void whatIsAboutProductsIsNotSentWithoutAny(EventName name) {
        Event event = GivenEvents.rich(name).without(Set.of(EventField.ITEMS));
        assertEquals("missing_items", CRITEO.skip(event).code());
    }

    @Test
    void linesWithoutIdOrPriceAreLeftOutWithAWarning() {
        Event cart =
                GivenEvents.rich(
                        EventName.CART_VIEWED,
                        EventField.ITEMS,
                        List.of(
                                GivenEvents.item("v1", "9.90", 3),
                                GivenItem.bare().price("1.00").build(),
                                GivenEvents.item("v2", null, 1),
                                GivenEvents.item("v3", "-1.00", 1)));
        PlatformRecord record = CRITEO.record(cart);
        assertEquals(
                List.of(Map.of("id", "v1", "price", new BigDecimal("9.90"), "quantity", 3L)),
                Given.sent(record).get("item"));
        assertEquals(List.of("items without an id or a price were left out"), record.warnings());
    }

    @Test
    void aHundredLinesAreAllSent() {
        Event event =
                GivenEvents.purchaseOfLines(100).toBuilder()
                        .set(EventField.VALUE, new BigDecimal("100.00"))
                        .build();
        assertEquals(100, ((List<?>) Given.sent(event).get("item")).size());
    }

    @Test
    void aSaleWithoutCurrencyIsNotSentAndACartGoesWithoutIt() {
        Set<EventField> currency = Set.of(EventField.CURRENCY);
        assertEquals(
                "missing_currency",
                CRITEO.skip(GivenEvents.rich(EventName.PURCHASE_PLACED).without(currency)).code());
        assertFalse(
                Given.sent(GivenEvents.rich(EventName.CART_VIEWED).without(currency))
                        .containsKey("currency"));
    }

    @Test
    void aSaleWithoutOrderIdIsNotSent() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).without(Set.of(EventField.ORDER_ID));
        assertEquals("missing_order_id", CRITEO.skip(event).code());
    }

    @Test
    void whoOwnsASaleIsSaidOnlyAsZeroOrOne() {
        assertEquals(1L, owner("1"));
        assertEquals(0L, owner(0L));
        assertEquals(0L, owner(false));
        Event odd =
                GivenEvents.rich(
                        EventName.PURCHASE_PLACED,
                        EventField.PROPERTIES,
                        Map.of("owner", "criteo"));
        PlatformRecord record = CRITEO.record(odd, "dd-field", "owner");
        assertFalse(Given.sent(record).containsKey("dd"));
        assertEquals(
                List.of("dd was left out: the property says neither 1 nor 0"), record.warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148|m
                    Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/126 Mobile Safari/537.36|m
                    Mozilla/5.0 (Linux; Android 14; SM-X910) Chrome/126 Safari/537.36|t
                    Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) Mobile/15E148|t
                    Mozilla/5.0 (Windows NT 6.1; Trident/7.0; Tablet PC 2.0; rv:11.0) like Gecko|d
                    Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15|d
                    curl/8.4.0|m
                    """)
    void theUserAgentTellsTheDevice(String agent, String siteType) {
        Event event = GivenEvents.rich(EventName.PAGE_VIEWED, EventField.USER_AGENT, agent);
        assertEquals(
                siteType, CRITEO.record(event, "site-type-default", "m").body().get("site_type"));
    }

    @Test
    void aCountryThatIsNoCodeIsLeftOutWithAWarning() {
        PlatformRecord record =
                CRITEO.record(GivenEvents.rich(EventName.PAGE_VIEWED), "country", "Germany");
        assertFalse(record.body().containsKey("country"));
        assertEquals(
                List.of("the setting country was left out: it is not two letters"),
                record.warnings());
    }

    private static Object owner(Object value) {
        Event event =
                GivenEvents.rich(
                        EventName.PURCHASE_PLACED, EventField.PROPERTIES, Map.of("owner", value));
        return Given.sent(event, "dd-field", "owner").get("dd");
    }

    private static Event viewed(Item item) {
        return GivenEvents.rich(EventName.PRODUCT_VIEWED, EventField.ITEMS, List.of(item));
    }

    private static Item viewItem(String id) {
        return GivenEvents.item(id, null, null, null, 1);
    }

    private static Event order548291() {
        return GivenEvents.bare(EventName.PURCHASE_PLACED).toBuilder()
                .set(EventField.EMAIL, "  Jane.Doe+Promo@Example.COM ")
                .set(EventField.CRITEO_GUM, GivenEvents.click("oTpIyd_lj2HEXAMPLE", null))
                .set(EventField.ANONYMOUS_ID, "tl_7c0f9a")
                .set(EventField.CLIENT_IP, "203.0.113.7")
                .set(
                        EventField.USER_AGENT,
                        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)"
                                + " AppleWebKit/605.1.15")
                .set(EventField.PAGE_URL, "https://shop.example/checkout/thank-you")
                .set(EventField.PAGE_REFERRER, "https://shop.example/checkout")
                .set(EventField.VALUE, new BigDecimal("134.80"))
                .set(EventField.SUBTOTAL, new BigDecimal("129.90"))
                .set(EventField.PROPERTIES, Map.of("page_view_id", "pv_01JHTL5X9T6Q", "owner", "1"))
                .set(
                        EventField.ITEMS,
                        List.of(
                                GivenEvents.item("41327143321713", "49.95", 2),
                                GivenEvents.item("41327143157873", "30.00", 1)))
                .build();
    }
}
