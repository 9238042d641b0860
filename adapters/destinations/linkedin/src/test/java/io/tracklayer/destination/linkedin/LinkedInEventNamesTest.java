// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.linkedin;

import static io.tracklayer.destination.linkedin.Given.LINKEDIN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Mapping;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.HostContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkedInEventNamesTest {
    private static final String URN = "urn:lla:llaPartnerConversion:";

    /** Event, and the type of its rule or, after an exclamation mark, why nothing is sent. */
    private static final String WITH_A_RULE_EACH =
            """
            page_viewed KEY_PAGE_VIEW
            product_viewed VIEW_CONTENT
            collection_viewed VIEW_CONTENT
            search_submitted SEARCH
            product_added_to_cart ADD_TO_CART
            product_removed_from_cart !not_supported
            cart_viewed !not_supported
            wishlist_added ADD_TO_LIST
            checkout_started START_CHECKOUT
            contact_info_submitted CONTACT
            shipping_info_submitted !not_supported
            payment_info_submitted ADD_BILLING_INFO
            purchase_placed PURCHASE
            purchase_paid !no_conversion_rule
            order_fulfilled !not_supported
            order_cancelled !not_supported
            order_refunded !not_supported
            order_edited !not_supported
            subscription_started SUBSCRIBE
            subscription_renewed PURCHASE
            subscription_cancelled !not_supported
            subscription_paused !not_supported
            trial_started START_TRIAL
            lead_submitted LEAD
            account_registered SIGN_UP
            logged_in LOGIN
            newsletter_subscribed SUBSCRIBE
            form_submitted LEAD
            quote_requested REQUEST_QUOTE
            appointment_booked BOOK_APPOINTMENT
            review_submitted RATE
            custom OTHER
            """;

    private static final Map<String, String> TABLE = new LinkedHashMap<>();

    static {
        WITH_A_RULE_EACH
                .lines()
                .map(line -> line.split(" "))
                .forEach(row -> TABLE.put(row[0], row[1]));
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void everyEventHasItsRuleOrItsReason(EventName name) {
        String expected = TABLE.get(name.wire());
        Event event = GivenEvents.rich(name);
        if (expected.startsWith("!")) {
            assertEquals(expected.substring(1), LINKEDIN.skip(event).code());
        } else {
            PlatformRecord record = LINKEDIN.record(event);
            assertEquals(expected, record.name());
            assertEquals(URN + (1000 + name.ordinal()), record.body().get("conversion"));
        }
    }

    @Test
    void theTableIsComplete() {
        assertEquals(EventName.values().length, TABLE.size());
    }

    @ParameterizedTest
    @EnumSource(EventName.class)
    void withoutARuleNothingIsSentAndTheReasonSaysHow(EventName name) {
        Mapping.Skip skip =
                LINKEDIN.skip(GivenEvents.rich(name), "conversion-rules", "custom:Other=9");
        boolean known = !TABLE.get(name.wire()).equals("!not_supported");
        assertEquals(known ? "no_conversion_rule" : "not_supported", skip.code());
        if (known && name != EventName.CUSTOM) {
            assertTrue(skip.sentence().contains(name.wire() + "=number"), skip.sentence());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lead_submitted=123",
                " lead_submitted = 123 ",
                "lead_submitted=urn:lla:llaPartnerConversion:123"
            })
    void aRuleIsGivenByItsNumberOrItsUrn(String entry) {
        Event lead = GivenEvents.rich(EventName.LEAD_SUBMITTED);
        assertEquals(
                URN + "123",
                LINKEDIN.record(lead, "conversion-rules", entry).body().get("conversion"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "purchse_placed=1",
                "lead_submitted",
                "lead_submitted=",
                "=12",
                "lead_submitted=12a",
                "order_refunded=12",
                "custom=12",
                "custom:=12",
                "trial_started=0"
            })
    void anEntryThatCannotBeUsedIsNamedWhereARuleIsMissed(String entry) {
        Mapping.Skip skip =
                LINKEDIN.skip(
                        GivenEvents.rich(EventName.LEAD_SUBMITTED), "conversion-rules", entry);
        assertEquals("no_conversion_rule", skip.code());
        assertTrue(skip.sentence().contains("\"" + entry + "\""), skip.sentence());
    }

    @Test
    void ofTwoRulesForAnEventTheFirstIsTaken() {
        String[] rules = {"conversion-rules", "lead_submitted=1,lead_submitted=2"};
        Event lead = GivenEvents.rich(EventName.LEAD_SUBMITTED);
        assertEquals(URN + "1", LINKEDIN.record(lead, rules).body().get("conversion"));
        assertTrue(
                LINKEDIN.skip(Given.purchase(), rules).sentence().contains("has a rule already"));
    }

    @Test
    void aCustomEventIsSentUnderTheRuleOfItsNameOnly() {
        Event custom = GivenEvents.rich(EventName.CUSTOM);
        assertEquals(
                URN + "7",
                LINKEDIN.record(custom, "conversion-rules", "custom: Size Guide Opened =7")
                        .body()
                        .get("conversion"));
        assertEquals(
                "no_conversion_rule",
                LINKEDIN.skip(custom, "conversion-rules", "custom:Size Guide=7").code());
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/pricing?x=1#top, true",
        "https://shop.example/pricing/, true",
        "https://shop.example/pricing/eu, false",
        "https://shop.example/plans/pro/eu, true",
        "https://shop.example/plans, false",
        "https://shop.example/, false",
        "https://shop.example/a b, false",
        "mailto:jane@example.com, false"
    })
    void onlyViewsOfListedPagesAreSent(String url, boolean sent) {
        Event view = GivenEvents.rich(EventName.PAGE_VIEWED, EventField.PAGE_URL, url);
        String[] pages = {"key-pages", "/pricing,/plans/*"};
        if (sent) {
            assertEquals("KEY_PAGE_VIEW", LINKEDIN.record(view, pages).name());
        } else {
            assertEquals("page_not_listed", LINKEDIN.skip(view, pages).code());
        }
    }

    @Test
    void aPaidOrderIsSentInPlaceOfAPlacedOneUnderTheIdTheBrowserUsed() {
        PlatformRecord record =
                LINKEDIN.record(
                        GivenEvents.rich(EventName.PURCHASE_PAID),
                        "conversion-rules",
                        "purchase_paid=5");
        assertEquals("ord_548291_purchase", record.body().get("eventId"));
        assertEquals("ord_548291_purchase_paid", record.eventId());
    }

    @Test
    void anOrderCountsOnce() {
        Event paid = GivenEvents.rich(EventName.PURCHASE_PAID);
        Event placed = Given.purchase();
        assertEquals(
                "purchase_sent_when_placed",
                LINKEDIN.skip(paid, "conversion-rules", "purchase_placed=5,purchase_paid=6")
                        .code());
        HostContext knowsPlaced = HostContext.at(GivenEvents.TIME).alreadyAccepted(placed);
        assertEquals(
                "already_counted",
                LINKEDIN.skip(paid, knowsPlaced, "conversion-rules", "purchase_paid=6").code());
        HostContext knowsPaid = HostContext.at(GivenEvents.TIME).alreadyAccepted(paid);
        assertEquals("already_counted", LINKEDIN.skip(placed, knowsPaid).code());
    }

    @Test
    void aRefundIsNotSentEvenAfterThePurchase() {
        HostContext knows = HostContext.at(GivenEvents.TIME).alreadyAccepted(Given.purchase());
        Mapping.Skip skip = LINKEDIN.skip(GivenEvents.rich(EventName.ORDER_REFUNDED), knows);
        assertEquals("not_supported", skip.code());
        assertEquals(
                "LinkedIn cannot take a conversion back or correct its value.", skip.sentence());
    }

    @Test
    void testEventsGoToARuleOfTheirOwnOrNowhere() {
        Event test = Given.purchase().toBuilder().test(true).build();
        assertEquals("test_not_supported", LINKEDIN.skip(test).code());
        assertEquals(
                "test_not_supported", LINKEDIN.skip(test, "test-conversion-rule", "mine").code());
        PlatformRecord record = LINKEDIN.record(test, "test-conversion-rule", "77");
        assertEquals(URN + "77", record.body().get("conversion"));
        assertTrue(record.warnings().get(0).contains("sent as a test"));
        assertEquals(
                "no_conversion_rule",
                LINKEDIN.skip(
                                test,
                                "test-conversion-rule",
                                "77",
                                "conversion-rules",
                                "lead_submitted=1")
                        .code());
    }
}
