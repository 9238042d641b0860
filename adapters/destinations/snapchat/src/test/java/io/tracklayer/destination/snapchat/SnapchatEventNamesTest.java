// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.snapchat;

import static io.tracklayer.destination.snapchat.Given.SNAPCHAT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SnapchatEventNamesTest {

    /** Event, and Snapchat's name or, after an exclamation mark, the reason nothing is sent. */
    private static final String BY_DEFAULT =
            """
            page_viewed PAGE_VIEW
            product_viewed VIEW_CONTENT
            collection_viewed LIST_VIEW
            search_submitted SEARCH
            product_added_to_cart ADD_CART
            product_removed_from_cart !not_supported
            cart_viewed !not_supported
            wishlist_added ADD_TO_WISHLIST
            checkout_started START_CHECKOUT
            contact_info_submitted !not_supported
            shipping_info_submitted !not_supported
            payment_info_submitted ADD_BILLING
            purchase_placed PURCHASE
            purchase_paid !purchase_sent_when_placed
            order_fulfilled !not_supported
            order_cancelled !not_enabled
            order_refunded !not_enabled
            order_edited !not_supported
            subscription_started SUBSCRIBE
            subscription_renewed !not_enabled
            subscription_cancelled !not_supported
            subscription_paused !not_supported
            trial_started START_TRIAL
            lead_submitted SIGN_UP
            account_registered SIGN_UP
            logged_in !not_enabled
            newsletter_subscribed !not_enabled
            form_submitted !not_enabled
            quote_requested !not_enabled
            appointment_booked RESERVE
            review_submitted RATE
            custom !no_mapping
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
            assertEquals(expected.substring(1), SNAPCHAT.skip(event).code());
        } else {
            assertEquals(expected, SNAPCHAT.record(event).body().get("event_name"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "order_cancelled, CUSTOM_EVENT_5",
        "order_refunded, CUSTOM_EVENT_5",
        "logged_in, LOGIN",
        "newsletter_subscribed, CUSTOM_EVENT_2",
        "form_submitted, CUSTOM_EVENT_1",
        "quote_requested, CUSTOM_EVENT_3"
    })
    void anOptionalEventIsSentWhenListed(String name, String snapchatName) {
        Event event = GivenEvents.rich(EventName.find(name).orElseThrow());
        assertEquals(snapchatName, SNAPCHAT.record(event, "optional-events", name).name());
        assertTrue(SNAPCHAT.skip(event).sentence().contains(name));
    }

    @Test
    void exactlyTheEventsThatAreOffCanBeListed() {
        List<String> off =
                TABLE.keySet().stream()
                        .filter(name -> TABLE.get(name).equals("!not_enabled"))
                        .filter(name -> !name.equals("subscription_renewed"))
                        .toList();
        assertEquals(off, SnapchatEventNames.optionalNames());
        assertEquals(EventName.values().length, TABLE.size());
    }

    @Test
    void aRenewalCanBeAnOfflinePurchaseWithoutTheDeviceOfTheFirstOrder() {
        var record =
                SNAPCHAT.record(
                        GivenEvents.rich(EventName.SUBSCRIPTION_RENEWED), "renewals", "purchase");

        assertEquals("PURCHASE", record.name());
        assertEquals("OFFLINE", record.body().get("action_source"));
        assertNull(record.body().get("event_source_url"));
        assertNull(GivenDestination.block(record, "user_data").get("client_ip_address"));
        assertNull(GivenDestination.block(record, "user_data").get("client_user_agent"));
    }

    @Test
    void leadsCanBeKeptApartFromRegistrations() {
        Event lead = GivenEvents.rich(EventName.LEAD_SUBMITTED);
        assertEquals("CUSTOM_EVENT_1", SNAPCHAT.record(lead, "leads", "custom-event-1").name());
    }

    @Test
    void whenPaidIsTheTriggerThePaidOrderIsThePurchaseUnderTheIdOfTheBrowser() {
        var record =
                SNAPCHAT.record(
                        GivenEvents.rich(EventName.PURCHASE_PAID), "send-purchase-on", "paid");

        assertEquals("PURCHASE", record.name());
        assertEquals("ord_548291_purchase", record.body().get("event_id"));
        assertEquals("ord_548291_purchase_paid", record.eventId());
        assertEquals(
                "purchase_sent_when_paid",
                SNAPCHAT.skip(
                                GivenEvents.rich(EventName.PURCHASE_PLACED),
                                "send-purchase-on",
                                "paid")
                        .code());
    }

    @ParameterizedTest
    @CsvSource({"PURCHASE_PAID, paid, PURCHASE_PLACED", "PURCHASE_PLACED, placed, PURCHASE_PAID"})
    void changingTheTriggerDoesNotCountAnOrderTwice(
            EventName name, String trigger, EventName accepted) {
        Mapping mapping =
                new SnapchatDestination()
                        .map(
                                GivenEvents.rich(name),
                                SNAPCHAT.settings("send-purchase-on", trigger),
                                HostContext.at(GivenEvents.TIME)
                                        .alreadyAccepted(accepted, "548291"));
        assertEquals("already_counted", assertInstanceOf(Mapping.Skip.class, mapping).code());
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "4", "5"})
    void aCustomEventIsOneOfSnapchatsFiveWhenListed(int number) {
        Event event = GivenEvents.rich(EventName.CUSTOM);
        String setting = "custom-event-" + number;
        assertEquals(
                "CUSTOM_EVENT_" + number,
                SNAPCHAT.record(event, setting, "Other,Size Guide Opened").name());
        assertEquals("no_mapping", SNAPCHAT.skip(event, setting, "Other").code());
    }
}
