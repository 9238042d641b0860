// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import static io.tracklayer.destination.tiktok.Given.TIKTOK;
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

class TikTokEventNamesTest {

    /** Event, and TikTok's name or, after an exclamation mark, the reason nothing is sent. */
    private static final String BY_DEFAULT =
            """
            page_viewed !not_enabled
            product_viewed ViewContent
            collection_viewed !not_enabled
            search_submitted Search
            product_added_to_cart AddToCart
            product_removed_from_cart !not_supported
            cart_viewed !not_supported
            wishlist_added AddToWishlist
            checkout_started InitiateCheckout
            contact_info_submitted !not_supported
            shipping_info_submitted !not_supported
            payment_info_submitted AddPaymentInfo
            purchase_placed Purchase
            purchase_paid !purchase_sent_when_placed
            order_fulfilled !not_supported
            order_cancelled !not_supported
            order_refunded !not_enabled
            order_edited !not_supported
            subscription_started Subscribe
            subscription_renewed !not_enabled
            subscription_cancelled !not_supported
            subscription_paused !not_supported
            trial_started StartTrial
            lead_submitted Lead
            account_registered CompleteRegistration
            logged_in !not_supported
            newsletter_subscribed !not_enabled
            form_submitted Lead
            quote_requested SubmitApplication
            appointment_booked Schedule
            review_submitted !not_supported
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
            assertEquals(expected.substring(1), TIKTOK.skip(event).code());
        } else {
            assertEquals(expected, TIKTOK.record(event).body().get("event"));
        }
    }

    @Test
    void theTableIsComplete() {
        assertEquals(32, TABLE.size());
        assertTrue(Arrays.stream(EventName.values()).allMatch(n -> TABLE.containsKey(n.wire())));
        assertEquals(
                List.of("collection_viewed", "order_refunded"), TikTokEventNames.optionalNames());
    }

    @ParameterizedTest
    @CsvSource({
        "PAGE_VIEWED, page-views, Pageview, Pageview",
        "PAGE_VIEWED, page-views, PageView, PageView",
        "COLLECTION_VIEWED, optional-events, collection_viewed, ViewContent",
        "ORDER_REFUNDED, optional-events, order_refunded, OrderRefunded",
        "NEWSLETTER_SUBSCRIBED, newsletter, lead, Lead",
        "QUOTE_REQUESTED, quote, lead, Lead",
        "PURCHASE_PLACED, purchase-event-name, CompletePayment, CompletePayment"
    })
    void someEventsAreAMatterOfSettings(
            EventName name, String setting, String value, String tikTokName) {
        assertEquals(tikTokName, TIKTOK.record(GivenEvents.rich(name), setting, value).name());
    }

    @ParameterizedTest
    @CsvSource({
        "PAGE_VIEWED, page-views",
        "COLLECTION_VIEWED, optional-events lists collection_viewed",
        "ORDER_REFUNDED, optional-events lists order_refunded",
        "SUBSCRIPTION_RENEWED, renewals",
        "NEWSLETTER_SUBSCRIBED, newsletter"
    })
    void whatIsOffNamesTheSettingThatTurnsItOn(EventName name, String setting) {
        String sentence = TIKTOK.skip(GivenEvents.rich(name)).sentence();
        assertTrue(sentence.contains(setting), sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "custom, Purchase, SubscriptionRenewed",
        "purchase, Purchase, Purchase",
        "purchase, CompletePayment, CompletePayment"
    })
    void aRenewalIsSentOnRequest(String renewals, String purchaseName, String tikTokName) {
        var record =
                TIKTOK.record(
                        GivenEvents.rich(EventName.SUBSCRIPTION_RENEWED),
                        "renewals",
                        renewals,
                        "purchase-event-name",
                        purchaseName,
                        "page-url",
                        "https://shop.example/");
        assertEquals(tikTokName, record.name());
    }

    @Test
    void whenPaidIsTheTriggerThePaidOrderIsThePurchaseUnderTheIdOfTheBrowser() {
        String[] paid = {"send-purchase-on", "paid"};
        var record = TIKTOK.record(GivenEvents.rich(EventName.PURCHASE_PAID), paid);

        assertEquals("Purchase", record.name());
        assertEquals("ord_548291_purchase", record.body().get("event_id"));
        assertEquals("ord_548291_purchase_paid", record.eventId());
        assertEquals(
                "purchase_sent_when_paid",
                TIKTOK.skip(GivenEvents.rich(EventName.PURCHASE_PLACED), paid).code());
    }

    @ParameterizedTest
    @CsvSource({"PURCHASE_PAID, paid, PURCHASE_PLACED", "PURCHASE_PLACED, placed, PURCHASE_PAID"})
    void changingTheTriggerDoesNotCountAnOrderTwice(
            EventName name, String trigger, EventName accepted) {
        Mapping mapping =
                new TikTokDestination()
                        .map(
                                GivenEvents.rich(name),
                                TIKTOK.settings("send-purchase-on", trigger),
                                HostContext.at(GivenEvents.TIME)
                                        .alreadyAccepted(accepted, "548291"));
        assertEquals("already_counted", assertInstanceOf(Mapping.Skip.class, mapping).code());
    }

    @Test
    void aCustomEventIsSentWhenItsNameOrEveryNameIsListed() {
        Event event = GivenEvents.rich(EventName.CUSTOM);
        assertEquals(
                "Size Guide Opened",
                TIKTOK.record(event, "custom-events", "Size Guide Opened").name());
        assertEquals("Size Guide Opened", TIKTOK.record(event, "custom-events", "*").name());
        assertEquals("not_mapped", TIKTOK.skip(event, "custom-events", "size guide").code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Contact", "Download", "FindLocation", "CustomizeProduct"})
    void aStandardEventNothingElseLeadsToCanBeSentAsACustomEvent(String name) {
        assertEquals(name, TIKTOK.record(custom(name), "custom-events", "*").name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Purchase",
                "purchase",
                "CompletePayment",
                "PlaceAnOrder",
                "SubmitForm",
                "Pageview",
                "ViewContent",
                "OrderRefunded"
            })
    void aCustomEventCannotPassForAnotherEvent(String name) {
        assertEquals("name_collision", TIKTOK.skip(custom(name), "custom-events", "*").code());
    }

    private static Event custom(String name) {
        return GivenEvents.rich(EventName.CUSTOM).toBuilder()
                .set(EventField.CUSTOM_NAME, name)
                .build();
    }
}
