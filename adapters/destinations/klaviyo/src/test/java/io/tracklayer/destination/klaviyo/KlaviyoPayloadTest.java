// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import static io.tracklayer.destination.klaviyo.Given.KLAVIYO;
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

class KlaviyoPayloadTest {

    @Test
    void aPlacedOrderIsSentExactlyAsDocumented() {
        Instant time = Instant.parse("2026-11-20T14:03:11.923Z");
        PlatformRecord sent =
                KLAVIYO.record(order548291(time), HostContext.at(time.plusSeconds(2)));

        assertEquals(Given.expected("purchase-548291.json"), Given.body(sent));
        assertEquals(List.of(), sent.warnings());
        assertEquals("Placed Order", sent.name());
    }

    @Test
    void whatHasWaitedTravelsTogetherByProfile() {
        PlatformRecord search = of("a@example.com", EventName.SEARCH_SUBMITTED);
        PlatformRecord lead = of("b@example.com", EventName.LEAD_SUBMITTED);
        PlatformRecord form = of("a@example.com", EventName.FORM_SUBMITTED);

        assertEquals(Given.expected("bulk.json"), Given.body(search, lead, form));
        assertEquals(
                "https://a.klaviyo.com/api/event-bulk-create-jobs",
                KLAVIYO.packed(search, lead, form).url());
        assertTrue(KLAVIYO.packed(search).url().endsWith("/api/events"));
    }

    @Test
    void aRefundIsAPositiveMetricOfItsOwn() {
        Event refund = GivenEvents.rich(EventName.ORDER_REFUNDED);
        assertEquals(Given.expected("refund.json"), Given.body(KLAVIYO.record(refund)));
    }

    @Test
    void aCancellationCarriesTheOrdersTotalAndItsReason() {
        Event event =
                GivenEvents.rich(
                        EventName.ORDER_CANCELLED,
                        EventField.PROPERTIES,
                        Map.of("cancel_reason", "inventory", "note", "x"));
        assertEquals("inventory", Given.properties(event).get("Reason"));
        assertNull(Given.properties(event).get("note"));
        assertEquals(new BigDecimal("129.90"), Given.attributes(event).get("value"));
    }

    @ParameterizedTest
    @CsvSource({
        "5000, JPY, '\"value\":5000,\"value_currency\":\"JPY\"'",
        "1E+4, JPY, '\"value\":10000,\"value_currency\":\"JPY\"'",
        "12.345, KWD, '\"value\":12.345,\"value_currency\":\"KWD\"'",
        "16777217.05, EUR, '\"value\":16777217.05,\"value_currency\":\"EUR\"'",
        "0.00, USD, '\"value\":0.00,\"value_currency\":\"USD\"'"
    })
    void moneyIsAPlainNumberInMajorUnits(String value, String currency, String json) {
        String body = json(KLAVIYO.record(GivenEvents.purchase(value, currency)));
        assertTrue(body.contains(json), body);
    }

    @Test
    void moneyWithoutCurrencyIsLeftOut() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).without(Set.of(EventField.CURRENCY));
        String body = json(KLAVIYO.record(event));
        for (String money : List.of("\"value", "ItemPrice", "RowTotal", "TaxValue")) {
            assertFalse(body.contains(money), body);
        }
        assertEquals(
                List.of("value was left out: it is negative or has no currency"),
                KLAVIYO.record(event).warnings());
    }

    @Test
    void negativeMoneyIsLeftOut() {
        Event event = GivenEvents.purchase("-1.00", "EUR");
        assertNull(Given.attributes(event).get("value"));
        assertNull(Given.attributes(event).get("value_currency"));
    }

    @Test
    void visitsHaveNoValue() {
        for (EventName name : List.of(EventName.PRODUCT_VIEWED, EventName.PRODUCT_ADDED_TO_CART)) {
            PlatformRecord sent = KLAVIYO.record(GivenEvents.rich(name));
            assertNull(Given.attributes(sent).get("value"));
            assertEquals(List.of(), sent.warnings());
        }
    }

    @Test
    void aViewedProductIsDescribedAsKlaviyoDoes() {
        Map<String, Object> sent =
                Given.properties(with(EventName.PRODUCT_VIEWED, GivenItem.full().build()));
        assertEquals(
                "{\"ProductName\":\"Linen shirt\",\"ProductID\":\"p1\",\"SKU\":\"SKU-1\","
                        + "\"Categories\":[\"Shirts\"],"
                        + "\"ImageURL\":\"https://shop.example/p/1.jpg\","
                        + "\"URL\":\"https://shop.example/p/1\",\"Brand\":\"Acme\","
                        + "\"Price\":49.95}",
                Requests.json(sent));
        Event bare = with(EventName.PRODUCT_VIEWED, GivenItem.of("v", null, null).build());
        assertEquals(
                "{\"ProductID\":\"v\",\"URL\":\"https://shop.example/thanks?utm_source=ig\"}",
                Requests.json(Given.properties(bare)));
    }

    @Test
    void anAddedProductIsNamedWithItsPieces() {
        Map<String, Object> sent =
                Given.properties(with(EventName.PRODUCT_ADDED_TO_CART, GivenItem.full().build()));
        assertEquals("Linen shirt", sent.get("AddedItemProductName"));
        assertEquals("p1", sent.get("AddedItemProductID"));
        assertEquals(new BigDecimal("49.95"), sent.get("AddedItemPrice"));
        assertEquals(2L, sent.get("AddedItemQuantity"));
        assertEquals(List.of("Linen shirt"), sent.get("ItemNames"));
        assertEquals(1, ((List<?>) sent.get("Items")).size());
    }

    @ParameterizedTest
    @CsvSource({
        "SEARCH_SUBMITTED, SearchTerm, linen",
        "COLLECTION_VIEWED, CollectionName, Shirts",
        "COLLECTION_VIEWED, CollectionID, 77",
        "FORM_SUBMITTED, FormName, Callback",
        "SUBSCRIPTION_PAUSED, SubscriptionId, sub_9",
        "CHECKOUT_STARTED, CheckoutURL, https://shop.example/thanks?utm_source=ig",
        "ORDER_FULFILLED, OrderId, 548291",
        "ACCOUNT_REGISTERED, Method, email"
    })
    void anEventSaysWhatItIsAbout(EventName name, String property, String value) {
        Event event = GivenEvents.rich(name, EventField.METHOD, "email");
        assertEquals(value, Given.properties(event).get(property));
    }

    @ParameterizedTest
    @CsvSource({
        "product, v1, p1, s1, p1",
        "product, v1, , s1, v1",
        "variant, v1, p1, s1, v1",
        "sku, v1, p1, s1, s1",
        "sku, v1, p1, , v1"
    })
    void theProductIdIsTheOneOfTheCatalogueElseTheNextKnown(
            String setting, String variant, String product, String sku, String sent) {
        Event event =
                with(EventName.PRODUCT_VIEWED, GivenEvents.item(variant, product, sku, "1.00", 1));
        assertEquals(sent, Given.properties(event, "product-id", setting).get("ProductID"));
    }

    @Test
    void addressesOfPagesLoseEmailsAndOthersClickIds() {
        Event event =
                GivenEvents.rich(
                        EventName.CHECKOUT_STARTED,
                        EventField.PAGE_URL,
                        "https://shop.example/c?m=a@b.de&fbclid=1&_kx=k");
        assertEquals(
                "https://shop.example/c?m=&fbclid=&_kx=k",
                Given.properties(event).get("CheckoutURL"));
    }

    @Test
    void aCartOfAHundredLinesIsSentWhole() {
        List<?> items = (List<?>) Given.properties(GivenEvents.purchaseOfLines(100)).get("Items");
        assertEquals(100, items.size());
        assertTrue(items.get(99).toString().contains("pv99"), items.get(99).toString());
    }

    @Test
    void orderedProductsFollowTheirOrderInOneCallUnderDerivedIds() {
        PlatformRecord sent =
                KLAVIYO.record(
                        GivenEvents.rich(EventName.PURCHASE_PLACED), "ordered-product", "true");
        String body = Requests.body(KLAVIYO.packed(sent));

        assertTrue(KLAVIYO.packed(sent).url().endsWith("/event-bulk-create-jobs"));
        assertTrue(body.indexOf("Placed Order") < body.indexOf("Ordered Product"), body);
        assertTrue(
                body.contains(
                        "\"value\":99.90,\"value_currency\":\"EUR\","
                                + "\"time\":\"2026-01-15T10:20:30Z\","
                                + "\"unique_id\":\"ord_548291_purchase_placed:0\""),
                body);
        assertTrue(body.contains("\"unique_id\":\"ord_548291_purchase_placed:1\""), body);
        assertFalse(
                json(KLAVIYO.record(GivenEvents.rich(EventName.PURCHASE_PLACED)))
                        .contains("Ordered Product"));
    }

    @Test
    void aCallWithOrderedProductsKeepsToAThousandEvents() {
        PlatformRecord sent =
                KLAVIYO.record(GivenEvents.purchaseOfLines(1_000), "ordered-product", "true");
        assertEquals(1_000, KlaviyoGroups.events(sent.body()).size());
        assertEquals(
                List.of("Ordered Product was sent for the first 999 lines only"), sent.warnings());
    }

    @Test
    void anOldEventStartsNoFlows() {
        Event event = GivenEvents.rich(EventName.CHECKOUT_STARTED);
        Duration sixHours = Duration.ofHours(6);
        assertNull(Given.attributes(KLAVIYO.recordAfter(sixHours, event)).get("backfill"));
        PlatformRecord old = KLAVIYO.recordAfter(sixHours.plusSeconds(1), event);
        assertEquals(true, Given.attributes(old).get("backfill"));
        assertEquals(
                List.of("older than backfill-after: stored without starting flows"),
                old.warnings());
        assertEquals(
                true,
                Given.attributes(Given.waiting(event, "backfill-after", "30m")).get("backfill"));
    }

    @Test
    void timesKlaviyoDoesNotTakeAreSkipped() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        Event ancient = event.toBuilder().eventTime(Instant.parse("1999-12-31T23:59:59Z")).build();
        assertEquals("too_late", KLAVIYO.skip(ancient).code());
        Event ahead =
                event.toBuilder().eventTime(GivenEvents.TIME.plus(Duration.ofDays(366))).build();
        assertEquals("in_the_future", KLAVIYO.skip(ahead).code());
    }

    @Test
    void furtherPropertiesAreSentAsTheSettingSays() {
        Map<String, Object> further = Map.of("Size", "M");
        Event custom = GivenEvents.rich(EventName.CUSTOM, EventField.PROPERTIES, further);
        Event order = GivenEvents.rich(EventName.PURCHASE_PLACED, EventField.PROPERTIES, further);
        assertEquals("M", Given.properties(custom).get("Size"));
        assertNull(Given.properties(custom, "properties", "none").get("Size"));
        assertNull(Given.properties(order).get("Size"));
        assertEquals("M", Given.properties(order, "properties", "all").get("Size"));
    }

    private static PlatformRecord of(String email, EventName name) {
        Event.Builder event = GivenEvents.bare(name).toBuilder().set(EventField.EMAIL, email);
        return Given.waiting(event.build());
    }

    private static Event with(EventName name, Item item) {
        return GivenEvents.rich(name, EventField.ITEMS, List.of(item));
    }

    private static String json(PlatformRecord sent) {
        return Requests.json(sent.body());
    }

    private static Event order548291(Instant time) {
        return GivenEvents.bare(EventName.PURCHASE_PLACED).toBuilder()
                .eventId("ord_548291_purchase")
                .eventTime(time)
                .receivedAt(time)
                .set(EventField.VALUE, new BigDecimal("129.95"))
                .set(EventField.COUPON, "AUTUMN")
                .set(EventField.DISCOUNT, new BigDecimal("10.0"))
                .set(EventField.SHIPPING, new BigDecimal("0.0"))
                .set(EventField.TAX, new BigDecimal("20.75"))
                .set(EventField.EMAIL, "Ada.Lovelace@example.com")
                .set(EventField.PHONE, "+442079460958")
                .set(EventField.EXTERNAL_ID, "cust_20417")
                .set(EventField.FIRST_NAME, "Ada")
                .set(EventField.LAST_NAME, "Lovelace")
                .set(EventField.CITY, "London")
                .set(EventField.COUNTRY, "GB")
                .set(EventField.POSTAL_CODE, "SW1Y 4LE")
                .set(
                        EventField.ITEMS,
                        List.of(
                                jumper(),
                                GivenItem.of(null, null, "SKU-CAP")
                                        .name("Cap")
                                        .category("Accessories")
                                        .price("25.0")
                                        .quantity(2)
                                        .build()))
                .build();
    }

    private static Item jumper() {
        return new Item(
                null,
                null,
                "SKU-RED-M",
                "Red jumper",
                null,
                null,
                "Knitwear",
                new BigDecimal("89.95"),
                1,
                null,
                null,
                null,
                "https://northfield.example/p/red",
                null);
    }
}
