// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.testkit.GivenRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifyCheckoutTest {
    private static final String TOKEN = "5f7028e0bd5225c17b24bdaa0c09f914";
    private static final String EMAIL = "jane.doe@example.com";
    private static final List<Object> STANDARD = List.of(Map.of("title", "Standard"));

    private final ShopMemory shop = new ShopMemory();

    @Test
    void aNewCheckoutIsStartedWithAllTheCartBringsAlong() {
        Observation started = shop.happened(created());
        assertEquals(EventName.CHECKOUT_STARTED, started.name());
        assertEquals("chk_" + TOKEN + "_started", started.eventId().orElseThrow());
        assertEquals("2026-01-15T11:10:00+01:00", started.timing().occurred());
        assertEquals(Optional.of(ActionSource.WEBSITE), started.actionSource());
        assertEquals(Optional.of("1"), started.consent().find(ConsentSignal.SHOPIFY_MARKETING));
        Map<EventField, Object> values = Webhook.values(started);
        assertEquals(TOKEN, values.get(EventField.CHECKOUT_TOKEN));
        assertEquals("c1-abc", values.get(EventField.CART_TOKEN));
        assertEquals("124.90", values.get(EventField.VALUE));
        assertEquals("EUR", values.get(EventField.CURRENCY));
        assertEquals("anon-7f3a", values.get(EventField.ANONYMOUS_ID));
        assertEquals("fb.1.1768470000000.1019141", values.get(EventField.FBP));
        assertEquals("de-DE", values.get(EventField.LOCALE));
        assertEquals(
                "https://store.myshopify.com/products/linen-shirt?fbclid=IwAR0abc&utm_source=ig",
                values.get(EventField.LANDING_URL));
        assertEquals(2, ((List<?>) values.get(EventField.ITEMS)).size());
        assertEquals(null, values.get(EventField.ORDER_NAME), "it is no order");
    }

    @Test
    void theAddressThatOpensAnAbandonedCheckoutIsNotHandedOver() {
        assertEquals(-1, Webhook.values(shop.happened(created())).toString().indexOf("recover"));
    }

    @Test
    void contactIsToldOnceWhenItIsFirstGiven() {
        shop.hears(created());
        assertEquals("nothing_new", shop.ignored(updated("total_price", "99.00")));
        Observation contact = shop.happened(updated("email", EMAIL));
        assertEquals(EventName.CONTACT_INFO_SUBMITTED, contact.name());
        assertEquals("chk_" + TOKEN + "_contact", contact.eventId().orElseThrow());
        assertEquals(EMAIL, Webhook.values(contact).get(EventField.EMAIL));
        assertEquals("nothing_new", shop.ignored(updated("email", "other@example.com")));
    }

    @Test
    void aPhoneIsContactToo() {
        assertEquals(
                List.of("chk_" + TOKEN + "_contact"),
                shop.events(updated("phone", "+4915112345678")));
    }

    @Test
    void aChosenShippingMethodIsToldOnce() {
        Observation shipping = shop.happened(updated("shipping_lines", STANDARD));
        assertEquals(EventName.SHIPPING_INFO_SUBMITTED, shipping.name());
        assertEquals("Standard", Webhook.values(shipping).get(EventField.SHIPPING_TIER));
        assertEquals("nothing_new", shop.ignored(updated("shipping_lines", STANDARD)));
    }

    @Test
    void severalStepsInOneMessageAreSeveralEventsWithMessageIdsOfTheirOwn() {
        List<Decoded> steps =
                shop.hears(
                        Webhook.of(
                                "checkouts/create",
                                Webhook.text(
                                        Webhook.changed(
                                                "checkout-1.json",
                                                "email",
                                                EMAIL,
                                                "shipping_lines",
                                                STANDARD))));
        assertEquals(3, steps.size());
        assertNotEquals(deliveryIds(steps.get(0)), deliveryIds(steps.get(1)));
        assertEquals(
                List.of(
                        "webhook:b54557e4-bdd9-4b37-8a5f-bf7d70bcd043:shipping",
                        "event:checkouts/create:98880550-7158-44d4-b7cd-2c97c8a091b5:shipping"),
                deliveryIds(steps.get(2)));
    }

    @Test
    void aChangeThatOvertakesTheBeginningTakesNothingFromIt() {
        assertEquals(List.of("chk_" + TOKEN + "_contact"), shop.events(updated("email", EMAIL)));
        assertEquals(List.of("chk_" + TOKEN + "_started"), shop.events(created()));
        assertEquals(List.of(), shop.events(created()));
    }

    @Test
    void aRequestThatIsReadAgainAfterACorrectionTellsTheSame() {
        GivenRequest request = updated("email", EMAIL, "shipping_lines", STANDARD);
        assertEquals(2, shop.events(request).size());
        assertEquals(2, shop.hearsAgain(request).size());
        assertEquals("nothing_new", shop.ignored(request));
    }

    @Test
    void twoCheckoutsAreKeptApart() {
        shop.hears(updated("email", EMAIL));
        assertEquals(
                List.of("chk_other_contact"),
                shop.events(updated("email", EMAIL, "token", "other")));
    }

    @ParameterizedTest
    @CsvSource({"pos, pos_order", "shopify_draft_order, draft_order"})
    void whatStaffDoesIsNoBuyersCheckout(String source, String code) {
        assertEquals(code, shop.ignored(updated("source_name", source, "email", EMAIL)));
    }

    @Test
    void aCheckoutBelowTheLeastValueIsToldBecauseItsTotalIsNotFinal() {
        assertEquals(1, new ShopMemory("min-value", "500").events(created()).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"token\":\"\"}", "{\"token\":\"a b\"}", "{\"token\":[1]}"})
    void aCheckoutWithoutTokenIsKeptAndShown(String body) {
        assertEquals(
                "missing_checkout_token", Webhook.rejected(Webhook.of("checkouts/update", body)));
    }

    private static List<String> deliveryIds(Decoded decoded) {
        return ((Decoded.Happened) decoded).observation().deliveryIds();
    }

    private static GivenRequest created() {
        return Webhook.given("checkouts/create", "checkout-1.json");
    }

    private static GivenRequest updated(Object... changes) {
        return Webhook.of(
                "checkouts/update", Webhook.text(Webhook.changed("checkout-1.json", changes)));
    }
}
