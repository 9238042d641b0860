// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentEventNamesTest {
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    Product Viewed, product_viewed
                    Product List Viewed, collection_viewed
                    Product List Filtered, collection_viewed
                    Products Searched, search_submitted
                    Product Added, product_added_to_cart
                    Product Removed, product_removed_from_cart
                    Cart Viewed, cart_viewed
                    Product Added to Wishlist, wishlist_added
                    Checkout Started, checkout_started
                    Checkout Contact Info Submitted, contact_info_submitted
                    Checkout Shipping Info Submitted, shipping_info_submitted
                    Payment Info Entered, payment_info_submitted
                    Order Completed, purchase_placed
                    Order Placed, purchase_placed
                    Order Paid, purchase_paid
                    Order Fulfilled, order_fulfilled
                    Order Shipped, order_fulfilled
                    Order Cancelled, order_cancelled
                    Order Canceled, order_cancelled
                    Order Refunded, order_refunded
                    Order Updated, order_edited
                    Subscription Started, subscription_started
                    Subscription Created, subscription_started
                    Subscription Renewed, subscription_renewed
                    Subscription Cancelled, subscription_cancelled
                    Subscription Canceled, subscription_cancelled
                    Subscription Paused, subscription_paused
                    Trial Started, trial_started
                    Lead Submitted, lead_submitted
                    Lead Generated, lead_submitted
                    Generate Lead, lead_submitted
                    Signed Up, account_registered
                    Account Created, account_registered
                    Signed In, logged_in
                    Email Subscribed, newsletter_subscribed
                    Newsletter Subscribed, newsletter_subscribed
                    Form Submitted, form_submitted
                    Quote Requested, quote_requested
                    Appointment Booked, appointment_booked
                    Product Reviewed, review_submitted
                    Wishlist Product Added to Cart, product_added_to_cart
                    Checkout Payment Info Submitted, payment_info_submitted
                    Order Created, purchase_placed
                    Order Edited, order_edited
                    page_view, page_viewed
                    view_item, product_viewed
                    view_item_list, collection_viewed
                    search, search_submitted
                    view_search_results, search_submitted
                    add_to_cart, product_added_to_cart
                    remove_from_cart, product_removed_from_cart
                    view_cart, cart_viewed
                    add_to_wishlist, wishlist_added
                    begin_checkout, checkout_started
                    add_shipping_info, shipping_info_submitted
                    add_payment_info, payment_info_submitted
                    purchase, purchase_placed
                    refund, order_refunded
                    generate_lead, lead_submitted
                    sign_up, account_registered
                    login, logged_in
                    Product Clicked, custom
                    Anything Else, custom
                    """)
    void aTrackNameHasItsEvent(String track, String event) {
        assertEquals(event, name(track));
    }

    @ParameterizedTest
    @CsvSource({"order completed", "ORDER_COMPLETED", "orderCompleted", "order-completed"})
    void caseSpacesUnderscoresAndHyphensDoNotMatter(String track) {
        assertEquals("purchase_placed", name(track));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    {"step":1};              contact_info_submitted
                    {"step":"2"};            shipping_info_submitted
                    {"step":3};              payment_info_submitted
                    {"step":4};              custom
                    {"step":"x=1"};          custom
                    {};                      custom
                    """)
    void aCheckoutStepIsMappedByItsNumber(String properties, String event) {
        assertEquals(
                event,
                Given.observed(Given.trackWithProperties("Checkout Step Completed", properties))
                        .name()
                        .wire());
    }

    @Test
    void checkoutStepsCanBeMappedByName() {
        Observation observation =
                Given.observed(
                        Given.trackWithProperties(
                                "Checkout Step Completed",
                                "{\"step\":9,\"step_name\":\"Delivery\"}"),
                        "checkout-steps",
                        "delivery = shipping_info_submitted");
        assertEquals(EventName.SHIPPING_INFO_SUBMITTED, observation.name());
    }

    @Test
    void anOperatorCanAddAndReplaceNames() {
        String[] aliases = {
            "event-aliases",
            "Product Clicked=product_viewed|Lead Generated = custom|a=b=quote_requested|broken|=x|y=nothing"
        };
        assertEquals("product_viewed", name("product clicked", aliases));
        assertEquals("custom", name("Lead Generated", aliases));
        assertEquals("quote_requested", name("a=b", aliases));
        assertEquals("custom", name("broken", aliases));
        assertEquals("custom", name("y", aliases));
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void everyCanonicalEventCanBeAskedFor(EventName event) {
        assertEquals(event.wire(), name("Mine", "event-aliases", "Mine=" + event.wire()));
    }

    @Test
    void theOriginalSpellingOfACustomEventIsKept() {
        Observation custom = Given.observed(Given.track("size_Guide opened", ""));
        assertEquals(Optional.of("size_Guide opened"), Given.raw(custom, EventField.CUSTOM_NAME));
    }

    private static String name(String track, String... settings) {
        return Given.observed(Given.track(track, ""), settings).name().wire();
    }
}
