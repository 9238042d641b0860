// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import static io.tracklayer.destination.pinterest.Given.PINTEREST;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinterestEventNamesTest {

    /** Event, and Pinterest's name or, after an exclamation mark, the reason nothing is sent. */
    private static final String BY_DEFAULT =
            """
            page_viewed page_visit
            product_viewed view_content
            collection_viewed view_category
            search_submitted search
            product_added_to_cart add_to_cart
            product_removed_from_cart !not_supported
            cart_viewed !not_supported
            wishlist_added add_to_wishlist
            checkout_started initiate_checkout
            contact_info_submitted !not_supported
            shipping_info_submitted !not_supported
            payment_info_submitted add_payment_info
            purchase_placed checkout
            purchase_paid !purchase_sent_when_placed
            order_fulfilled !not_supported
            order_cancelled !not_supported
            order_refunded !not_supported
            order_edited !not_supported
            subscription_started subscribe
            subscription_renewed !not_enabled
            subscription_cancelled !not_supported
            subscription_paused !not_supported
            trial_started start_trial
            lead_submitted lead
            account_registered signup
            logged_in !not_supported
            newsletter_subscribed !not_enabled
            form_submitted lead
            quote_requested submit_application
            appointment_booked schedule
            review_submitted !not_supported
            custom custom
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
            assertEquals(expected.substring(1), PINTEREST.skip(event).code());
        } else {
            assertEquals(expected, PINTEREST.record(event).body().get("event_name"));
            assertEquals(expected, PINTEREST.record(event).name());
        }
    }

    @Test
    void theTableNamesAllThirtyTwo() {
        assertEquals(32, TABLE.size());
        assertTrue(Arrays.stream(EventName.values()).allMatch(n -> TABLE.containsKey(n.wire())));
    }

    @Test
    void aRefundIsNotSentBecausePinterestHasNone() {
        assertTrue(
                PINTEREST
                        .skip(GivenEvents.rich(EventName.ORDER_REFUNDED))
                        .sentence()
                        .contains("no refund event"));
    }

    @ParameterizedTest
    @CsvSource({
        "PRODUCT_VIEWED, product-view-event, page_visit, page_visit",
        "TRIAL_STARTED, extended-events, false, custom",
        "QUOTE_REQUESTED, extended-events, false, lead",
        "APPOINTMENT_BOOKED, extended-events, false, lead",
        "NEWSLETTER_SUBSCRIBED, newsletter, lead, lead",
        "NEWSLETTER_SUBSCRIBED, newsletter, signup, signup",
        "SUBSCRIPTION_RENEWED, renewals, offline-checkout, checkout"
    })
    void someNamesAreAMatterOfSettings(
            EventName name, String setting, String value, String pinterestName) {
        assertEquals(
                pinterestName, PINTEREST.record(GivenEvents.rich(name), setting, value).name());
    }

    @Test
    void whenPaidIsTheTriggerThePaidOrderIsTheCheckoutUnderTheIdOfTheTag() {
        var record =
                PINTEREST.record(
                        GivenEvents.rich(EventName.PURCHASE_PAID), "send-purchase-on", "paid");

        assertEquals("checkout", record.name());
        assertEquals("ord_548291_purchase", record.body().get("event_id"));
        assertEquals("ord_548291_purchase_paid", record.eventId());
        assertEquals(
                "purchase_sent_when_paid",
                PINTEREST
                        .skip(
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
                PINTEREST.mapped(
                        GivenEvents.rich(name),
                        HostContext.at(GivenEvents.TIME).alreadyAccepted(accepted, "548291"),
                        "send-purchase-on",
                        trigger);
        assertEquals("already_counted", assertInstanceOf(Mapping.Skip.class, mapping).code());
    }

    @Test
    void aCustomEventKeepsItsNameWhenListedAndIsCustomOtherwise() {
        Event event = GivenEvents.rich(EventName.CUSTOM);
        assertEquals(
                "Size Guide Opened",
                PINTEREST.record(event, "custom-events", "Other,Size Guide Opened").name());
        assertEquals("Size Guide Opened", PINTEREST.record(event, "custom-events", "*").name());
        assertEquals("custom", PINTEREST.record(event, "custom-events", "Other").name());
        assertEquals("not_mapped", PINTEREST.skip(event, "other-custom-events", "none").code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout", "Checkout", "PAGE_VISIT", "lead", "Contact", "app_install"})
    void aCustomEventMayNotPassForOneOfPinterestsOwn(String name) {
        assertEquals("name_collision", PINTEREST.skip(custom(name), "custom-events", "*").code());
        assertEquals("custom", PINTEREST.record(custom(name)).name());
    }

    @ParameterizedTest
    @ValueSource(strings = {"contact", "customize_product", "find_location", "watch_video"})
    void standardEventsWithoutACanonicalOneAreReachedByTheirExactName(String name) {
        assertEquals(name, PINTEREST.record(custom(name), "custom-events", "*").name());
    }

    private static Event custom(String name) {
        return GivenEvents.rich(EventName.CUSTOM, EventField.CUSTOM_NAME, name);
    }
}
