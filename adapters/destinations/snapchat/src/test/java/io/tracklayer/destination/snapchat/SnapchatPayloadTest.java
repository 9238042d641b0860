// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import static io.tracklayer.destination.snapchat.Given.SNAPCHAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
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

class SnapchatPayloadTest {

    @Test
    void aPlacedOrderIsSentExactlyAsDocumented() {
        HostContext context = HostContext.at(Instant.ofEpochSecond(1795183511));
        SnapchatDestination snapchat = new SnapchatDestination();
        Mapping mapping =
                snapchat.map(order10042(), SNAPCHAT.settings("content-id", "sku"), context);
        var record = assertInstanceOf(Mapping.Send.class, mapping).platformRecord();

        assertEquals(
                SNAPCHAT.expected("purchase-10042.json"),
                Requests.body(snapchat.pack(List.of(record), SNAPCHAT.settings(), context)));
        assertEquals(List.of(), record.warnings());
        assertEquals("ord_10042_purchase", record.eventId());
        assertEquals(Instant.ofEpochSecond(1795183509), record.eventTime());
    }

    @Test
    void aRichOrderIsSentWithEverythingSnapchatTakes() {
        var record = SNAPCHAT.record(GivenEvents.rich(EventName.PURCHASE_PLACED));
        assertEquals(SNAPCHAT.expected("purchase-rich.json"), json(record.body()));
        assertEquals(List.of(), record.warnings());
    }

    @Test
    void aRefundIsACustomEventWithoutMoneyPageOrDevice() {
        var record =
                SNAPCHAT.record(
                        GivenEvents.rich(EventName.ORDER_REFUNDED),
                        "optional-events",
                        "order_refunded");
        assertEquals(SNAPCHAT.expected("refund.json"), json(record.body()));
    }

    @ParameterizedTest
    @CsvSource({
        "5000, JPY, '\"value\":5000,\"currency\":\"JPY\"'",
        "1E+4, JPY, '\"value\":10000,\"currency\":\"JPY\"'",
        "12.345, KWD, '\"value\":12.345,\"currency\":\"KWD\"'",
        "16777217.05, EUR, '\"value\":16777217.05,\"currency\":\"EUR\"'",
        "0.00, USD, '\"value\":0.00,\"currency\":\"USD\"'"
    })
    void moneyIsAPlainNumberInMajorUnits(String value, String currency, String json) {
        String body = json(SNAPCHAT.record(GivenEvents.purchase(value, currency)).body());
        assertTrue(body.contains(json), body);
    }

    @ParameterizedTest
    @CsvSource({"VALUE", "CURRENCY"})
    void aPurchaseWithoutValueOrCurrencyIsNotSent(EventField missing) {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED).without(Set.of(missing));
        assertEquals("missing_value", SNAPCHAT.skip(event).code());
    }

    @Test
    void aNegativePurchaseIsNotSent() {
        assertEquals("missing_value", SNAPCHAT.skip(GivenEvents.purchase("-1.00", "EUR")).code());
    }

    @Test
    void aCurrencySnapchatDoesNotTakeSkipsThePurchaseUnlessTheOperatorKnowsBetter() {
        Event purchase = GivenEvents.purchase("10.00", "RSD");
        assertEquals("currency_unsupported", SNAPCHAT.skip(purchase).code());
        assertEquals(
                "RSD", Given.customData(purchase, "more-currencies", "XAF,RSD").get("currency"));
    }

    @Test
    void otherEventsLoseTheirMoneyInACurrencySnapchatDoesNotTake() {
        Event cart =
                GivenEvents.rich(EventName.PRODUCT_ADDED_TO_CART).toBuilder()
                        .set(EventField.CURRENCY, "RSD")
                        .build();
        var record = SNAPCHAT.record(cart);

        String custom = json(record.body().get("custom_data"));
        assertFalse(custom.contains("RSD") || custom.contains("value"), custom);
        assertFalse(custom.contains("item_price"), custom);
        assertEquals(
                List.of("currency_unsupported: value and prices were left out"), record.warnings());
    }

    @Test
    void aValueWithoutCurrencyIsLeftOutWithItsPrices() {
        var record =
                SNAPCHAT.record(
                        GivenEvents.rich(EventName.CHECKOUT_STARTED)
                                .without(Set.of(EventField.CURRENCY)));
        String custom = json(record.body().get("custom_data"));
        assertFalse(custom.contains("\"value\"") || custom.contains("item_price"), custom);
        assertEquals(
                List.of("value was left out: it is negative or has no currency"),
                record.warnings());
    }

    @Test
    void aCartOfAHundredLinesIsSentWhole() {
        Map<String, Object> custom = Given.customData(GivenEvents.purchaseOfLines(100));

        assertEquals(100L, custom.get("num_items"));
        assertEquals("v99", ((List<?>) custom.get("content_ids")).get(99));
        List<?> contents = (List<?>) custom.get("contents");
        assertEquals("{id=v99, quantity=1, item_price=1.00}", contents.get(99).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "variant, v1, p1, s1, v1",
        "variant, , p1, s1, p1",
        "product, v1, p1, s1, p1",
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
    void aLineWithoutAnyIdIsLeftOutAndStillCounted() {
        var record =
                SNAPCHAT.record(
                        cart(
                                GivenEvents.item(null, null, null, "1.00", 1),
                                GivenEvents.item("v2", null, null, "-1.00", 2)));
        Map<String, Object> custom = GivenDestination.block(record, "custom_data");

        assertEquals("[{id=v2, quantity=2}]", custom.get("contents").toString());
        assertEquals(3L, custom.get("num_items"));
        assertEquals(List.of("items without an id were left out of contents"), record.warnings());
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
    void titlesBrandsAndCategoriesAreSentOnRequestOnly() {
        Item item =
                new Item(
                        "v1", null, null, "Bikini", null, "Brand", "Swim", null, 1, null, null,
                        null, null, null);
        Event event = product(item);
        String plain = json(Given.customData(event));
        assertFalse(plain.matches(".*(Bikini|Brand|Swim).*"), plain);
        Map<String, Object> custom = Given.customData(event, "content-details", "true");
        assertEquals("Bikini", custom.get("content_name"));
        assertEquals("Swim", custom.get("content_category"));
        assertEquals("[{id=v1, quantity=1, brand=Brand}]", custom.get("contents").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "SEARCH_SUBMITTED, search_string, linen",
        "COLLECTION_VIEWED, content_category, Shirts",
        "FORM_SUBMITTED, content_name, Callback",
        "ACCOUNT_REGISTERED, sign_up_method, email"
    })
    void someEventsSayMore(EventName name, String key, String text) {
        Event event = GivenEvents.rich(name).toBuilder().set(EventField.METHOD, "email").build();
        String[] on = {"optional-events", "form_submitted"};
        assertEquals(text, Given.customData(event, on).get(key));
        assertNull(Given.customData(GivenEvents.rich(EventName.PAGE_VIEWED)).get(key));
    }

    @Test
    void aSearchForAnEmailAddressIsLeftOut() {
        Event event =
                GivenEvents.rich(EventName.SEARCH_SUBMITTED).toBuilder()
                        .set(EventField.SEARCH_QUERY, "jane@example.com")
                        .build();
        var record = SNAPCHAT.record(event);
        assertFalse(json(record.body()).contains("jane@example.com"));
        assertEquals(
                List.of("search_query was left out: it holds an e-mail address"),
                record.warnings());
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/a?ScCid=X1&gclid=2, https://shop.example/a?ScCid=X1&gclid=",
        "https://shop.example/a?e=jane%40example.com, https://shop.example/a?e=",
        "https://shop.example/ä?q=1, https://shop.example/ä?q=1"
    })
    void pagesKeepSnapchatsClickIdAndLoseOtherNetworksAndAddresses(String page, String sent) {
        Event event = GivenEvents.visitor(EventField.PAGE_URL, page);
        assertEquals(sent, SNAPCHAT.record(event).body().get("event_source_url"));
    }

    @Test
    void aWebsiteEventWithoutPageNeedsTheSitesAddress() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).without(Set.of(EventField.PAGE_URL));
        assertEquals("missing_page", SNAPCHAT.skip(event).code());
        assertEquals(
                "https://shop.example/",
                SNAPCHAT.record(event, "site-url", "https://shop.example/")
                        .body()
                        .get("event_source_url"));
    }

    @Test
    void anOfflineEventNeedsNoPage() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).without(Set.of(EventField.PAGE_URL));
        var record =
                SNAPCHAT.record(
                        event.toBuilder().actionSource(ActionSource.PHYSICAL_STORE).build());
        assertFalse(record.body().containsKey("event_source_url"));
    }

    @Test
    void theSitesAddressIsNeverThePageOfAnOfflineEvent() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).without(Set.of(EventField.PAGE_URL));
        var record =
                SNAPCHAT.record(
                        event.toBuilder().actionSource(ActionSource.PHONE_CALL).build(),
                        "site-url",
                        "https://shop.example/");
        assertFalse(record.body().containsKey("event_source_url"));
    }

    @Test
    void anEventOfAnAppIsNotSent() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        assertEquals(
                "app_not_supported",
                SNAPCHAT.skip(event.toBuilder().actionSource(ActionSource.APP).build()).code());
    }

    @Test
    void anEventIsTakenUntilItIsThirtySevenDaysOldOrAsTheOperatorSays() {
        assertInstanceOf(Mapping.Send.class, after(Duration.ofDays(37)));
        assertEquals("too_late", skip(after(Duration.ofDays(37).plusSeconds(1))));
        assertEquals("too_late", skip(after(Duration.ofDays(29), "max-age", "28d")));
    }

    @Test
    void anEventOlderThanAWeekIsRemarkedUpon() {
        var sent = assertInstanceOf(Mapping.Send.class, after(Duration.ofDays(8)));
        assertEquals(
                List.of("the event is older than 7 days; Snapchat may not attribute it"),
                sent.platformRecord().warnings());
    }

    @Test
    void anEventMayLieFiveMinutesAhead() {
        assertInstanceOf(Mapping.Send.class, after(Duration.ofMinutes(-5)));
        assertEquals("in_the_future", skip(after(Duration.ofMinutes(-5).minusSeconds(1))));
    }

    private static Mapping after(Duration delay, String... settings) {
        return new SnapchatDestination()
                .map(
                        GivenEvents.rich(EventName.PURCHASE_PLACED),
                        SNAPCHAT.settings(settings),
                        HostContext.at(GivenEvents.TIME.plus(delay)));
    }

    private static String skip(Mapping mapping) {
        return assertInstanceOf(Mapping.Skip.class, mapping).code();
    }

    private static Event cart(Item... items) {
        return GivenEvents.rich(EventName.PRODUCT_ADDED_TO_CART).toBuilder()
                .set(EventField.ITEMS, List.of(items))
                .build();
    }

    private static Event product(Item item) {
        return GivenEvents.rich(EventName.PRODUCT_VIEWED).toBuilder()
                .set(EventField.ITEMS, List.of(item))
                .build();
    }

    /** The order of the document's example. */
    private static Event order10042() {
        return Event.named(EventName.PURCHASE_PLACED)
                .eventId("ord_10042_purchase")
                .eventTime(Instant.ofEpochSecond(1795183509))
                .receivedAt(Instant.ofEpochSecond(1795183510))
                .of("acme", "acme-eu")
                .set(EventField.ORDER_ID, "10042")
                .set(EventField.VALUE, new BigDecimal("129.95"))
                .set(EventField.CURRENCY, "EUR")
                .set(EventField.PAGE_URL, "https://shop.example/checkout/thank-you")
                .set(EventField.EMAIL, " Anna.Muller@Example.COM ")
                .set(EventField.PHONE, "+4915123456789")
                .set(
                        EventField.FIRST_NAME,
                        "55579B557896D0CE1764C47FED644F9B35F58BAD620674AF23F356D80ED0C503")
                .set(EventField.COUNTRY, "DE")
                .set(EventField.EXTERNAL_ID, " Cust_10042 ")
                .set(EventField.CLIENT_IP, "203.0.113.7")
                .set(EventField.USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) ExampleBrowser/1.0")
                .set(
                        EventField.SCCID,
                        new ClickId("4f0b1c2d-1111-4222-8333-944455566677", null, null))
                .set(EventField.SCID, "8b1c9d0e-aaaa-4bbb-8ccc-0ddd1eee2fff")
                .set(
                        EventField.ITEMS,
                        List.of(
                                GivenEvents.item(null, null, "SKU-1", "44.99", 2),
                                GivenEvents.item(null, null, "SKU-2", "39.97", 1)))
                .build();
    }

    private static String json(Object tree) {
        return new String(Json.write(tree), StandardCharsets.UTF_8);
    }
}
