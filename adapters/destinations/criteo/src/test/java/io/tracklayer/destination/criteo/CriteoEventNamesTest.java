// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.criteo;

import static io.tracklayer.destination.criteo.Given.CRITEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CriteoEventNamesTest {

    /** Event, and Criteo's name or, after an exclamation mark, the reason nothing is sent. */
    private static final String BY_DEFAULT =
            """
            page_viewed viewPage
            product_viewed viewItem
            collection_viewed viewList
            search_submitted viewList
            product_added_to_cart addToCart
            product_removed_from_cart !unmapped_event
            cart_viewed viewBasket
            wishlist_added !unmapped_event
            checkout_started beginCheckout
            contact_info_submitted !unmapped_event
            shipping_info_submitted !unmapped_event
            payment_info_submitted addPaymentInfo
            purchase_placed trackTransaction
            purchase_paid !purchase_sent_when_placed
            order_fulfilled !unmapped_event
            order_cancelled !unmapped_event
            order_refunded !unmapped_event
            order_edited !unmapped_event
            subscription_started !unmapped_event
            subscription_renewed !not_enabled
            subscription_cancelled !unmapped_event
            subscription_paused !unmapped_event
            trial_started !unmapped_event
            lead_submitted !unmapped_event
            account_registered login
            logged_in login
            newsletter_subscribed !unmapped_event
            form_submitted !unmapped_event
            quote_requested !unmapped_event
            appointment_booked !unmapped_event
            review_submitted !unmapped_event
            custom !unmapped_event
            """;

    private static final Map<String, String> TABLE = new LinkedHashMap<>();

    static {
        BY_DEFAULT.lines().map(line -> line.split(" ")).forEach(row -> TABLE.put(row[0], row[1]));
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void everyEventHasItsNameOrItsReason(EventName name) {
        String expected = TABLE.get(name.wire());
        Event event = GivenEvents.rich(name);
        if (expected.startsWith("!")) {
            assertEquals(expected.substring(1), CRITEO.skip(event).code());
        } else {
            assertEquals(expected, CRITEO.record(event).name());
            assertEquals(expected, Given.sent(event).get("event"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example",
                "https://shop.example/",
                "HTTPS://SHOP.example/?utm_source=x",
                "https://shop.example/#top"
            })
    void theFrontPageIsHomeAndPage(String url) {
        assertEquals(List.of("viewHome", "viewPage"), names(page(url)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example/thanks", "https://shop.example//a", "shop"})
    void anotherPageIsAPageOnly(String url) {
        assertEquals(List.of("viewPage"), names(page(url)));
    }

    @Test
    void aPageWithoutAddressIsAPage() {
        Event event = page("x").without(Set.of(EventField.PAGE_URL));
        assertEquals(List.of("viewPage"), names(event));
    }

    @Test
    void aRenewalIsASaleWithoutPageDeviceOrCookieIfTheOperatorWantsIt() {
        Event renewal =
                GivenEvents.rich(EventName.SUBSCRIPTION_RENEWED).toBuilder()
                        .set(EventField.CRITEO_GUM, GivenEvents.click("gum", null))
                        .set(EventField.ANONYMOUS_ID, "tl_1")
                        .build();
        PlatformRecord record = CRITEO.record(renewal, "renewals", "sale");

        assertEquals("trackTransaction", record.name());
        assertEquals(Set.of("site_type", "id", "events"), record.body().keySet());
        assertEquals("d", record.body().get("site_type"));
        assertFalse(GivenDestination.block(record, "id").containsKey("mapped_user_id"));
    }

    @Test
    void thePaidOrderCanBeTheSale() {
        Event paid = GivenEvents.rich(EventName.PURCHASE_PAID);
        assertEquals("548291", Given.sent(paid, "send-purchase-on", "paid").get("id"));
        assertEquals(
                "purchase_sent_when_paid",
                CRITEO.skip(GivenEvents.rich(EventName.PURCHASE_PLACED), "send-purchase-on", "paid")
                        .code());
    }

    @ParameterizedTest
    @CsvSource({"PURCHASE_PAID, paid, PURCHASE_PLACED", "PURCHASE_PLACED, placed, PURCHASE_PAID"})
    void changingTheTriggerDoesNotCountAnOrderTwice(
            EventName name, String trigger, EventName accepted) {
        HostContext host = HostContext.at(GivenEvents.TIME).alreadyAccepted(accepted, "548291");
        assertEquals(
                "already_counted",
                CRITEO.skip(GivenEvents.rich(name), host, "send-purchase-on", trigger).code());
    }

    @Test
    void aLoginThatTellsNoIdentityIsNotSent() {
        Event login =
                GivenEvents.rich(EventName.LOGGED_IN).toBuilder()
                        .remove(EventField.EMAIL)
                        .set(EventField.CRITEO_GUM, GivenEvents.click("gum", null))
                        .build();
        assertEquals("identity_unchanged", CRITEO.skip(login).code());
    }

    @ParameterizedTest
    @EnumSource(
            value = EventName.class,
            names = {"PAGE_VIEWED", "PRODUCT_ADDED_TO_CART", "LOGGED_IN"})
    void besideOneTagOnlyWhatSharesItsPageViewIsSent(EventName name) {
        Event event = GivenEvents.rich(name);
        assertEquals("onetag_reports_it", CRITEO.skip(event, "onetag", "present").code());
        Event shared =
                GivenEvents.rich(name, EventField.PROPERTIES, Map.of("page_view_id", "pv_01"));
        assertEquals(
                "pv_01", Given.sent(shared, "onetag", "present").get("deduplication_page_view_id"));
        assertEquals(
                "onetag_reports_it",
                CRITEO.skip(shared, "onetag", "present", "page-view-id-field", "pvid").code());
    }

    @Test
    void besideOneTagASaleIsSentForItsOrderIdTellsItApart() {
        Event sale = GivenEvents.rich(EventName.PURCHASE_PLACED);
        assertEquals("trackTransaction", CRITEO.record(sale, "onetag", "present").name());
    }

    private static Event page(String url) {
        return GivenEvents.rich(EventName.PAGE_VIEWED, EventField.PAGE_URL, url);
    }

    private static List<?> names(Event event) {
        return ((List<?>) CRITEO.record(event).body().get("events"))
                .stream().map(sent -> ((Map<?, ?>) sent).get("event")).toList();
    }
}
