// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import io.tracklayer.testkit.GivenRequest;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifyPixelCheckoutTest {
    private static final String TOKEN = "5f7028e0bd5225c17b24bdaa0c09f914";

    @Test
    void aCompletedCheckoutIsThePurchaseOfTheWebhook() {
        Observation purchase = Pixel.happened(Pixel.given(Pixel.COMPLETED));
        assertEquals(EventName.PURCHASE_PLACED, purchase.name());
        assertEquals(
                Webhook.observed(Webhook.order()).eventId(),
                purchase.eventId(),
                "both copies share their id");
        assertTrue(purchase.derivedId());
        assertFalse(purchase.test());
    }

    @Test
    void aCompletedCheckoutGivesExactlyWhatStandsInIt() {
        Map<String, Object> byPath = new TreeMap<>();
        Pixel.values(Pixel.given(Pixel.COMPLETED))
                .forEach(
                        (field, value) ->
                                byPath.put(
                                        field.path(),
                                        value instanceof Number ? value.toString() : value));
        assertEquals(Webhook.expected("pixel-checkout-completed.json"), byPath);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5482910000001",
                "gid://shopify/Order/5482910000001",
                "gid://shopify/OrderIdentity/5482910000001",
                "Z2lkOi8vc2hvcGlmeS9PcmRlci81NDgyOTEwMDAwMDAx"
            })
    void theOrderIdIsItsNumberHoweverItIsWritten(String id) {
        GivenRequest request = Pixel.completed("order", Map.of("id", id));
        assertEquals("5482910000001", Pixel.values(request).get(EventField.ORDER_ID));
    }

    @Test
    void aPurchaseWhoseOrderHasNoNumberYetIsKnownByItsCheckoutAlone() {
        Observation purchase = Pixel.happened(Pixel.completed("order", Map.of()));
        assertEquals(Optional.empty(), purchase.eventId(), "the order's own id is to win");
        Map<EventField, Object> values = Webhook.values(purchase);
        assertFalse(values.containsKey(EventField.ORDER_ID));
        assertEquals(TOKEN, values.get(EventField.CHECKOUT_TOKEN));
    }

    @Test
    void anIdTheStorefrontChoseIsTakenFromTheCheckoutsAttributes() {
        List<Object> attributes = List.of(Map.of("key", "_tl_event", "value", "page-4711-abc"));
        Observation purchase = Pixel.happened(Pixel.completed("attributes", attributes));
        assertEquals(Optional.of("page-4711-abc"), purchase.eventId());
        assertFalse(purchase.derivedId());
    }

    @ParameterizedTest
    @CsvSource({
        "checkout_started, CHECKOUT_STARTED, started",
        "checkout_contact_info_submitted, CONTACT_INFO_SUBMITTED, contact",
        "checkout_shipping_info_submitted, SHIPPING_INFO_SUBMITTED, shipping",
        "payment_info_submitted, PAYMENT_INFO_SUBMITTED, payment",
    })
    void aStepOfTheCheckoutSharesItsIdWithTheWebhook(String name, EventName event, String suffix) {
        Observation step = Pixel.happened(Pixel.checkout(name));
        assertEquals(event, step.name());
        assertEquals("chk_" + TOKEN + "_" + suffix, step.eventId().orElseThrow());
        assertEquals(TOKEN, Webhook.values(step).get(EventField.CHECKOUT_TOKEN));
    }

    @Test
    void anAddressOnlyTellsWhoSomebodyIs() {
        Map<EventField, Object> values =
                Webhook.values(Pixel.identified(Pixel.checkout("checkout_address_info_submitted")));
        assertEquals("jane.doe+promo@example.com", values.get(EventField.EMAIL));
        assertEquals("8002", values.get(EventField.POSTAL_CODE));
        assertEquals("anon-7f3a", values.get(EventField.ANONYMOUS_ID));
        assertFalse(values.containsKey(EventField.VALUE));
    }

    @Test
    void aPurchasePaidWithTheTestGatewayIsATest() {
        assertTrue(
                Pixel.happened(Pixel.completed("transactions", List.of(Map.of("gateway", "bogus"))))
                        .test());
    }

    @Test
    void aNameAndATownAreOfOnePersonAndOnePlace() {
        Map<EventField, Object> values =
                Pixel.values(Pixel.completed("billingAddress", new LinkedHashMap<>()));
        assertEquals("Max", values.get(EventField.FIRST_NAME));
        assertEquals("Bern", values.get(EventField.CITY));
        assertEquals("3000", values.get(EventField.POSTAL_CODE));
    }

    @Test
    void amountsAreReadAsDecimals() {
        Map<EventField, Object> values =
                Pixel.values(
                        Pixel.completed(
                                "totalPrice",
                                Map.of(
                                        "amount",
                                        new BigDecimal("90071992547409.93"),
                                        "currencyCode",
                                        "CHF")));
        assertEquals(new BigDecimal("90071992547409.93"), values.get(EventField.VALUE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout_completed", "checkout_started", "payment_info_submitted"})
    void aCheckoutThatIsKnownByNothingIsKeptAndShown(String name) {
        GivenRequest request = Pixel.of("{\"name\":\"" + name + "\",\"data\":{\"checkout\":{}}}");
        assertEquals(
                "missing_checkout_token",
                assertInstanceOf(Decoded.Rejected.class, Pixel.decoded(request)).code());
    }

    @Test
    void aPurchaseWithItsOrderNeedsNoToken() {
        assertEquals(
                "ord_5482910000001_purchase",
                Pixel.happened(Pixel.completed("token", null)).eventId().orElseThrow());
    }
}
