// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.reddit;

import static io.tracklayer.destination.reddit.Given.REDDIT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedditEventNamesTest {

    /** Event, and Reddit's type with custom name or, after a mark, the reason nothing is sent. */
    private static final String BY_DEFAULT =
            """
            page_viewed PAGE_VISIT
            product_viewed VIEW_CONTENT
            collection_viewed !not_enabled
            search_submitted SEARCH
            product_added_to_cart ADD_TO_CART
            product_removed_from_cart !not_supported
            cart_viewed !not_supported
            wishlist_added ADD_TO_WISHLIST
            checkout_started CUSTOM:CheckoutStarted
            contact_info_submitted !not_supported
            shipping_info_submitted !not_supported
            payment_info_submitted !not_enabled
            purchase_placed PURCHASE
            purchase_paid !purchase_sent_when_placed
            order_fulfilled !not_supported
            order_cancelled !not_enabled
            order_refunded !not_enabled
            order_edited !not_supported
            subscription_started CUSTOM:SubscriptionStarted
            subscription_renewed CUSTOM:SubscriptionRenewed
            subscription_cancelled !not_supported
            subscription_paused !not_supported
            trial_started CUSTOM:StartTrial
            lead_submitted LEAD
            account_registered SIGN_UP
            logged_in !not_supported
            newsletter_subscribed CUSTOM:NewsletterSubscribed
            form_submitted LEAD
            quote_requested LEAD
            appointment_booked LEAD
            review_submitted !not_supported
            custom !not_mapped
            """;

    private static final Map<String, String> TABLE = new LinkedHashMap<>();

    static {
        BY_DEFAULT.lines().map(line -> line.split(" ")).forEach(row -> TABLE.put(row[0], row[1]));
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void everyEventHasItsTypeOrItsReason(EventName name) {
        String expected = TABLE.get(name.wire());
        Event event = GivenEvents.rich(name);
        if (expected.startsWith("!")) {
            assertEquals(expected.substring(1), REDDIT.skip(event).code());
        } else {
            assertEquals(expected, type(event));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "COLLECTION_VIEWED, VIEW_CONTENT",
        "PAYMENT_INFO_SUBMITTED, CUSTOM:PaymentInfoSubmitted",
        "ORDER_CANCELLED, CUSTOM:OrderRefunded",
        "ORDER_REFUNDED, CUSTOM:OrderRefunded"
    })
    void whatIsOffCanBeTurnedOn(EventName name, String type) {
        assertEquals(type, type(GivenEvents.rich(name), "optional-events", name.wire()));
    }

    @Test
    void theRecordIsCalledByTheCustomName() {
        assertEquals(
                "CheckoutStarted",
                REDDIT.record(GivenEvents.rich(EventName.CHECKOUT_STARTED)).name());
    }

    @Test
    void anOrderCanBeSentWhenItIsPaidUnderTheIdItWasPlacedWith() {
        String[] paid = {"send-purchase-on", "paid"};
        Event event = GivenEvents.rich(EventName.PURCHASE_PAID);

        assertEquals("PURCHASE", type(event, paid));
        assertEquals("ord_548291_purchase", Given.metadata(event, paid).get("conversion_id"));
        assertEquals(
                "purchase_sent_when_paid",
                REDDIT.skip(GivenEvents.rich(EventName.PURCHASE_PLACED), paid).code());
    }

    @ParameterizedTest
    @CsvSource({"PURCHASE_PLACED, PURCHASE_PAID, placed", "PURCHASE_PAID, PURCHASE_PLACED, paid"})
    void anOrderRedditHasIsNotSentByTheOtherTrigger(
            EventName name, EventName before, String trigger) {
        HostContext host =
                HostContext.at(GivenEvents.TIME.plusSeconds(2)).alreadyAccepted(before, "548291");
        assertEquals(
                "already_counted",
                REDDIT.skip(GivenEvents.rich(name), host, "send-purchase-on", trigger).code());
    }

    @Test
    void aNewsletterCanBeALead() {
        assertEquals(
                "LEAD",
                type(GivenEvents.rich(EventName.NEWSLETTER_SUBSCRIBED), "newsletter", "lead"));
    }

    @Test
    void aCustomEventIsSentUnderItsListedName() {
        assertEquals(
                "CUSTOM:Size Guide Opened",
                type(
                        GivenEvents.rich(EventName.CUSTOM),
                        "custom-events",
                        "Other,Size Guide Opened"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PURCHASE", "purchase", "Sign_Up", "CUSTOM"})
    void aCustomEventWithTheNameOfAStandardOneIsNotSent(String name) {
        assertEquals("name_collision", REDDIT.skip(custom(name), "custom-events", name).code());
    }

    @Test
    void aCustomNameHasAtMostSixtyFourCharactersOfAnyScript() {
        String longest = "𝒜".repeat(64);
        assertEquals("CUSTOM:" + longest, type(custom(longest), "custom-events", longest));
        String longer = longest + "x";
        assertEquals("name_too_long", REDDIT.skip(custom(longer), "custom-events", longer).code());
    }

    private static Event custom(String name) {
        return GivenEvents.rich(EventName.CUSTOM, EventField.CUSTOM_NAME, name);
    }

    private static String type(Event event, String... changes) {
        Map<String, Object> type = REDDIT.block("type", event, changes);
        Object custom = type.get("custom_event_name");
        return type.get("tracking_type") + (custom == null ? "" : ":" + custom);
    }
}
