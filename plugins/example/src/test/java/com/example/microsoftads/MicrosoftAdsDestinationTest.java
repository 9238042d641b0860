// SPDX-License-Identifier: Apache-2.0
package com.example.microsoftads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Purpose;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.testkit.DestinationContract;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.Requests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MicrosoftAdsDestinationTest extends DestinationContract {
    private static final GivenDestination TAG =
            GivenDestination.of(
                    new MicrosoftAdsDestination(),
                    Map.of("tag", "187012345", "token", "token-of-the-tag"));

    private final Event purchase = GivenEvents.rich(EventName.PURCHASE_PLACED);

    @Override
    protected String id() {
        return "microsoft-ads";
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "tag", "187012345",
                "token", "token-of-the-tag",
                "endpoint", "https://capi.sandbox.example");
    }

    @Override
    protected List<EventName> sent() {
        return List.of(
                EventName.PRODUCT_VIEWED,
                EventName.PRODUCT_ADDED_TO_CART,
                EventName.CHECKOUT_STARTED,
                EventName.PURCHASE_PLACED,
                EventName.LEAD_SUBMITTED,
                EventName.ACCOUNT_REGISTERED);
    }

    @Test
    void aPurchaseIsThisRequestToTheByte() {
        assertEquals(
                TAG.expected("purchase.json"), Requests.body(TAG.packed(TAG.record(purchase))));
    }

    @ParameterizedTest
    @CsvSource({
        "Jane.Doe+promo@Example.com, janedoe@example.com",
        "' A.B.C@example.com ', abc@example.com",
        "jane@sub.example.com, jane@sub.example.com"
    })
    void anAddressLosesDotsAndTagBeforeItIsHashed(String given, String normalised) {
        Event event = purchase.toBuilder().set(EventField.EMAIL, given).build();
        Object hash = ((Map<?, ?>) TAG.record(event).body().get("userData")).get("em");
        assertEquals(Sha256.of(normalised).hex(), hash);
    }

    @Test
    void theClickIdIsSentWhenItHasMicrosoftsForm() {
        assertEquals(Optional.empty(), clickId("nonsense"));
        assertEquals(
                "0123456789abcdef0123456789abcdef",
                clickId("0123456789abcdef0123456789abcdef").orElseThrow());
    }

    @Test
    void consentThatIsNotGrantedIsSaid() {
        assertEquals("G", TAG.record(purchase).body().get("adStorageConsent"));
        Event unknown =
                purchase.toBuilder()
                        .consent(
                                GivenEvents.consent(ConsentState.GRANTED)
                                        .with(Purpose.MARKETING, ConsentState.UNKNOWN))
                        .build();
        assertEquals("D", TAG.record(unknown).body().get("adStorageConsent"));
    }

    @Test
    void pageViewsAndRefundsAreSentOnlyWhenAskedFor() {
        Event page = GivenEvents.rich(EventName.PAGE_VIEWED);
        assertEquals("not_enabled", TAG.skip(page).code());
        assertEquals("pageLoad", TAG.record(page, "page-views", "send").body().get("eventType"));
        Event refund = GivenEvents.rich(EventName.ORDER_REFUNDED);
        assertEquals("not_enabled", TAG.skip(refund).code());
        assertEquals("refund", TAG.record(refund, "refunds", "send").body().get("eventName"));
    }

    @Test
    void nobodyAnonymousIsSent() {
        Event nobody = GivenEvents.bare(EventName.PRODUCT_VIEWED);
        assertEquals("insufficient_identifiers", TAG.skip(nobody).code());
    }

    @Test
    void anOrderWithoutLinesHasNoItems() {
        Event lineless = purchase.without(List.of(EventField.ITEMS));
        Map<?, ?> custom = (Map<?, ?>) TAG.record(lineless).body().get("customData");
        assertFalse(custom.containsKey("items"));
        assertTrue(custom.containsKey("value"));
    }

    private Optional<Object> clickId(String value) {
        Event event =
                purchase.toBuilder()
                        .set(
                                EventField.MSCLKID,
                                new ClickId(value, GivenEvents.TIME, null))
                        .build();
        return Optional.ofNullable(
                ((Map<?, ?>) TAG.record(event).body().get("userData")).get("msclkid"));
    }
}
