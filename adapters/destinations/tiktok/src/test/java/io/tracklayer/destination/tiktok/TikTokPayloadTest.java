// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import static io.tracklayer.destination.tiktok.Given.TIKTOK;
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

class TikTokPayloadTest {

    @Test
    void theOrderOfTheDocumentsIsSentExactlySo() {
        String[] changes = {"partner-name", "true", "content-id", "sku", "content-details", "true"};
        var context = HostContext.at(Instant.ofEpochSecond(1795183511));
        var settings = TIKTOK.settings(changes);
        var mapping = new TikTokDestination().map(order10042(), settings, context);
        var record = assertInstanceOf(Mapping.Send.class, mapping).platformRecord();

        assertEquals(
                TIKTOK.expected("purchase-10042.json"),
                Requests.body(TIKTOK.packed(settings, record)));
        assertEquals(List.of(), record.warnings());
        assertEquals(Instant.ofEpochSecond(1795183509), record.eventTime());
    }

    @Test
    void aRichOrderIsSentWithEverythingTikTokTakes() {
        var record = TIKTOK.record(GivenEvents.rich(EventName.PURCHASE_PLACED));
        assertEquals(TIKTOK.expected("purchase-rich.json"), Requests.json(record.body()));
        assertEquals(List.of(), record.warnings());
    }

    @Test
    void aSaleInAStoreGoesToTheOfflineEventSetWithoutAPage() {
        Event event =
                GivenEvents.bare(EventName.PURCHASE_PLACED).toBuilder()
                        .actionSource(ActionSource.PHYSICAL_STORE)
                        .set(EventField.VALUE, new BigDecimal("5000"))
                        .set(EventField.CURRENCY, "JPY")
                        .set(EventField.EXTERNAL_ID, "cust_77")
                        .set(EventField.PAGE_URL, "https://pos.example/till")
                        .build();
        String[] set = {"offline-set", "7300000000000000001"};
        var request = TIKTOK.packed(TIKTOK.settings(set), TIKTOK.record(event, set));
        assertEquals(TIKTOK.expected("store-purchase.json"), Requests.body(request));
    }

    @ParameterizedTest
    @CsvSource({
        "PHYSICAL_STORE, no_offline_set",
        "PHONE_CALL, no_offline_set",
        "APP, app_not_supported"
    })
    void whatHasNoPlaceAtTikTokIsNotSent(ActionSource place, String reason) {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().actionSource(place).build();
        assertEquals(reason, TIKTOK.skip(event).code());
    }

    @ParameterizedTest
    @CsvSource({"EMAIL", "CHAT", "OTHER", "WEBSITE"})
    void otherPlacesCountAsWeb(ActionSource place) {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().actionSource(place).build();
        assertTrue(TIKTOK.record(event).batchKey().startsWith("web/"));
    }

    @Test
    void aRefundIsSentOnRequestAndWithoutMoney() {
        Event event =
                Given.visitor(EventName.ORDER_REFUNDED)
                        .set(EventField.VALUE, new BigDecimal("12.00"))
                        .set(EventField.CURRENCY, "EUR")
                        .set(EventField.PREDICTED_LTV, new BigDecimal("12.00"))
                        .set(
                                EventField.ITEMS,
                                List.of(GivenEvents.item("v1", null, null, "12.00", 1)))
                        .build();
        var record = TIKTOK.record(event, "optional-events", "order_refunded");
        assertEquals(TIKTOK.expected("refund.json"), Requests.json(record.body()));
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
        String body = Requests.json(TIKTOK.record(GivenEvents.purchase(value, currency)).body());
        assertTrue(body.contains(json), body);
    }

    @Test
    void aCurrencyTikTokDoesNotListIsSentWithAWarning() {
        var record = TIKTOK.record(GivenEvents.purchase("10.00", "BGN"));
        assertEquals("BGN", GivenDestination.block(record, "properties").get("currency"));
        assertEquals(
                List.of("TikTok does not list the currency BGN and may refuse it"),
                record.warnings());
    }

    @ParameterizedTest
    @CsvSource({"VALUE", "CURRENCY"})
    void aPurchaseWithoutValueOrCurrencyIsNotSent(EventField missing) {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED).without(Set.of(missing));
        assertEquals("missing_value", TIKTOK.skip(event).code());
        assertEquals(
                "missing_value",
                TIKTOK.skip(event, "purchase-event-name", "CompletePayment").code());
        Event renewal = GivenEvents.rich(EventName.SUBSCRIPTION_RENEWED).without(Set.of(missing));
        assertEquals("missing_value", TIKTOK.skip(renewal, "renewals", "purchase").code());
    }

    @Test
    void aNegativeValueIsNeverSent() {
        assertEquals("missing_value", TIKTOK.skip(GivenEvents.purchase("-1.00", "EUR")).code());
        Event lead =
                GivenEvents.rich(EventName.LEAD_SUBMITTED).toBuilder()
                        .set(EventField.VALUE, new BigDecimal("-1.00"))
                        .build();
        var record = TIKTOK.record(lead);
        assertFalse(GivenDestination.block(record, "properties").containsKey("value"));
        assertEquals(
                List.of("value was left out: it is negative or has no currency"),
                record.warnings());
    }

    @Test
    void aValueWithoutCurrencyIsLeftOutWithItsPrices() {
        Event event =
                GivenEvents.rich(EventName.CHECKOUT_STARTED).without(Set.of(EventField.CURRENCY));
        String properties = Requests.json(Given.properties(event));
        assertFalse(properties.contains("value"), properties);
        assertFalse(properties.contains("price"), properties);
        assertTrue(properties.contains("\"num_items\":3"), properties);
    }

    @Test
    void aCartOfAHundredLinesIsSentWhole() {
        Map<String, Object> properties = Given.properties(GivenEvents.purchaseOfLines(100));
        assertEquals(100L, properties.get("num_items"));
        List<?> contents = (List<?>) properties.get("contents");
        assertEquals(100, contents.size());
        assertEquals("{content_id=v99, price=1.00, quantity=1}", contents.get(99).toString());
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
        Event event = cart(GivenEvents.item(variant, product, sku, null, 1));
        assertEquals(
                "[{content_id=" + sent + ", quantity=1}]",
                Given.properties(event, "content-id", setting).get("contents").toString());
    }

    @Test
    void theContentTypeIsASettingAndAListShowsGroups() {
        Event event = GivenEvents.rich(EventName.PRODUCT_VIEWED);
        assertEquals("product", Given.properties(event).get("content_type"));
        assertEquals(
                "product_group",
                Given.properties(event, "content-type", "product_group").get("content_type"));
        var list =
                Given.properties(
                        GivenEvents.rich(EventName.COLLECTION_VIEWED),
                        "optional-events",
                        "collection_viewed");
        assertEquals("product_group", list.get("content_type"));
        assertTrue(list.get("contents").toString().contains("content_id=p41327143321713"));
    }

    @Test
    void aLineWithoutAnyIdIsLeftOutBecauseItWouldRefuseTheWholeRequest() {
        var record =
                TIKTOK.record(
                        cart(
                                GivenEvents.item(null, null, null, "1.00", 1),
                                GivenEvents.item("v2", null, null, "-1.00", 2)));
        assertEquals(
                "[{content_id=v2, quantity=2}]",
                GivenDestination.block(record, "properties").get("contents").toString());
        assertEquals(List.of("items without an id were left out of contents"), record.warnings());
    }

    @ParameterizedTest
    @CsvSource({
        "PURCHASE_PLACED, 3",
        "CHECKOUT_STARTED, 3",
        "PRODUCT_ADDED_TO_CART, ",
        "PRODUCT_VIEWED, "
    })
    void piecesAreCountedForCheckoutsAndOrders(EventName name, Long pieces) {
        assertEquals(pieces, Given.properties(GivenEvents.rich(name)).get("num_items"));
    }

    @Test
    void theValueOfAProductPutIntoTheCartIsItsLineTotalWhenNotGiven() {
        Event added =
                GivenEvents.rich(EventName.PRODUCT_ADDED_TO_CART).without(Set.of(EventField.VALUE));
        assertEquals(new BigDecimal("124.90"), Given.properties(added).get("value"));
        Event unpriced =
                added.toBuilder()
                        .set(
                                EventField.ITEMS,
                                List.of(
                                        GivenEvents.item("v1", null, null, "1.00", 1),
                                        GivenEvents.item("v2", null, null, null, 1)))
                        .build();
        assertNull(Given.properties(unpriced).get("value"));
    }

    @Test
    void namesOfItemsAreSentOnRequestOnly() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        assertFalse(Requests.json(Given.properties(event)).contains("Linen"));
        assertTrue(
                Requests.json(Given.properties(event, "content-details", "true"))
                        .contains("\"content_name\":\"Linen shirt\""));
    }

    @Test
    void aTrialTellsItsPredictedValue() {
        Event event =
                GivenEvents.rich(EventName.TRIAL_STARTED).toBuilder()
                        .set(EventField.PREDICTED_LTV, new BigDecimal("480.00"))
                        .build();
        assertEquals(new BigDecimal("480.00"), Given.properties(event).get("predicted_ltv"));
    }

    @Test
    void aSearchTellsItsWordsUnderBothNamesUnlessTheyAreAnEmailAddress() {
        Event event = GivenEvents.rich(EventName.SEARCH_SUBMITTED);
        assertEquals("linen", Given.properties(event).get("query"));
        assertEquals("linen", Given.properties(event).get("search_string"));
        var record =
                TIKTOK.record(
                        event.toBuilder().set(EventField.SEARCH_QUERY, "jane@example.com").build());
        assertFalse(Requests.json(record.body()).contains("jane@"));
        assertEquals(
                List.of("search_query was left out: it holds an e-mail address"),
                record.warnings());
    }

    @Test
    void anEventThatKnowsNothingElseHasNoProperties() {
        assertEquals(
                "{\"event\":\"ViewContent\",\"event_time\":1768472430,"
                        + "\"event_id\":\"ord_548291_product_viewed\","
                        + "\"user\":{\"ttp\":\"2F7h37YkS1j57AYSKTI7IHhJPYH\"},"
                        + "\"page\":{\"url\":\"https://shop.example/\"}}",
                Requests.json(TIKTOK.record(Given.visitor().build()).body()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://shop.example/p?a=1|https://shop.example/p?a=1",
                "https://shop.example/p?email=jane@example.com&a=1|https://shop.example/p?email=&a=1",
                "https://shop.example/p?a=1&u=jane%40example.com|https://shop.example/p?a=1&u=",
                "https://shop.example/p?fbclid=IwAR0&GCLID=Cj0&ttclid=E.C|https://shop.example/p?fbclid=&GCLID=&ttclid=E.C",
                "https://shop.example/@jane.doe|https://shop.example/@jane.doe"
            })
    void pageAddressesLoseEmailAddressesAndTheClickIdsOfOthers(String given, String sent) {
        Event event =
                Given.visitor()
                        .set(EventField.PAGE_URL, given)
                        .set(EventField.PAGE_REFERRER, given)
                        .build();
        assertEquals(
                "{url=" + sent + ", referrer=" + sent + "}",
                TIKTOK.record(event).body().get("page").toString());
    }

    @Test
    void aWebEventWithoutAPageIsSentOnlyWithThePageOfTheSettings() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).without(Set.of(EventField.PAGE_URL));
        assertEquals("missing_page_url", TIKTOK.skip(event).code());

        var record = TIKTOK.record(event, "page-url", "https://shop.example/");
        assertEquals("{url=https://shop.example/}", record.body().get("page").toString());
        assertEquals(
                List.of("page.url is the page-url setting: none was known"), record.warnings());
    }

    @Test
    void whatIsNoWebAddressIsNotSentAsOne() {
        Event event = Given.visitor(EventField.PAGE_REFERRER, "android-app://com.example");
        assertEquals(
                "{url=https://shop.example/}", TIKTOK.record(event).body().get("page").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "PT168H, , ",
        "PT168H0.001S, , too_late",
        "PT168H0.001S, 28d, ",
        "PT49H, 2d, too_late",
        "-PT5M, , ",
        "-PT5M0.001S, , in_the_future"
    })
    void anEventMustBeYoungEnoughAndMayLieALittleAhead(Duration age, String maxAge, String reason) {
        var settings = maxAge == null ? TIKTOK.settings() : TIKTOK.settings("max-age", maxAge);
        Mapping mapping =
                new TikTokDestination()
                        .map(
                                GivenEvents.rich(EventName.PURCHASE_PLACED),
                                settings,
                                HostContext.at(GivenEvents.TIME.plus(age)));
        assertEquals(reason, mapping instanceof Mapping.Skip skip ? skip.code() : null);
        if (mapping instanceof Mapping.Send send) {
            assertEquals(1768472430L, send.platformRecord().body().get("event_time"));
        }
    }

    private static Event cart(Item... items) {
        return Given.visitor(EventName.PRODUCT_ADDED_TO_CART)
                .set(EventField.VALUE, new BigDecimal("1.00"))
                .set(EventField.CURRENCY, "EUR")
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
                                GivenItem.of("1", null, "SKU-1")
                                        .name("Shirt")
                                        .price("44.99")
                                        .quantity(2)
                                        .build(),
                                GivenItem.of("2", null, "SKU-2")
                                        .name("Cap")
                                        .price("39.97")
                                        .quantity(1)
                                        .build()))
                .set(EventField.PAGE_URL, "https://shop.example/checkout/thank-you")
                .set(EventField.PAGE_REFERRER, "https://shop.example/checkout")
                .set(EventField.EMAIL, " Anna.Muller@Example.COM ")
                .set(EventField.PHONE, "+4915123456789")
                .set(EventField.FIRST_NAME, " Anna")
                .set(EventField.POSTAL_CODE, "10115")
                .set(EventField.CITY, "Berlin")
                .set(EventField.COUNTRY, "DE")
                .set(EventField.EXTERNAL_ID, " Cust_10042 ")
                .set(EventField.CLIENT_IP, "203.0.113.7")
                .set(EventField.USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) ExampleBrowser/1.0")
                .set(EventField.LOCALE, "de-DE")
                .set(EventField.TTCLID, new ClickId("E.C.P.CtkBexampleclickid", null, null))
                .set(EventField.TTP, Given.TTP)
                .build();
    }
}
