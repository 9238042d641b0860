// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.testkit.GivenRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ShopifyCartTest {
    private static final String SHIRT = "41327143321713";
    private static final String BELT = "41327143157873";

    private final ShopMemory shop = new ShopMemory("carts", "send");

    @Test
    void cartsAreLeftToThePixelUnlessTheSettingSaysOtherwise() {
        assertEquals("carts_off", Webhook.ignored(Webhook.given("carts/create", "cart-1.json")));
    }

    @Test
    void aNewCartHoldsWhatWasAddedToIt() {
        Observation added = shop.happened(Webhook.given("carts/create", "cart-1.json"));
        assertEquals(EventName.PRODUCT_ADDED_TO_CART, added.name());
        assertEquals("cart_c1-abc_" + SHIRT + "_1768471200000", added.eventId().orElseThrow());
        Map<EventField, Object> values = Webhook.values(added);
        assertEquals("c1-abc", values.get(EventField.CART_TOKEN));
        assertEquals("90.0", values.get(EventField.VALUE));
        assertEquals("EUR", values.get(EventField.CURRENCY));
        assertEquals(
                Map.of(
                        "variantId", SHIRT,
                        "productId", "7234590834801",
                        "sku", "LS-M",
                        "name", "Linen shirt - M",
                        "brand", "Acme",
                        "quantity", 2L,
                        "price", "45.0"),
                item(added));
        assertFalse(values.containsKey(EventField.EMAIL));
    }

    @Test
    void presentmentMoneyIsWhatTheBuyerSaw() {
        Observation added =
                new ShopMemory("carts", "send", "money", "presentment")
                        .happened(Webhook.given("carts/create", "cart-1.json"));
        assertEquals("CHF", Webhook.values(added).get(EventField.CURRENCY));
        assertEquals("96.2", Webhook.values(added).get(EventField.VALUE));
    }

    @Test
    void onlyTheDifferenceToWhatWasToldBeforeIsAnEvent() {
        shop.hears(cart("10:00:00", SHIRT, 2));
        assertEquals("nothing_new", shop.ignored(cart("10:00:01", SHIRT, 2)));
        Observation more = shop.happened(cart("10:00:02", SHIRT, 5));
        assertEquals(EventName.PRODUCT_ADDED_TO_CART, more.name());
        assertEquals(3L, item(more).get("quantity"));
        Observation fewer = shop.happened(cart("10:00:03", SHIRT, 4));
        assertEquals(EventName.PRODUCT_REMOVED_FROM_CART, fewer.name());
        assertEquals(1L, item(fewer).get("quantity"));
    }

    @Test
    void oneThingForAnotherIsTwoEventsAndWhatIsGoneIsKnownByItsIdOnly() {
        shop.hears(cart("10:00:00", SHIRT, 1));
        List<Decoded> swapped = shop.hears(cart("10:00:01", BELT, 1));
        assertEquals(
                List.of(EventName.PRODUCT_ADDED_TO_CART, EventName.PRODUCT_REMOVED_FROM_CART),
                swapped.stream().map(d -> ((Decoded.Happened) d).observation().name()).toList());
        Observation gone = ((Decoded.Happened) swapped.get(1)).observation();
        assertEquals(Map.of("variantId", SHIRT, "quantity", 1L), item(gone));
        assertFalse(Webhook.values(gone).containsKey(EventField.VALUE));
    }

    @Test
    void aStateThatCameLateChangesNothing() {
        shop.hears(cart("10:00:02", SHIRT, 2));
        assertEquals("older_state", shop.ignored(cart("10:00:01", SHIRT, 1)));
        assertEquals("nothing_new", shop.ignored(cart("10:00:03", SHIRT, 2)));
    }

    @Test
    void aCartOfTooManyProductsIsNotCompared() {
        List<Map<String, Object>> lines = new ArrayList<>();
        LongStream.range(0, 1_000)
                .forEach(i -> lines.add(Map.of("variant_id", 41327143321713L + i, "quantity", 1L)));
        assertEquals(
                "cart_too_large",
                shop.ignored(
                        Webhook.of(
                                "carts/update",
                                Webhook.text(Map.of("token", "c1", "line_items", lines)))));
    }

    @Test
    void aCartWithoutTokenIsKeptAndShown() {
        assertEquals(
                "missing_cart_token",
                Webhook.rejected(Webhook.of("carts/update", "{}"), "carts", "send"));
    }

    private static GivenRequest cart(String time, String variant, long pieces) {
        return Webhook.of(
                "carts/update",
                Webhook.text(
                        Map.of(
                                "token",
                                "c1-abc?key=4c9d",
                                "updated_at",
                                "2026-01-15T" + time + "Z",
                                "line_items",
                                List.of(Map.of("variant_id", variant, "quantity", pieces)))));
    }

    private static Map<?, ?> item(Observation observation) {
        return (Map<?, ?>) ((List<?>) Webhook.values(observation).get(EventField.ITEMS)).get(0);
    }
}
