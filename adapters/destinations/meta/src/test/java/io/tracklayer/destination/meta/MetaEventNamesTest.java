// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.meta;

import static io.tracklayer.destination.meta.Given.META;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetaEventNamesTest {

    /** Event, and Meta's name or, after an exclamation mark, the reason nothing is sent. */
    private static final String BY_DEFAULT =
            """
            page_viewed PageView
            product_viewed ViewContent
            collection_viewed !not_enabled
            search_submitted Search
            product_added_to_cart AddToCart
            product_removed_from_cart !not_enabled
            cart_viewed !not_enabled
            wishlist_added AddToWishlist
            checkout_started InitiateCheckout
            contact_info_submitted !not_enabled
            shipping_info_submitted !not_enabled
            payment_info_submitted AddPaymentInfo
            purchase_placed Purchase
            purchase_paid !purchase_sent_when_placed
            order_fulfilled !not_enabled
            order_cancelled !not_supported
            order_refunded !not_enabled
            order_edited !not_supported
            subscription_started Subscribe
            subscription_renewed SubscriptionRenewed
            subscription_cancelled !not_enabled
            subscription_paused !not_enabled
            trial_started StartTrial
            lead_submitted Lead
            account_registered CompleteRegistration
            logged_in !not_enabled
            newsletter_subscribed NewsletterSubscribed
            form_submitted Lead
            quote_requested Lead
            appointment_booked Schedule
            review_submitted !not_enabled
            custom !not_mapped
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
            assertEquals(expected.substring(1), META.skip(event).code());
        } else {
            assertEquals(expected, META.record(event).body().get("event_name"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "collection_viewed, ViewCategory",
        "product_removed_from_cart, RemoveFromCart",
        "cart_viewed, ViewCart",
        "contact_info_submitted, AddContactInfo",
        "shipping_info_submitted, AddShippingInfo",
        "order_fulfilled, OrderFulfilled",
        "order_refunded, OrderRefunded",
        "subscription_cancelled, SubscriptionCancelled",
        "subscription_paused, SubscriptionPaused",
        "logged_in, Login",
        "review_submitted, ReviewSubmitted"
    })
    void anOptionalEventIsSentWhenListed(String name, String metaName) {
        Event event = GivenEvents.rich(EventName.find(name).orElseThrow());
        assertEquals(metaName, META.record(event, "optional-events", "logged_in," + name).name());
        assertTrue(META.skip(event, "optional-events", other(name)).sentence().contains(name));
    }

    @Test
    void exactlyTheEventsThatAreOffCanBeListed() {
        List<String> off =
                TABLE.keySet().stream().filter(n -> TABLE.get(n).equals("!not_enabled")).toList();
        assertEquals(off, MetaEventNames.optionalNames());
        assertEquals(32, TABLE.size());
        assertTrue(Arrays.stream(EventName.values()).allMatch(n -> TABLE.containsKey(n.wire())));
    }

    @Test
    void aCollectionOfProductGroupsIsViewContent() {
        assertEquals(
                "ViewContent",
                META.record(
                                GivenEvents.rich(EventName.COLLECTION_VIEWED),
                                "optional-events",
                                "collection_viewed",
                                "content-type",
                                "product_group")
                        .name());
    }

    @ParameterizedTest
    @CsvSource({
        "SUBSCRIPTION_RENEWED, renewals, purchase, Purchase",
        "SUBSCRIPTION_RENEWED, renewals, custom, SubscriptionRenewed",
        "NEWSLETTER_SUBSCRIBED, newsletter, lead, Lead",
        "NEWSLETTER_SUBSCRIBED, newsletter, custom, NewsletterSubscribed",
        "QUOTE_REQUESTED, quote, submit-application, SubmitApplication",
        "QUOTE_REQUESTED, quote, lead, Lead"
    })
    void someNamesAreAMatterOfSettings(
            EventName name, String setting, String value, String metaName) {
        assertEquals(metaName, META.record(GivenEvents.rich(name), setting, value).name());
    }

    @Test
    void whenPaidIsTheTriggerThePaidOrderIsThePurchaseUnderTheIdOfTheBrowser() {
        var record =
                META.record(GivenEvents.rich(EventName.PURCHASE_PAID), "send-purchase-on", "paid");

        assertEquals("Purchase", record.name());
        assertEquals("ord_548291_purchase", record.body().get("event_id"));
        assertEquals("ord_548291_purchase_paid", record.eventId());
        assertEquals(
                "purchase_sent_when_paid",
                META.skip(GivenEvents.rich(EventName.PURCHASE_PLACED), "send-purchase-on", "paid")
                        .code());
    }

    @ParameterizedTest
    @CsvSource({"PURCHASE_PAID, paid, PURCHASE_PLACED", "PURCHASE_PLACED, placed, PURCHASE_PAID"})
    void changingTheTriggerDoesNotCountAnOrderTwice(
            EventName name, String trigger, EventName accepted) {
        Mapping mapping =
                new MetaDestination()
                        .map(
                                GivenEvents.rich(name),
                                META.settings("send-purchase-on", trigger),
                                HostContext.at(GivenEvents.TIME)
                                        .alreadyAccepted(accepted, "548291"));
        assertEquals("already_counted", assertInstanceOf(Mapping.Skip.class, mapping).code());
    }

    @Test
    void aCustomEventIsSentUnderItsNameWhenListed() {
        Event event = GivenEvents.rich(EventName.CUSTOM);
        assertEquals(
                "Size Guide Opened",
                META.record(event, "custom-events", "Other,Size Guide Opened").name());
        assertEquals("Size Guide Opened", META.record(event, "custom-events", "*").name());
        assertEquals("not_mapped", META.skip(event, "custom-events", "Other").code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"purchase", "Purchase", "PAGEVIEW", "lead", "contact"})
    void aCustomEventMayNotPassForOneOfMetasOwn(String name) {
        Event event = custom(name);
        assertEquals("name_collision", META.skip(event, "custom-events", "*").code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Contact", "CustomizeProduct", "Donate", "FindLocation"})
    void standardEventsWithoutACanonicalOneAreReachedByTheirExactName(String name) {
        assertEquals(name, META.record(custom(name), "custom-events", "*").name());
    }

    @Test
    void aLongCustomNameIsCutAtFiftyCharactersNotInsideOne() {
        String name = "é😀".repeat(26);
        assertEquals("é😀".repeat(25), META.record(custom(name), "custom-events", "*").name());
    }

    private static Event custom(String name) {
        return GivenEvents.rich(EventName.CUSTOM).toBuilder()
                .set(EventField.CUSTOM_NAME, name)
                .build();
    }

    private static String other(String name) {
        return name.equals("cart_viewed") ? "logged_in" : "cart_viewed";
    }
}
