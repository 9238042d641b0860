// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import static io.tracklayer.destination.meta.Given.META;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Mapping;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import io.tracklayer.testkit.Json;
import io.tracklayer.testkit.Requests;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetaPayloadTest {

    @Test
    void aPlacedOrderIsSentExactlyAsDocumented() {
        HostContext context = HostContext.at(Instant.ofEpochSecond(1795183511));
        MetaDestination meta = new MetaDestination();
        var record = send(meta.map(order10042(), META.settings("content-id", "sku"), context));

        assertEquals(
                META.expected("purchase-10042.json"),
                Requests.body(meta.pack(List.of(record), META.settings(), context)));
        assertEquals(List.of(), record.warnings());
        assertEquals("ord_10042_purchase", record.eventId());
        assertEquals(Instant.ofEpochSecond(1795183509), record.eventTime());
    }

    @Test
    void aRichOrderIsSentWithEverythingMetaTakes() {
        var record = META.record(GivenEvents.rich(EventName.PURCHASE_PLACED));
        assertEquals(META.expected("purchase-rich.json"), json(record.body()));
        assertEquals(List.of(), record.warnings());
    }

    @ParameterizedTest
    @CsvSource({
        "5000, JPY, '\"value\":5000,\"currency\":\"JPY\"'",
        "1E+4, JPY, '\"value\":10000,\"currency\":\"JPY\"'",
        "12.345, KWD, '\"value\":12.345,\"currency\":\"KWD\"'",
        "16777217.05, EUR, '\"value\":16777217.05,\"currency\":\"EUR\"'",
        "0.00, EUR, '\"value\":0.00,\"currency\":\"EUR\"'",
        "129.90, EUR, '\"value\":129.90,\"currency\":\"EUR\"'"
    })
    void moneyIsAPlainNumberInMajorUnits(String value, String currency, String json) {
        String body = json(META.record(GivenEvents.purchase(value, currency)).body());
        assertTrue(body.contains(json), body);
    }

    @ParameterizedTest
    @CsvSource({"VALUE", "CURRENCY"})
    void aPurchaseWithoutValueOrCurrencyIsNotSent(EventField missing) {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED).without(Set.of(missing));
        assertEquals("missing_value", META.skip(event).code());
        Event paid = GivenEvents.rich(EventName.PURCHASE_PAID).without(Set.of(missing));
        assertEquals("missing_value", META.skip(paid, "send-purchase-on", "paid").code());
    }

    @Test
    void aNegativeValueIsNeverSent() {
        assertEquals("missing_value", META.skip(GivenEvents.purchase("-1.00", "EUR")).code());
        Event lead =
                GivenEvents.rich(EventName.LEAD_SUBMITTED).toBuilder()
                        .set(EventField.VALUE, new BigDecimal("-1.00"))
                        .build();
        var record = META.record(lead);
        assertFalse(GivenDestination.block(record, "custom_data").containsKey("value"));
        assertEquals(
                List.of("value was left out: it is negative or has no currency"),
                record.warnings());
    }

    @Test
    void aValueWithoutCurrencyIsLeftOutWithItsPrices() {
        Event event =
                GivenEvents.rich(EventName.CHECKOUT_STARTED).without(Set.of(EventField.CURRENCY));
        String custom = json(Given.customData(event));
        assertFalse(custom.contains("value"), custom);
        assertFalse(custom.contains("item_price"), custom);
        assertTrue(custom.contains("\"num_items\":3"), custom);
    }

    @Test
    void aCartOfAHundredLinesIsSentWhole() {
        Map<String, Object> custom = Given.customData(GivenEvents.purchaseOfLines(100));

        assertEquals(100L, custom.get("num_items"));
        List<?> ids = (List<?>) custom.get("content_ids");
        assertEquals(100, ids.size());
        assertEquals("v99", ids.get(99));
        List<?> contents = (List<?>) custom.get("contents");
        assertEquals(100, contents.size());
        assertEquals("{id=v99, quantity=1, item_price=1.00}", contents.get(99).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "variant, v1, p1, s1, v1",
        "variant, , p1, s1, p1",
        "variant, , , s1, s1",
        "product, v1, p1, s1, p1",
        "product, v1, , s1, v1",
        "sku, v1, p1, s1, s1",
        "sku, v1, p1, , v1"
    })
    void theContentIdIsTheOneOfTheCatalogueElseTheNextKnown(
            String setting, String variant, String product, String sku, String sent) {
        Event event = cart(GivenEvents.item(variant, product, sku, "1.00", 1));
        assertEquals(
                List.of(sent), Given.customData(event, "content-id", setting).get("content_ids"));
    }

    @Test
    void theContentTypeIsASetting() {
        Event event = GivenEvents.rich(EventName.PRODUCT_VIEWED);
        assertEquals("product", Given.customData(event).get("content_type"));
        assertEquals(
                "product_group",
                Given.customData(event, "content-type", "product_group").get("content_type"));
    }

    @Test
    void aLineWithoutAnyIdIsLeftOutBecauseItWouldRefuseTheWholeCall() {
        var record =
                META.record(
                        cart(
                                GivenEvents.item(null, null, null, "1.00", 1),
                                GivenEvents.item("v2", null, null, null, 2)));
        assertEquals(
                "[{id=v2, quantity=2}]",
                GivenDestination.block(record, "custom_data").get("contents").toString());
        assertEquals(List.of("items without an id were left out of contents"), record.warnings());
    }

    @Test
    void twoLinesOfOneVariantNameItOnceAndANegativePriceIsNotShown() {
        Map<String, Object> custom =
                Given.customData(
                        cart(
                                GivenEvents.item("v1", null, null, "2.00", 1),
                                GivenEvents.item("v1", null, null, "-2.00", 3)));
        assertEquals(List.of("v1"), custom.get("content_ids"));
        assertEquals(
                "[{id=v1, quantity=1, item_price=2.00}, {id=v1, quantity=3}]",
                custom.get("contents").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "PURCHASE_PLACED, 3",
        "CHECKOUT_STARTED, 3",
        "PRODUCT_ADDED_TO_CART, ",
        "PRODUCT_VIEWED, "
    })
    void piecesAreCountedForCheckoutsAndPurchases(EventName name, Long pieces) {
        assertEquals(pieces, Given.customData(GivenEvents.rich(name)).get("num_items"));
    }

    @Test
    void theValueOfAProductPutIntoTheCartIsItsLineTotalWhenNotGiven() {
        Event added =
                GivenEvents.rich(EventName.PRODUCT_ADDED_TO_CART).without(Set.of(EventField.VALUE));
        assertEquals(new BigDecimal("124.90"), Given.customData(added).get("value"));
        Event started =
                GivenEvents.rich(EventName.CHECKOUT_STARTED).without(Set.of(EventField.VALUE));
        assertNull(Given.customData(started).get("value"));
    }

    @Test
    void oneUnpricedLineLeavesTheCartWithoutValue() {
        Event event =
                cart(
                                GivenEvents.item("v1", null, null, "1.00", 1),
                                GivenEvents.item("v2", null, null, null, 1))
                        .without(Set.of(EventField.VALUE));
        assertNull(Given.customData(event).get("value"));
    }

    @Test
    void titlesAreSentOnRequestOnly() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        assertFalse(json(Given.customData(event)).contains("Linen"));
        assertTrue(
                json(Given.customData(event, "content-details", "true"))
                        .contains("\"title\":\"Linen shirt\""));
    }

    @Test
    void aViewedProductIsNamedOnRequest() {
        Event event =
                GivenEvents.rich(EventName.PRODUCT_VIEWED).toBuilder()
                        .set(EventField.ITEMS, List.of(GivenEvents.item("v1", "1.00", 1)))
                        .build();
        assertEquals(
                "Linen shirt",
                Given.customData(event, "content-details", "true").get("content_name"));
        assertNull(Given.customData(event).get("content_name"));
    }

    @Test
    void aRefundCarriesNoMoney() {
        String body =
                json(
                        META.record(
                                        GivenEvents.rich(EventName.ORDER_REFUNDED),
                                        "optional-events",
                                        "order_refunded")
                                .body());
        assertTrue(body.contains("\"order_id\":\"548291\""), body);
        for (String money : List.of("\"value\"", "currency", "item_price", "predicted_ltv")) {
            assertFalse(body.contains(money), money + " in " + body);
        }
    }

    @Test
    void aTrialTellsItsPredictedValue() {
        Event event =
                GivenEvents.rich(EventName.TRIAL_STARTED).toBuilder()
                        .set(EventField.PREDICTED_LTV, new BigDecimal("480.00"))
                        .build();
        assertEquals(new BigDecimal("480.00"), Given.customData(event).get("predicted_ltv"));
    }

    @Test
    void aSearchTellsItsWordsUnlessTheyAreAnEmailAddress() {
        Event event = GivenEvents.rich(EventName.SEARCH_SUBMITTED);
        assertEquals("linen", Given.customData(event).get("search_string"));
        var record =
                META.record(
                        event.toBuilder().set(EventField.SEARCH_QUERY, "jane@example.com").build());
        assertFalse(GivenDestination.block(record, "custom_data").containsKey("search_string"));
        assertEquals(
                List.of("search_query was left out: it holds an e-mail address"),
                record.warnings());
    }

    @Test
    void aFormTellsItsNameAndACollectionItsOwn() {
        assertEquals(
                "Callback",
                Given.customData(GivenEvents.rich(EventName.FORM_SUBMITTED)).get("content_name"));
        assertEquals(
                "Shirts",
                Given.customData(
                                GivenEvents.rich(EventName.COLLECTION_VIEWED),
                                "optional-events",
                                "collection_viewed")
                        .get("content_category"));
    }

    @Test
    void anEventThatKnowsNothingElseHasNoCustomData() {
        var record = META.record(Given.visitor().build());
        assertEquals(
                "{\"event_name\":\"PageView\",\"event_time\":1768472430,"
                        + "\"event_id\":\"ord_548291_page_viewed\",\"action_source\":\"website\","
                        + "\"user_data\":{\"fbp\":\"fb.1.1768470000000.1019141\"}}",
                json(record.body()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://shop.example/p?a=1|https://shop.example/p?a=1",
                "https://shop.example/p?email=jane@example.com&a=1|https://shop.example/p?email=&a=1",
                "https://shop.example/p?a=1&u=jane%40example.com|https://shop.example/p?a=1&u=",
                "https://shop.example/p?u=jane%2540example%252Ecom#x|https://shop.example/p?u=#x",
                "https://shop.example/p#mail=jane@example.com|https://shop.example/p#mail=",
                "https://shop.example/p?jane@example.com|https://shop.example/p?",
                "https://shop.example/p?by=@jane&$1=a\\b|https://shop.example/p?by=@jane&$1=a\\b",
                "https://shop.example/p?fbclid=IwAR0&gclid=Cj0&TTCLID=E.C|https://shop.example/p?fbclid=IwAR0&gclid=&TTCLID=",
                "https://shop.example/@jane.doe|https://shop.example/@jane.doe"
            })
    void pageAddressesLoseEmailAddressesAndTheClickIdsOfOthers(String given, String sent) {
        Event event =
                Given.visitor()
                        .set(EventField.PAGE_URL, given)
                        .set(EventField.PAGE_REFERRER, given)
                        .build();
        assertEquals(sent, META.record(event).body().get("event_source_url"));
        assertEquals(sent, META.record(event).body().get("referrer_url"));
    }

    @Test
    void whatIsNoWebAddressIsNotSentAsOne() {
        Event event = Given.visitor(EventField.PAGE_REFERRER, "android-app://com.example");
        assertFalse(META.record(event).body().containsKey("referrer_url"));
    }

    @Test
    void aTimeSlightlyAheadBecomesNowWithAWarning() {
        var record = send(mapped(GivenEvents.TIME.minusSeconds(60), ActionSource.WEBSITE));
        assertEquals(1768472370L, record.body().get("event_time"));
        assertEquals(
                List.of("event_time was ahead of the node's clock; the node's time was sent"),
                record.warnings());
        assertEquals(GivenEvents.TIME, record.eventTime());
    }

    @Test
    void aTimeFurtherAheadIsNotSent() {
        assertEquals(
                "in_the_future",
                skip(mapped(GivenEvents.TIME.minusMillis(60_001), ActionSource.WEBSITE)));
    }

    @Test
    void eventsOlderThanSevenDaysAreTooLateAndInStoresOlderThanSixtyTwo() {
        Instant week = GivenEvents.TIME.plus(Duration.ofDays(7));
        Instant two = GivenEvents.TIME.plus(Duration.ofDays(62));
        send(mapped(week, ActionSource.WEBSITE));
        send(mapped(two, ActionSource.PHYSICAL_STORE));
        assertEquals("too_late", skip(mapped(week.plusMillis(1), ActionSource.WEBSITE)));
        assertEquals("too_late", skip(mapped(two.plusMillis(1), ActionSource.PHYSICAL_STORE)));
    }

    private static Mapping mapped(Instant now, ActionSource place) {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().actionSource(place).build();
        // Cookies made after this clock would add warnings of their own.
        Event timeless = event.without(Set.of(EventField.FBC, EventField.FBCLID, EventField.FBP));
        return new MetaDestination().map(timeless, META.settings(), HostContext.at(now));
    }

    private static io.tracklayer.spi.PlatformRecord send(Mapping mapping) {
        return assertInstanceOf(Mapping.Send.class, mapping).platformRecord();
    }

    private static String skip(Mapping mapping) {
        return assertInstanceOf(Mapping.Skip.class, mapping).code();
    }

    private static String json(Object tree) {
        return new String(Json.write(tree), StandardCharsets.UTF_8);
    }

    private static Event cart(Item... items) {
        return GivenEvents.rich(EventName.PRODUCT_ADDED_TO_CART).toBuilder()
                .set(EventField.ITEMS, List.of(items))
                .build();
    }

    private static Event order10042() {
        return Event.named(EventName.PURCHASE_PLACED)
                .eventId("ord_10042_purchase")
                .eventTime(Instant.ofEpochSecond(1795183509))
                .receivedAt(Instant.ofEpochSecond(1795183510))
                .of("acme", "acme-eu")
                .set(EventField.ORDER_ID, "10042")
                .set(EventField.VALUE, new BigDecimal("129.95"))
                .set(EventField.CURRENCY, "EUR")
                .set(
                        EventField.ITEMS,
                        List.of(
                                GivenEvents.item("1", null, "SKU-1", "44.99", 2),
                                GivenEvents.item("2", null, "SKU-2", "39.97", 1)))
                .set(EventField.PAGE_URL, "https://shop.example/checkout/thank-you")
                .set(EventField.EMAIL, " Anna.Muller@Example.COM ")
                .set(EventField.PHONE, "+4915123456789")
                .set(EventField.LAST_NAME, "Müller")
                .set(EventField.COUNTRY, "DE")
                .set(EventField.EXTERNAL_ID, " Cust_10042 ")
                .set(EventField.CLIENT_IP, "2001:db8::42")
                .set(EventField.USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) ExampleBrowser/1.0")
                .set(EventField.FBP, "fb.1.1795100000123.1019141777")
                .set(EventField.FBC, "fb.1.1795180000456.IwAR0AbC-dEf_1")
                .build();
    }
}
