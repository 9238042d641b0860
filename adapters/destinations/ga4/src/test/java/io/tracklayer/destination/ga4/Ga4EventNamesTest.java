// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.ga4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Ga4EventNamesTest extends Ga4Test {
    private static final Map<String, String> EXPECTED =
            resource("expect/every-event.txt")
                    .lines()
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

    @ParameterizedTest
    @EnumSource(EventName.class)
    void everyEventHasExactlyTheseParametersWhenAllOfThemAreOn(EventName name) {
        HostContext afterPurchase =
                HostContext.at(NOW.now()).alreadyAccepted(EventName.PURCHASE_PLACED, "548291");
        Event event =
                GivenEvents.rich(name).toBuilder()
                        .set(EventField.METHOD, "email")
                        .set(EventField.PAYMENT_TYPE, "card")
                        .set(EventField.SHIPPING_TIER, "express")
                        .set(EventField.CUSTOMER_TYPE, "new")
                        .build();
        String purchaseOn = name == EventName.PURCHASE_PAID ? "paid" : "placed";
        Map<String, Object> sent =
                event(
                        sent(
                                event,
                                afterPurchase,
                                "page-views",
                                "true",
                                "optional-events",
                                "order_fulfilled,order_edited",
                                "send-purchase-on",
                                purchaseOn));
        assertEquals(EXPECTED.get(name.wire()), json(sent));
    }

    @Test
    void nothingIsExpectedOfAnEventThatDoesNotExist() {
        assertEquals(EventName.values().length, EXPECTED.size());
    }

    @ParameterizedTest
    @CsvSource({
        "Size Guide Opened,          Size_Guide_Opened",
        "size-guide.opened,          size_guide_opened",
        "50 percent,                 c_50_percent",
        "_hidden,                    c__hidden",
        "ad_click,                   c_ad_click",
        "session_start,              c_session_start",
        "error,                      c_error",
        "Error,                      Error",
        "app_store_refund,           c_app_store_refund",
        "app-store-rating,           c_app_store_rating",
        "firebase_event,             c_firebase_event",
        "ga_event,                   c_ga_event",
        "google_event,               c_google_event",
        "gtag.config,                gtag_config",
        "purchase,                   c_purchase",
        "refund,                     c_refund",
        "größe,                      gr__e",
        "日本,                        c___",
        "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq, abcdefghijklmnopqrstuvwxyzabcdefghijklmn",
        "google_abcdefghijklmnopqrstuvwxyzabcdefghijkl, c_google_abcdefghijklmnopqrstuvwxyzabcde",
    })
    void aCustomNameBecomesOneThatGa4Takes(String given, String expected) {
        Event event =
                GivenEvents.rich(EventName.CUSTOM).toBuilder()
                        .set(EventField.CUSTOM_NAME, given)
                        .build();
        assertEquals(expected, sent(event).name());
        assertEquals(expected, event(sent(event)).get("name"));
    }

    @ParameterizedTest
    @CsvSource({
        "ad_activeview",
        "ad_click",
        "ad_exposure",
        "ad_impression",
        "ad_query",
        "adunit_exposure",
        "app_clear_data",
        "app_install",
        "app_update",
        "app_remove",
        "app_exception",
        "error",
        "first_open",
        "first_visit",
        "in_app_purchase",
        "notification_dismiss",
        "notification_foreground",
        "notification_open",
        "notification_receive",
        "os_update",
        "screen_view",
        "session_start",
        "user_engagement"
    })
    void everyReservedNameIsKnown(String reserved) {
        assertTrue(Ga4Names.reservedEvent(reserved));
        assertEquals("c_" + reserved, Ga4Names.event(reserved));
    }
}
