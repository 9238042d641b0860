// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.klaviyo;

import static io.tracklayer.destination.klaviyo.Given.KLAVIYO;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Requests;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KlaviyoPrivacyTest {
    private static final String[] TRANSACTIONAL = {"without-marketing", "transactional"};
    private static final Set<EventName> ORDERS =
            Set.of(
                    EventName.PURCHASE_PLACED,
                    EventName.ORDER_FULFILLED,
                    EventName.ORDER_CANCELLED,
                    EventName.ORDER_REFUNDED);

    @Test
    void marketingMustNotBeDeniedUnlessOrdersAreSentWithoutIt() {
        assertEquals(Set.of(Purpose.MARKETING), KLAVIYO.destination().purposes(KLAVIYO.settings()));
        assertEquals(Set.of(), KLAVIYO.destination().purposes(KLAVIYO.settings(TRANSACTIONAL)));
    }

    @ParameterizedTest
    @EnumSource(
            value = ConsentState.class,
            names = {"DENIED", "UNKNOWN"})
    void withoutMarketingAnOrderIsSentWithEmailCountryAndOrderAlone(ConsentState state) {
        Event order =
                full(EventName.PURCHASE_PLACED).toBuilder()
                        .consent(GivenEvents.grantedBut(state, Purpose.MARKETING))
                        .build();
        PlatformRecord sent = KLAVIYO.record(order, TRANSACTIONAL);

        assertEquals(
                Map.of(
                        "email",
                        "jane.doe+promo@example.com",
                        "location",
                        Map.of("country", "Germany")),
                sent.body().get("profile"));
        assertEquals(
                "{\"OrderId\":\"548291\",\"RefundId\":\"881\",\"SubscriptionId\":\"sub_9\","
                        + "\"DiscountCode\":\"AUTUMN\",\"ShippingValue\":5.00,\"TaxValue\":20.74}",
                Requests.json(Given.attributes(sent).get("properties")));
        assertEquals(
                List.of(
                        "without consent to marketing only e-mail address, country and order were"
                                + " sent"),
                sent.warnings());
    }

    @Test
    void withoutMarketingProductsAreNoEventsOfTheirOwn() {
        Event order = denied(EventName.PURCHASE_PLACED, Purpose.MARKETING);
        PlatformRecord sent =
                KLAVIYO.record(
                        order, "without-marketing", "transactional", "ordered-product", "true");
        assertEquals(1, KlaviyoGroups.events(sent.body()).size());
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void withoutMarketingNothingButOrdersIsSent(EventName name) {
        Event event =
                denied(name, Purpose.MARKETING).toBuilder()
                        .set(EventField.EMAIL_MARKETING, true)
                        .build();
        Mapping mapping = KLAVIYO.mapped(event, GivenDestination.CONTEXT, TRANSACTIONAL);
        assertEquals(ORDERS.contains(name), mapping instanceof Mapping.Send, mapping.toString());
    }

    @ParameterizedTest
    @CsvSource({"DENIED, consent_denied:marketing", "UNKNOWN, consent_unknown:marketing"})
    void whatIsNotSentWithoutMarketingSaysWhatWasAnswered(ConsentState state, String code) {
        Event event =
                full(EventName.PRODUCT_VIEWED).toBuilder()
                        .consent(GivenEvents.grantedBut(state, Purpose.MARKETING))
                        .build();
        assertEquals(code, KLAVIYO.skip(event, TRANSACTIONAL).code());
    }

    @Test
    void anOrderWithoutMarketingNeedsAnEmailAddress() {
        Event order =
                denied(EventName.PURCHASE_PLACED, Purpose.MARKETING)
                        .without(List.of(EventField.EMAIL));
        assertEquals("no_identity", KLAVIYO.skip(order, TRANSACTIONAL).code());
    }

    @Test
    void withMarketingTheTransactionalSettingChangesNothing() {
        Event order = full(EventName.PURCHASE_PLACED);
        assertEquals(KLAVIYO.record(order).body(), KLAVIYO.record(order, TRANSACTIONAL).body());
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "PAGE_VIEWED",
                "PRODUCT_VIEWED",
                "COLLECTION_VIEWED",
                "SEARCH_SUBMITTED",
                "PRODUCT_REMOVED_FROM_CART",
                "CART_VIEWED",
                "WISHLIST_ADDED"
            })
    void withoutAnalyticsBrowsingIsNotSent(EventName name) {
        String[] all = {"optional-events", "page_viewed,product_removed_from_cart,cart_viewed"};
        assertEquals(
                "consent_denied:analytics",
                KLAVIYO.skip(denied(name, Purpose.ANALYTICS), all).code());
    }

    @ParameterizedTest
    @EnumSource(names = {"PRODUCT_ADDED_TO_CART", "CHECKOUT_STARTED", "PURCHASE_PLACED"})
    void withoutAnalyticsCommerceIsSentWhole(EventName name) {
        assertEquals(
                KLAVIYO.record(full(name)).body(),
                KLAVIYO.record(denied(name, Purpose.ANALYTICS)).body());
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"AD_USER_DATA", "AD_PERSONALIZATION", "SALE_OF_DATA"})
    void purposesOfAdPlatformsChangeNothing(Purpose purpose) {
        assertEquals(
                KLAVIYO.record(full(EventName.PURCHASE_PLACED)).body(),
                KLAVIYO.record(denied(EventName.PURCHASE_PLACED, purpose)).body());
    }

    private static Event denied(EventName name, Purpose purpose) {
        Consent consent = GivenEvents.grantedBut(ConsentState.DENIED, purpose);
        return full(name).toBuilder().consent(consent).build();
    }

    private static Event full(EventName name) {
        return GivenEvents.rich(name).toBuilder()
                .set(EventField.ANONYMOUS_ID, "v1")
                .set(EventField.KLAVIYO_KX, GivenEvents.click("kx1", null))
                .build();
    }
}
