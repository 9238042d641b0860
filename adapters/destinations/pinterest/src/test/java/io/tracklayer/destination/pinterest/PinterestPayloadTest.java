// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.Mapping;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinterestPayloadTest {

    @Test
    void aPlacedOrderIsSentExactlyAsDocumented() {
        HostContext context = HostContext.at(Instant.ofEpochSecond(1795183511));
        Mapping mapping =
                Given.mapped(order10042(), context, "content-id", "sku", "content-details", "true");
        var record = assertInstanceOf(Mapping.Send.class, mapping).platformRecord();

        assertEquals(
                Given.expected("checkout-10042.json"),
                Given.body(Given.packed(Given.settings(), record)));
        assertEquals(List.of(), record.warnings());
        assertEquals("ord_10042_purchase", record.eventId());
        assertEquals(Instant.ofEpochSecond(1795183509), record.eventTime());
    }

    @Test
    void aRichOrderIsSentWithEverythingPinterestTakes() {
        var record = Given.sent(GivenEvents.rich(EventName.PURCHASE_PLACED));
        assertEquals(Given.expected("checkout-rich.json"), Given.json(record.body()));
        assertEquals(List.of(), record.warnings());
    }

    @Test
    void anOrderThatKnowsNoConsentSaysNothingAboutOptingOut() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                        .consent(Consent.notGiven())
                        .build();
        assertEquals(
                Given.expected("checkout-rich.json").replace("\"opt_out\":false,", ""),
                Given.json(Given.sent(event).body()));
    }

    @Test
    void limitedUseIsSentExactlyAsDocumented() {
        Event event =
                GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder().limitedUse(true).build();
        assertEquals(Given.expected("checkout-limited.json"), Given.json(Given.sent(event).body()));
    }

    @ParameterizedTest
    @CsvSource({
        "5000, JPY, 5000",
        "1E+4, JPY, 10000",
        "12.345, KWD, 12.345",
        "16777217.05, EUR, 16777217.05",
        "0.00, USD, 0.00",
        "129.90, EUR, 129.90"
    })
    void moneyIsDecimalTextInMajorUnits(String value, String currency, String text) {
        Map<String, Object> custom = Given.customData(GivenEvents.purchase(value, currency));
        assertEquals(text, custom.get("value"));
        assertEquals(currency, custom.get("currency"));
    }

    @Test
    void aValueThatIsNegativeOrHasNoCurrencyIsLeftOut() {
        Event rich = GivenEvents.rich(EventName.CHECKOUT_STARTED);
        Event negative = rich.toBuilder().set(EventField.VALUE, new BigDecimal("-1")).build();
        for (Event event : List.of(negative, rich.without(Set.of(EventField.CURRENCY)))) {
            var record = Given.sent(event);
            assertFalse(Given.block(record, "custom_data").containsKey("value"));
            assertEquals(
                    List.of("value was left out: it is negative or has no currency"),
                    record.warnings());
        }
        Event bare = rich.without(Set.of(EventField.CURRENCY));
        assertFalse(Given.json(Given.customData(bare)).contains("item_price"));
    }

    @Test
    void aCheckoutWhoseValueIsNotKnownIsSentWithAWarning() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED).without(Set.of(EventField.VALUE));
        assertEquals(
                List.of("the value of the checkout is not known: it counts without revenue"),
                Given.sent(event).warnings());
    }

    @Test
    void theSubtotalIsTheValueOnRequestAndTheSumOfTheLinesWhenItIsNotKnown() {
        Event event =
                Given.rich(
                        EventName.PURCHASE_PLACED, EventField.SUBTOTAL, new BigDecimal("120.00"));
        String[] subtotal = {"value-basis", "subtotal"};
        assertEquals("120.00", Given.customData(event, subtotal).get("value"));
        assertEquals("129.90", Given.customData(event).get("value"));
        assertEquals(
                "124.90",
                Given.customData(GivenEvents.rich(EventName.PURCHASE_PLACED), subtotal)
                        .get("value"));
    }

    @Test
    void theValueOfAProductPutIntoTheCartIsItsLineTotalWhenNotGiven() {
        Event added =
                GivenEvents.rich(EventName.PRODUCT_ADDED_TO_CART).without(Set.of(EventField.VALUE));
        assertEquals("124.90", Given.customData(added).get("value"));
        Event started =
                GivenEvents.rich(EventName.CHECKOUT_STARTED).without(Set.of(EventField.VALUE));
        assertNull(Given.customData(started).get("value"));
    }

    @Test
    void anItemShowsItsPriceBeforeTheDiscountAsText() {
        Event event =
                cart(
                        Given.item("v1", null, null, "8.00", "2.00"),
                        Given.item("v2", null, null, "8.00", null),
                        Given.item("v3", null, null, null, "2.00"));
        assertEquals(
                "[{id=v1, item_price=10.00, quantity=2}, {id=v2, item_price=8.00, quantity=2},"
                        + " {id=v3, quantity=2}]",
                Given.customData(event).get("contents").toString());
    }

    @Test
    void aCartOfAHundredLinesIsSentWhole() {
        Map<String, Object> custom = Given.customData(GivenEvents.purchaseOfLines(100));

        assertEquals(100L, custom.get("num_items"));
        assertEquals(100, ((List<?>) custom.get("content_ids")).size());
        List<?> contents = (List<?>) custom.get("contents");
        assertEquals(100, contents.size());
        assertEquals("{id=v99, item_price=1.00, quantity=1}", contents.get(99).toString());
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
    void theItemIdIsTheOneOfTheCatalogueElseTheNextKnown(
            String setting, String variant, String product, String sku, String sent) {
        Event event = cart(Given.item(variant, product, sku, "1.00", null));
        assertEquals(
                List.of(sent), Given.customData(event, "content-id", setting).get("content_ids"));
    }

    @Test
    void aLineWithoutAnyIdIsLeftOutButCounted() {
        var record =
                Given.sent(
                        cart(
                                Given.item(null, null, null, "1.00", null),
                                Given.item("v2", null, null, null, null)));
        Map<String, Object> custom = Given.block(record, "custom_data");
        assertEquals("[{id=v2, quantity=2}]", custom.get("contents").toString());
        assertEquals(4L, custom.get("num_items"));
        assertEquals(List.of("items without an id were left out of contents"), record.warnings());
    }

    @Test
    void anEmptyCartIsNotCountedAsZeroPieces() {
        Event event =
                GivenEvents.rich(EventName.CHECKOUT_STARTED).without(Set.of(EventField.ITEMS));
        assertFalse(Given.customData(event).containsKey("num_items"));
        assertFalse(Given.customData(event).containsKey("contents"));
    }

    @Test
    void namesOfProductsAreSentOnRequestOnly() {
        Event event =
                GivenEvents.rich(EventName.PRODUCT_VIEWED).toBuilder()
                        .set(EventField.ITEMS, List.of(Given.item("v1", null, null, "1.00", null)))
                        .build();
        assertFalse(Given.json(Given.customData(event)).contains("Shirt"));
        String asked = Given.json(Given.customData(event, "content-details", "true"));
        assertTrue(
                asked.contains(
                        "\"item_name\":\"Shirt\",\"item_category\":\"Tops\","
                                + "\"item_brand\":\"Tweed & Co\""),
                asked);
        assertTrue(
                asked.contains(
                        "\"content_name\":\"Shirt\",\"content_category\":\"Tops\","
                                + "\"content_brand\":\"Tweed & Co\""),
                asked);
    }

    @Test
    void aSearchTellsItsWordsUnlessTheyAreAnEmailAddress() {
        assertEquals(
                "linen",
                Given.customData(GivenEvents.rich(EventName.SEARCH_SUBMITTED))
                        .get("search_string"));
        var record =
                Given.sent(
                        Given.rich(
                                EventName.SEARCH_SUBMITTED,
                                EventField.SEARCH_QUERY,
                                "jane@example.com"));
        assertFalse(Given.block(record, "custom_data").containsKey("search_string"));
        assertEquals(
                List.of("search_query was left out: it holds an e-mail address"),
                record.warnings());
    }

    @Test
    void aFormTellsItsNameACollectionItsOwnAndATrialItsPredictedValue() {
        assertEquals(
                "Callback",
                Given.customData(GivenEvents.rich(EventName.FORM_SUBMITTED)).get("content_name"));
        assertEquals(
                "Shirts",
                Given.customData(GivenEvents.rich(EventName.COLLECTION_VIEWED))
                        .get("content_category"));
        Event trial =
                Given.rich(
                        EventName.TRIAL_STARTED,
                        EventField.PREDICTED_LTV,
                        new BigDecimal("480.00"));
        assertEquals("480.00", Given.customData(trial).get("predicted_ltv"));
    }

    @Test
    void anEventThatKnowsNothingElseHasNoCustomData() {
        assertEquals(
                "{\"event_name\":\"page_visit\",\"action_source\":\"web\","
                        + "\"event_time\":1768472430,\"event_id\":\"ord_548291_page_viewed\","
                        + "\"opt_out\":false,"
                        + "\"user_data\":{\"client_ip_address\":\"203.0.113.7\","
                        + "\"client_user_agent\":\"Mozilla/5.0 (iPhone)\"}}",
                Given.json(Given.sent(Given.visitor().build(), "partner-name", "false").body()));
    }

    @ParameterizedTest
    @CsvSource({"de-DE, de", "en_US, en", "FR, fr", "pt, pt", "zz-ZZ, ", "deutsch, ", "deu, "})
    void theLanguageIsTheFirstPartOfTheLocaleWhenIso639KnowsIt(String locale, String language) {
        assertEquals(
                language,
                Given.sent(Given.visitor(EventField.LOCALE, locale)).body().get("language"));
    }

    @ParameterizedTest
    @CsvSource({
        "WEBSITE, Mozilla/5.0, web",
        "APP, Shop/3 (Linux; Android 14), app_android",
        "APP, Shop/3 (iPhone; iOS 17.4), app_ios",
        "APP, Shop/3 CFNetwork/1494 Darwin/23, app_ios",
        "PHYSICAL_STORE, Mozilla/5.0, offline",
        "PHONE_CALL, Mozilla/5.0, offline",
        "SYSTEM_GENERATED, Mozilla/5.0, offline",
        "OTHER, Mozilla/5.0, offline"
    })
    void thePlaceIsOneOfPinterestsFour(ActionSource place, String agent, String sent) {
        assertEquals(sent, Given.sent(at(place, agent)).body().get("action_source"));
    }

    @Test
    void anAppThatDoesNotTellItsSystemIsNotSent() {
        assertEquals("app_system_unknown", Given.skipped(at(ActionSource.APP, "Shop/3")).code());
    }

    @Test
    void aRenewalIsOfflineWithoutPageAndAddress() {
        var record =
                Given.sent(
                        GivenEvents.rich(EventName.SUBSCRIPTION_RENEWED),
                        "renewals",
                        "offline-checkout");
        assertEquals("offline", record.body().get("action_source"));
        assertFalse(record.body().containsKey("event_source_url"));
        assertFalse(Given.block(record, "user_data").containsKey("client_ip_address"));
        assertFalse(record.resendSafe());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://shop.example/p?a=1|https://shop.example/p?a=1",
                "https://shop.example/p?email=jane@example.com&a=1|https://shop.example/p?email=&a=1",
                "https://shop.example/p?u=jane%2540example%252Ecom#x|https://shop.example/p?u=#x",
                "https://shop.example/p?epik=dj0&fbclid=I&gclid=C|https://shop.example/p?epik=dj0&fbclid=&gclid="
            })
    void thePageAddressLosesEmailAddressesAndTheClickIdsOfOthers(String given, String sent) {
        assertEquals(
                sent,
                Given.sent(Given.visitor(EventField.PAGE_URL, given))
                        .body()
                        .get("event_source_url"));
    }

    @Test
    void aTimeAheadOfTheClockBecomesNowAndOneFarAheadIsNotSent() {
        var record = Given.sentAfter(Duration.ofMinutes(-5), order());
        assertEquals(1768472130L, record.body().get("event_time"));
        assertEquals(
                List.of("event_time was ahead of the node's clock; the node's time was sent"),
                record.warnings());
        assertEquals(GivenEvents.TIME, record.eventTime());
        assertEquals("in_the_future", skippedAfter(Duration.ofMinutes(-5).minusMillis(1)));
    }

    @Test
    void anEventLaterThanAnHourIsSentAndFlaggedAsOffline() {
        assertEquals(List.of(), Given.sentAfter(Duration.ofHours(1), order()).warnings());
        var late = Given.sentAfter(Duration.ofHours(1).plusMillis(1), order());
        assertTrue(late.warnings().get(0).startsWith("late_offline: "), late.warnings().get(0));
        assertEquals("web", late.body().get("action_source"));
        assertEquals(1768472430L, late.body().get("event_time"));
    }

    @Test
    void eventsOlderThanSevenDaysOrTheSettingAreTooLate() {
        Given.sentAfter(Duration.ofDays(7), order());
        assertEquals("too_late", skippedAfter(Duration.ofDays(7).plusMillis(1)));
        assertEquals("too_late", skippedAfter(Duration.ofDays(8), "max-age", "30d"));
        assertEquals("too_late", skippedAfter(Duration.ofMinutes(61), "max-age", "1h"));
    }

    private static String skippedAfter(Duration delay, String... changes) {
        Mapping mapping =
                Given.mapped(order(), HostContext.at(GivenEvents.TIME.plus(delay)), changes);
        return assertInstanceOf(Mapping.Skip.class, mapping).code();
    }

    private static Event order() {
        return GivenEvents.rich(EventName.PURCHASE_PLACED);
    }

    private static Event at(ActionSource place, String agent) {
        return order().toBuilder().actionSource(place).set(EventField.USER_AGENT, agent).build();
    }

    private static Event cart(Item... items) {
        return Given.rich(EventName.PRODUCT_ADDED_TO_CART, EventField.ITEMS, List.of(items));
    }

    private static Event order10042() {
        return Event.named(EventName.PURCHASE_PLACED)
                .eventId("ord_10042_purchase")
                .eventTime(Instant.ofEpochSecond(1795183509))
                .receivedAt(Instant.ofEpochSecond(1795183510))
                .of("acme", "acme-eu")
                .consent(GivenEvents.consent(ConsentState.GRANTED))
                .set(EventField.ORDER_ID, "10042")
                .set(EventField.VALUE, new BigDecimal("129.95"))
                .set(EventField.CURRENCY, "EUR")
                .set(
                        EventField.ITEMS,
                        List.of(
                                line("SKU-1", "44.99", 2, "Shirt"),
                                line("SKU-2", "39.97", 1, "Cap")))
                .set(EventField.PAGE_URL, "https://shop.example/checkout/thank-you")
                .set(EventField.LOCALE, "de-DE")
                .set(EventField.EMAIL, " Anna.Muller@Example.COM ")
                .set(EventField.PHONE, "+4915123456789")
                .set(EventField.FIRST_NAME, "Anna ")
                .set(EventField.POSTAL_CODE, "10115")
                .set(EventField.COUNTRY, "DE")
                .set(EventField.EXTERNAL_ID, " Cust_10042 ")
                .set(EventField.CLIENT_IP, "203.0.113.7")
                .set(EventField.USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64) ExampleBrowser/1.0")
                .set(EventField.EPIK, new ClickId("dj0yJnU9RXhhbXBsZUNsaWNrSWQ", null, null))
                .build();
    }

    private static Item line(String sku, String price, long quantity, String name) {
        return new Item(
                null,
                null,
                sku,
                name,
                null,
                null,
                null,
                new BigDecimal(price),
                quantity,
                null,
                null,
                null,
                null,
                null);
    }
}
