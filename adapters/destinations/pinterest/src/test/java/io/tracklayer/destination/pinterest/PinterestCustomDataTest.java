// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import static io.tracklayer.destination.pinterest.Given.PINTEREST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Requests;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinterestCustomDataTest {

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
            var record = PINTEREST.record(event);
            assertFalse(GivenDestination.block(record, "custom_data").containsKey("value"));
            assertEquals(
                    List.of("value was left out: it is negative or has no currency"),
                    record.warnings());
        }
        Event bare = rich.without(Set.of(EventField.CURRENCY));
        assertFalse(Requests.json(Given.customData(bare)).contains("item_price"));
    }

    @Test
    void aCheckoutWhoseValueIsNotKnownIsSentWithAWarning() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED).without(Set.of(EventField.VALUE));
        assertEquals(
                List.of("the value of the checkout is not known: it counts without revenue"),
                PINTEREST.record(event).warnings());
    }

    @Test
    void theSubtotalIsTheValueOnRequestAndTheSumOfTheLinesWhenItIsNotKnown() {
        Event event =
                GivenEvents.rich(
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
                PINTEREST.record(
                        cart(
                                Given.item(null, null, null, "1.00", null),
                                Given.item("v2", null, null, null, null)));
        Map<String, Object> custom = GivenDestination.block(record, "custom_data");
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
        assertFalse(Requests.json(Given.customData(event)).contains("Shirt"));
        String asked = Requests.json(Given.customData(event, "content-details", "true"));
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
                PINTEREST.record(
                        GivenEvents.rich(
                                EventName.SEARCH_SUBMITTED,
                                EventField.SEARCH_QUERY,
                                "jane@example.com"));
        assertFalse(GivenDestination.block(record, "custom_data").containsKey("search_string"));
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
                GivenEvents.rich(
                        EventName.TRIAL_STARTED,
                        EventField.PREDICTED_LTV,
                        new BigDecimal("480.00"));
        assertEquals("480.00", Given.customData(trial).get("predicted_ltv"));
    }

    private static Event cart(Item... items) {
        return GivenEvents.rich(EventName.PRODUCT_ADDED_TO_CART, EventField.ITEMS, List.of(items));
    }
}
