// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import static io.tracklayer.destination.reddit.Given.REDDIT;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RedditMetadataTest {

    @ParameterizedTest
    @CsvSource({
        "5000, JPY, '\"currency\":\"JPY\",\"value\":5000,'",
        "1E+4, JPY, '\"currency\":\"JPY\",\"value\":10000,'",
        "12.345, KWD, '\"currency\":\"KWD\",\"value\":12.345,'",
        "16777217.05, EUR, '\"currency\":\"EUR\",\"value\":16777217.05,'",
        "0.00, USD, '\"currency\":\"USD\",\"value\":0.00,'"
    })
    void moneyIsAPlainNumberInMajorUnits(String value, String currency, String json) {
        String body = Requests.json(REDDIT.record(GivenEvents.purchase(value, currency)).body());
        assertTrue(body.contains(json), body);
    }

    @ParameterizedTest
    @EnumSource(names = {"VALUE", "CURRENCY"})
    void valueAndCurrencyAreSentTogetherOrNeither(EventField missing) {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED).without(Set.of(missing));
        Map<String, Object> metadata = Given.metadata(event);
        assertEquals(
                Set.of("conversion_id", "order_id", "item_count", "products"), metadata.keySet());
        assertFalse(metadata.get("products").toString().contains("item_price"));
    }

    @Test
    void aNegativeValueIsLeftOutWithAWarning() {
        PlatformRecord record = REDDIT.record(GivenEvents.purchase("-1.00", "EUR"));
        assertFalse(Requests.json(record.body()).contains("\"value\""));
        assertEquals(
                List.of("value was left out: it is negative or has no currency"),
                record.warnings());
    }

    @ParameterizedTest
    @CsvSource({
        "PURCHASE_PLACED, true, true",
        "PRODUCT_ADDED_TO_CART, true, true",
        "WISHLIST_ADDED, true, true",
        "CHECKOUT_STARTED, true, true",
        "SUBSCRIPTION_RENEWED, true, true",
        "LEAD_SUBMITTED, true, false",
        "ACCOUNT_REGISTERED, true, false",
        "PAGE_VIEWED, false, false",
        "PRODUCT_VIEWED, false, false",
        "SEARCH_SUBMITTED, false, false"
    })
    void moneyAndCountGoWhereRedditUsesThem(EventName name, boolean value, boolean count) {
        Map<String, Object> metadata = Given.metadata(GivenEvents.rich(name));
        assertEquals(value, metadata.containsKey("value"));
        assertEquals(value, metadata.containsKey("currency"));
        assertEquals(count, metadata.containsKey("item_count"));
        assertEquals(value, metadata.get("products").toString().contains("item_price"));
    }

    @Test
    void aCartWithoutValueHasTheTotalOfItsLines() {
        Event cart =
                GivenEvents.rich(EventName.PRODUCT_ADDED_TO_CART).without(Set.of(EventField.VALUE));
        assertEquals(new BigDecimal("124.90"), Given.metadata(cart).get("value"));
        Event unpriced =
                GivenEvents.rich(
                        EventName.PRODUCT_ADDED_TO_CART,
                        EventField.ITEMS,
                        List.of(
                                GivenEvents.item("1", "9.95", 1),
                                GivenEvents.item("2", null, null, null, 1)));
        assertNull(Given.metadata(unpriced.without(Set.of(EventField.VALUE))).get("value"));
    }

    @ParameterizedTest
    @CsvSource({"variant, v", "product, p", "sku, s"})
    void theOperatorChoosesTheItemId(String setting, String id) {
        Event event = items(GivenEvents.item("v", "p", "s", "1.00", 1));
        assertEquals(id, product(event, "content-id", setting).get("id"));
    }

    @Test
    void itemsWithoutAnIdAreLeftOutWithAWarning() {
        Event event =
                items(
                        GivenEvents.item(null, null, null, "1.00", 2),
                        GivenEvents.item(null, "p", " ", "1.00", 1));
        PlatformRecord record = REDDIT.record(event);
        assertEquals(List.of("items without an id were left out of products"), record.warnings());
        assertEquals("p", product(event).get("id"));
        assertEquals(3L, Given.metadata(event).get("item_count"));
    }

    @Test
    void productsWithoutAnyIdAreNoBlock() {
        Event event = items(GivenEvents.item(null, null, null, "1.00", 2));
        assertFalse(Given.metadata(event).containsKey("products"));
    }

    @Test
    void productsAreNamedOnlyWhenTheOperatorSaysSo() {
        Event event = items(GivenItem.full().build());
        assertEquals(Set.of("id", "quantity", "item_price"), product(event).keySet());
        Map<String, Object> named = product(event, "content-details", "true");
        assertEquals("Linen shirt", named.get("name"));
        assertEquals("Shirts", named.get("category"));
    }

    @Test
    void namesKeepTheirScript() {
        Event event = items(GivenItem.of("1", null, null).name("Größe 😀 정").build());
        String body = Requests.json(REDDIT.record(event, "content-details", "true").body());
        assertTrue(body.contains("\"name\":\"Größe 😀 정\""), body);
    }

    @Test
    void aPieceCountBeyondRedditsIntegerIsLeftOut() {
        Event event =
                items(
                        GivenEvents.item("1", "0.01", Integer.MAX_VALUE),
                        GivenEvents.item("2", "0.01", 1));
        assertFalse(Given.metadata(event).containsKey("item_count"));
        assertEquals((long) Integer.MAX_VALUE, product(event).get("quantity"));
    }

    @Test
    void aCartOfAHundredLinesIsSentWhole() {
        PlatformRecord record = REDDIT.record(GivenEvents.purchaseOfLines(100));
        assertEquals(100, ((List<?>) metadata(record).get("products")).size());
        assertEquals(100L, metadata(record).get("item_count"));
        int bytes = Requests.json(record.body()).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(bytes < 20_000, bytes + " bytes");
    }

    @Test
    void theOrderIdCanBeTurnedOff() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED);
        assertFalse(Given.metadata(event, "order-id", "false").containsKey("order_id"));
    }

    private static Event items(Item... items) {
        return GivenEvents.rich(EventName.PURCHASE_PLACED, EventField.ITEMS, List.of(items));
    }

    @SuppressWarnings("unchecked") // trees only have text keys
    private static Map<String, Object> product(Event event, String... changes) {
        return ((List<Map<String, Object>>) Given.metadata(event, changes).get("products")).get(0);
    }

    @SuppressWarnings("unchecked") // trees only have text keys
    private static Map<String, Object> metadata(PlatformRecord record) {
        return (Map<String, Object>) record.body().get("metadata");
    }
}
