// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.taboola;

import static io.tracklayer.destination.taboola.Given.TABOOLA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaboolaEventNamesTest {

    /** Event, and the name in Realize or, after an exclamation mark, why nothing is sent. */
    private static final String BY_DEFAULT =
            """
            page_viewed !not_enabled
            product_viewed view_content
            collection_viewed !unmapped_event
            search_submitted search
            product_added_to_cart add_to_cart
            product_removed_from_cart !unmapped_event
            cart_viewed !unmapped_event
            wishlist_added add_to_wishlist
            checkout_started start_checkout
            contact_info_submitted !unmapped_event
            shipping_info_submitted !unmapped_event
            payment_info_submitted add_payment_info
            purchase_placed make_purchase
            purchase_paid !purchase_sent_when_placed
            order_fulfilled !unmapped_event
            order_cancelled !not_supported
            order_refunded !not_supported
            order_edited !not_supported
            subscription_started !not_enabled
            subscription_renewed !unmapped_event
            subscription_cancelled !unmapped_event
            subscription_paused !unmapped_event
            trial_started !not_enabled
            lead_submitted lead
            account_registered complete_registration
            logged_in !unmapped_event
            newsletter_subscribed complete_registration
            form_submitted lead
            quote_requested lead
            appointment_booked lead
            review_submitted !unmapped_event
            custom !unmapped_event
            """;

    private static final Map<String, String> TABLE = new HashMap<>();

    static {
        BY_DEFAULT.lines().map(line -> line.split(" ")).forEach(row -> TABLE.put(row[0], row[1]));
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void everyEventHasItsNameOrItsReason(EventName name) {
        String expected = TABLE.get(name.wire());
        Event event = Given.clicked(name);
        if (expected.startsWith("!")) {
            assertEquals(expected.substring(1), TABOOLA.skip(event).code());
        } else {
            assertEquals(expected, TABOOLA.record(event).name());
            assertEquals(expected, TABOOLA.record(event).body().get("name"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PAGE_VIEWED, page_viewed=page_view, page_view",
        "TRIAL_STARTED, trial_started=Trial, Trial",
        "SUBSCRIPTION_RENEWED, subscription_renewed=make_purchase, make_purchase",
        "PURCHASE_PLACED, purchase_placed=My Order, My Order",
        "LEAD_SUBMITTED, ' lead_submitted = Lead=1 ', Lead=1",
    })
    void theOperatorNamesEventsAsRealizeDoes(EventName event, String entry, String name) {
        String[] settings = {"event-names", "search_submitted=Suche," + entry};
        assertEquals(name, TABOOLA.record(Given.clicked(event), settings).body().get("name"));
        assertEquals(
                "Suche",
                TABOOLA.record(Given.clicked(EventName.SEARCH_SUBMITTED), settings).name());
    }

    @Test
    void anEventWithoutANameIsSwitchedOff() {
        assertEquals("switched_off", code(EventName.SEARCH_SUBMITTED, "search_submitted="));
        assertEquals("switched_off", code(EventName.CART_VIEWED, "cart_viewed= "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "search",
                "=search",
                "purchase=make_purchase",
                "order_refunded=refund",
                "order_cancelled=x",
                "order_edited=x",
                "custom=a\nb"
            })
    void anEntryThatNamesNoEventIsSaidWithEveryEvent(String entry) {
        Mapping.Skip skip =
                TABOOLA.skip(Given.clicked(EventName.PURCHASE_PLACED), "event-names", entry);
        assertEquals("event_names_invalid", skip.code());
        assertTrue(skip.sentence().contains("\"" + entry + "\""), skip.sentence());
    }

    @Test
    void whatThePixelReportsIsNotSentAgain() {
        String[] settings = {
            "pixel-events", "view_content,Order", "event-names", "purchase_placed=Order"
        };
        for (EventName name :
                new EventName[] {EventName.PRODUCT_VIEWED, EventName.PURCHASE_PLACED}) {
            assertEquals("pixel_reports_it", TABOOLA.skip(Given.clicked(name), settings).code());
        }
        assertEquals(
                "search",
                TABOOLA.record(Given.clicked(EventName.SEARCH_SUBMITTED), settings).name());
    }

    @Test
    void thePaidOrderCanBeThePurchase() {
        String[] paid = {"send-purchase-on", "paid", "event-names", "purchase_placed=x"};
        assertEquals(
                "make_purchase",
                TABOOLA.record(Given.clicked(EventName.PURCHASE_PAID), paid).name());
        assertEquals(
                "purchase_sent_when_paid",
                TABOOLA.skip(Given.clicked(EventName.PURCHASE_PLACED), paid).code());
    }

    @ParameterizedTest
    @CsvSource({
        "PURCHASE_PLACED, PURCHASE_PLACED",
        "PURCHASE_PLACED, PURCHASE_PAID",
        "PURCHASE_PLACED, SUBSCRIPTION_RENEWED",
        "SUBSCRIPTION_RENEWED, PURCHASE_PLACED",
        "CHECKOUT_STARTED, CHECKOUT_STARTED",
    })
    void aConversionOfAnOrderIsSentOnce(EventName name, EventName accepted) {
        HostContext host = HostContext.at(GivenEvents.TIME).alreadyAccepted(accepted, "548291");
        String[] settings = {"event-names", "subscription_renewed=make_purchase"};
        assertEquals("already_counted", TABOOLA.skip(Given.clicked(name), host, settings).code());
    }

    @Test
    void otherOrdersAndOtherEventsOfTheOrderDoNotCountForIt() {
        HostContext host =
                HostContext.at(GivenEvents.TIME)
                        .alreadyAccepted(EventName.PURCHASE_PLACED, "548290")
                        .alreadyAccepted(EventName.CHECKOUT_STARTED, "548291");
        assertEquals(
                "make_purchase",
                TABOOLA.record(Given.clicked(EventName.PURCHASE_PLACED), host).name());
        Event lead = Given.clicked(EventName.LEAD_SUBMITTED);
        assertEquals(
                "lead",
                TABOOLA.record(lead.toBuilder().remove(EventField.ORDER_ID).build(), host).name());
    }

    private static String code(EventName name, String entry) {
        return TABOOLA.skip(Given.clicked(name), "event-names", entry).code();
    }
}
