// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.awin;

import static io.tracklayer.destination.awin.Given.AWIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AwinEventNamesTest {

    /** Event, and what it is or, after an exclamation mark, the reason nothing is sent. */
    private static final String BY_DEFAULT =
            """
            page_viewed !not_supported
            product_viewed !not_supported
            collection_viewed !not_supported
            search_submitted !not_supported
            product_added_to_cart !not_supported
            product_removed_from_cart !not_supported
            cart_viewed !not_supported
            wishlist_added !not_supported
            checkout_started !not_supported
            contact_info_submitted !not_supported
            shipping_info_submitted !not_supported
            payment_info_submitted !not_supported
            purchase_placed sale
            purchase_paid !purchase_sent_when_placed
            order_fulfilled !not_supported
            order_cancelled !not_supported
            order_refunded !not_supported
            order_edited !not_supported
            subscription_started !not_enabled
            subscription_renewed !not_enabled
            subscription_cancelled !not_supported
            subscription_paused !not_supported
            trial_started !not_enabled
            lead_submitted !not_enabled
            account_registered !not_enabled
            logged_in !not_supported
            newsletter_subscribed !not_enabled
            form_submitted !not_supported
            quote_requested !not_enabled
            appointment_booked !not_enabled
            review_submitted !not_supported
            custom !not_supported
            """;

    private static final Map<String, String> TABLE = new LinkedHashMap<>();

    static {
        BY_DEFAULT.lines().map(line -> line.split(" ")).forEach(row -> TABLE.put(row[0], row[1]));
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void everyEventIsSentOrHasItsReason(EventName name) {
        String expected = TABLE.get(name.wire());
        Event event = Given.clicked(name).build();
        if (expected.startsWith("!")) {
            assertEquals(expected.substring(1), AWIN.skip(event).code());
        } else {
            assertEquals(expected, AWIN.record(event).name());
        }
        assertEquals(EventName.values().length, TABLE.size());
    }

    @ParameterizedTest
    @CsvSource({
        "lead_submitted",
        "quote_requested",
        "appointment_booked",
        "account_registered",
        "trial_started",
        "newsletter_subscribed"
    })
    void aListedLeadIsSentWithTheAmountOneAndNoBasket(String name) {
        Event event = Given.clicked(EventName.find(name).orElseThrow()).build();
        PlatformRecord record = AWIN.record(event, "lead-events", name);

        assertEquals("lead", record.name());
        assertEquals("1", record.body().get("amount").toString());
        assertEquals("[{code=LEAD, amount=1}]", record.body().get("commissionGroups").toString());
        assertEquals("548291", record.body().get("orderReference"));
        assertNull(record.body().get("basket"));
        assertTrue(AWIN.skip(event).sentence().contains(name));
    }

    @Test
    void exactlyTheSixKindsOfLeadCanBeListed() {
        List<String> off =
                TABLE.keySet().stream()
                        .filter(name -> TABLE.get(name).equals("!not_enabled"))
                        .filter(name -> !name.startsWith("subscription"))
                        .toList();
        assertEquals(off, AwinEventNames.leadNames());
    }

    @Test
    void aLeadWithoutOrderIdIsSentUnderItsEventIdOnlyOnRequest() {
        Event lead =
                Given.clicked(EventName.LEAD_SUBMITTED)
                        .remove(EventField.ORDER_ID)
                        .eventId("lead_7")
                        .build();
        String[] listed = {"lead-events", "lead_submitted"};
        assertEquals("missing_order_id", AWIN.skip(lead, listed).code());
        String[] named = {"lead-events", "lead_submitted", "lead-reference", "event-id"};
        assertEquals("lead_7", AWIN.record(lead, named).body().get("orderReference"));
    }

    @Test
    void aSaleIsNeverSentUnderItsEventId() {
        Event started =
                Given.clicked(EventName.SUBSCRIPTION_STARTED).remove(EventField.ORDER_ID).build();
        String[] settings = {"subscription-commission-group", "SUB", "lead-reference", "event-id"};
        assertEquals("missing_order_id", AWIN.skip(started, settings).code());
    }

    @Test
    void aLeadWithoutCurrencyTakesTheOneSet() {
        Event lead = Given.clicked(EventName.LEAD_SUBMITTED).remove(EventField.CURRENCY).build();
        String[] listed = {"lead-events", "lead_submitted"};
        assertEquals("missing_currency", AWIN.skip(lead, listed).code());
        String[] set = {"lead-events", "lead_submitted", "lead-currency", "eur"};
        assertEquals("EUR", AWIN.record(lead, set).body().get("currency"));
    }

    @ParameterizedTest
    @CsvSource({
        "SUBSCRIPTION_STARTED, subscription-commission-group",
        "SUBSCRIPTION_RENEWED, renewal-commission-group"
    })
    void subscriptionsAndRenewalsAreSalesOfTheirOwnCommissionGroup(EventName name, String setting) {
        PlatformRecord record = AWIN.record(Given.clicked(name).build(), setting, "sub_1");
        assertEquals("sale", record.name());
        assertEquals(
                "[{code=SUB_1, amount=104.96}]", record.body().get("commissionGroups").toString());
    }

    @Test
    void whenPaidIsTheTriggerThePaidOrderIsTheSale() {
        String[] paid = {"send-purchase-on", "paid"};
        PlatformRecord record = AWIN.record(Given.clicked(EventName.PURCHASE_PAID).build(), paid);
        assertEquals("548291", record.body().get("orderReference"));
        assertEquals("purchase_sent_when_paid", AWIN.skip(Given.sale(), paid).code());
    }

    @ParameterizedTest
    @CsvSource({
        "PURCHASE_PLACED, PURCHASE_PAID",
        "PURCHASE_PAID, PURCHASE_PLACED",
        "SUBSCRIPTION_STARTED, PURCHASE_PLACED",
        "PURCHASE_PLACED, SUBSCRIPTION_STARTED",
        "SUBSCRIPTION_RENEWED, SUBSCRIPTION_STARTED"
    })
    void anOrderIsOneSaleWhateverElseHappensWithIt(EventName name, EventName accepted) {
        String[] settings = {
            "subscription-commission-group", "SUB",
            "renewal-commission-group", "RENEWAL",
            "send-purchase-on", name == EventName.PURCHASE_PAID ? "paid" : "placed"
        };
        HostContext context = HostContext.at(GivenEvents.TIME).alreadyAccepted(accepted, "548291");
        assertEquals(
                "already_counted",
                AWIN.skip(Given.clicked(name).build(), context, settings).code());
    }

    @Test
    void theSaleItselfMayBeRepeated() {
        HostContext context =
                HostContext.at(GivenEvents.TIME)
                        .alreadyAccepted(EventName.PURCHASE_PLACED, "548291");
        assertEquals("sale", AWIN.record(Given.sale(), context).name());
    }
}
