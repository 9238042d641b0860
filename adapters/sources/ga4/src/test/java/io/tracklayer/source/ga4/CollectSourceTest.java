// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Reply;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.Verification;
import io.tracklayer.testkit.GivenRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectSourceTest {
    @Test
    void aPurchaseIsReadWithItsItemsFromTheLineAndItsVisitorFromTheAddress() {
        Observation purchase =
                Given.observed(Given.COLLECT, Given.hits(Given.resource("purchase.txt")));
        assertEquals(EventName.PURCHASE_PLACED, purchase.name());
        assertEquals(Optional.of("ord_548291_purchase"), purchase.eventId());
        assertTrue(purchase.derivedId());
        assertEquals(
                List.of(
                        "browser_ids.ga_client_id = 1019141.1768470000 @ query cid",
                        "browser_ids.ga_session_id = 1768472000 @ query sid",
                        "browser_ids.ga_session_number = 3 @ query sct",
                        "currency = EUR @ line 1 cu",
                        "order_id = 548291 @ line 1 ep.transaction_id",
                        "page.title = Danke @ query dt",
                        "page.url = https://shop.example/thanks?gclid=TEST @ query dl",
                        "properties = {gift=yes} @ ",
                        "shipping = 5 @ line 1 epn.shipping",
                        "tax = 20.74 @ line 1 epn.tax",
                        "user.client_ip = 203.0.113.7 @ remote address",
                        "user.locale = de-de @ query ul",
                        "user.user_agent = Mozilla/5.0 (X11; Linux x86_64) @ header user-agent",
                        "value = 129.9 @ line 1 epn.value"),
                Given.lines(purchase).stream().filter(line -> !line.startsWith("items")).toList());
        assertEquals(
                Optional.of(
                        List.of(
                                Map.of(
                                        "variantId", "41327143321713",
                                        "name", "Linen shirt",
                                        "category", "Shirts > Linen",
                                        "price", "49.95",
                                        "quantity", "2"),
                                Map.of(
                                        "variantId", "41327143157873",
                                        "name", "Belt~Strap",
                                        "price", "25",
                                        "quantity", "1"))),
                Given.raw(purchase, EventField.ITEMS));
        assertEquals(Optional.of("G111"), purchase.consent().find(ConsentSignal.GCS));
        assertEquals(Optional.of("13r3r3r2r5l1"), purchase.consent().find(ConsentSignal.GCD));
    }

    @Test
    void theBrowsersPrivacyControlCountsWhateverConsentModeSays() {
        GivenRequest hits = Given.hits("en=view_item&_s=1").header("Sec-GPC", "1");
        assertEquals(
                Optional.of("1"),
                Given.observed(Given.COLLECT, hits).consent().find(ConsentSignal.GPC));
        assertEquals(Optional.empty(), observed("en=x").consent().find(ConsentSignal.GPC));
        assertTrue(Given.COLLECT.descriptor().headers().contains("sec-gpc"));
    }

    @Test
    void whatTheTagSendsByItselfIsIgnoredUnlessItIsWanted() {
        GivenRequest both = Given.hits(Given.resource("purchase.txt"));
        assertEquals(
                "automatic_event",
                assertInstanceOf(Decoded.Ignored.class, Given.decoded(Given.COLLECT, both).get(1))
                        .code());
        assertInstanceOf(
                Decoded.Happened.class,
                Given.decoded(Given.COLLECT, both, "automatic-events", "custom").get(1));
    }

    @Test
    void aRepeatedHitHasTheSameIdsAndTheNextOneOthers() {
        Observation first = observed("en=view_item&_s=2");
        Observation again = observed("en=view_item&_s=2");
        Observation next = observed("en=view_item&_s=3");
        assertEquals(first.eventId(), again.eventId());
        assertEquals(first.deliveryIds(), again.deliveryIds());
        assertFalse(first.deliveryIds().isEmpty());
        assertNotEquals(first.eventId(), next.eventId());
        assertNotEquals(first.deliveryIds(), next.deliveryIds());
    }

    @Test
    void anEventIdThatThePageChoseIsItsOwn() {
        Observation purchase = observed("en=purchase&ep.event_id=e-1&ep.transaction_id=9");
        assertEquals(Optional.of("e-1"), purchase.eventId());
        assertFalse(purchase.derivedId());
    }

    @Test
    void withoutABodyTheAddressIsTheHit() {
        GivenRequest image =
                GivenRequest.get(Given.PATH)
                        .parameter("v", "2")
                        .parameter("tid", "G-TRACK1")
                        .parameter("en", "page_view");
        assertEquals(EventName.PAGE_VIEWED, Given.observed(Given.COLLECT, image).name());
    }

    @ParameterizedTest
    @CsvSource({
        "view_item,product_viewed",
        "view_search_results,search_submitted",
        "begin_checkout,checkout_started",
        "refund,order_refunded",
        "generate_lead,lead_submitted",
        "start_trial,trial_started",
        "quote_requested,quote_requested",
        "quiz_finished,custom"
    })
    void namesOfGooglesStandForCanonicalOnes(String name, String canonical) {
        assertEquals(canonical, observed("en=" + name).name().wire());
    }

    @Test
    void aCustomEventKeepsItsNameAndAnAliasWins() {
        assertEquals(
                Optional.of("quiz_finished"),
                Given.raw(observed("en=quiz_finished"), EventField.CUSTOM_NAME));
        assertEquals(
                EventName.LEAD_SUBMITTED,
                Given.observed(
                                Given.COLLECT,
                                Given.hits("en=quiz_finished"),
                                "event-aliases",
                                "quiz_finished=lead_submitted")
                        .name());
    }

    @Test
    void withoutAnalyticsStorageTheClientIdIsNobodys() {
        Observation cookieless = observed("en=purchase&gcs=G100&ep.transaction_id=9");
        assertEquals(Optional.empty(), Given.raw(cookieless, EventField.GA_CLIENT_ID));
        assertEquals(Optional.empty(), Given.raw(cookieless, EventField.GA_SESSION_ID));
        assertEquals(
                Optional.of(Map.of("cookieless", true)),
                Given.raw(cookieless, EventField.PROPERTIES));
    }

    @Test
    void providedContactDataIsTakenWhereItIsAHash() {
        Observation known =
                observed(
                        "en=login&em=tv.1~em.l9-ZB8alfg7MgdL42MIEc2fiOGr3-Df_LpZrjmQixAY~pn0.short");
        assertEquals(
                Optional.of("97df9907c6a57e0ecc81d2f8d8c2047367e2386af7f837ff2e966b8e6422c406"),
                Given.raw(known, EventField.EMAIL));
        assertEquals(Optional.empty(), Given.raw(known, EventField.PHONE));
        assertEquals(
                Optional.of("anna@example.com"),
                Given.raw(
                        observed("en=login&ep.user_data.email_address=anna%40example.com"),
                        EventField.EMAIL));
    }

    @Test
    void promotionsNameCreativesWhereOtherHitsNameCampaigns() {
        assertEquals(
                Optional.of("newsletter"),
                Given.raw(observed("en=page_view&cs=newsletter"), EventField.UTM_SOURCE));
        assertEquals(
                Optional.empty(),
                Given.raw(
                        Given.observed(
                                Given.COLLECT,
                                Given.hits("en=view_promotion&cs=slot-1"),
                                "automatic-events",
                                "custom"),
                        EventField.UTM_SOURCE));
    }

    @Test
    void aBrowserIsNotBelievedAboutItsAddressButMayHideIt() {
        assertEquals(
                Optional.of("203.0.113.7"),
                Given.raw(observed("en=page_view&_uip=203.0.113.9"), EventField.CLIENT_IP));
        assertEquals(
                Optional.empty(),
                Given.raw(observed("en=page_view&_uip=%3A%3A"), EventField.CLIENT_IP));
    }

    @Test
    void hitsOfOthersAndOfTheOldProtocolAreRejectedButAnswered() {
        assertEquals("unknown_measurement_id", rejected("en=page_view&tid=G-OTHER"));
        assertEquals("not_ga4", rejected("en=page_view&v=1"));
        assertEquals("missing_event", rejected("_s=1"));
        Reply reply = Given.COLLECT.acknowledge(Given.hits(""), List.of());
        assertEquals(204, reply.status());
        assertEquals(0, reply.body().length);
    }

    @Test
    void aStrictStoreRefusesUnknownMeasurementIds() {
        GivenRequest other = GivenRequest.get(Given.PATH).parameter("tid", "G-OTHER");
        assertInstanceOf(
                Verification.Authentic.class,
                Given.COLLECT.verify(other, Given.settings(Given.COLLECT)));
        assertEquals(
                403,
                assertInstanceOf(
                                Verification.Refused.class,
                                Given.COLLECT.verify(
                                        other, Given.settings(Given.COLLECT, "strict", "true")))
                        .status());
    }

    @Test
    void internalTrafficIsLeftOutUnlessItIsWanted() {
        GivenRequest internal = Given.hits("en=page_view&tt=internal");
        assertInstanceOf(Decoded.Ignored.class, Given.decoded(Given.COLLECT, internal).get(0));
        assertInstanceOf(
                Decoded.Happened.class,
                Given.decoded(Given.COLLECT, internal, "internal-traffic", "keep").get(0));
    }

    @Test
    void moreThanAHundredLinesAreTooMany() {
        GivenRequest many = Given.hits("en=page_view\n".repeat(101));
        assertEquals(
                "too_many_messages",
                assertThrows(
                                MalformedInputException.class,
                                () ->
                                        Given.COLLECT.decode(
                                                many,
                                                Given.settings(Given.COLLECT),
                                                SourceMemory.none()))
                        .code());
    }

    @Test
    void anAliasThatCannotBeMeantIsAProblemOfTheConfiguration() {
        assertEquals(
                1,
                Given.COLLECT
                        .check(
                                Given.settings(
                                        Given.COLLECT, "event-aliases", "a=lead_submitted|b=lead"))
                        .size());
    }

    private static String rejected(String line) {
        return assertInstanceOf(
                        Decoded.Rejected.class,
                        Given.decoded(Given.COLLECT, Given.hits(line)).get(0))
                .code();
    }

    private static Observation observed(String line) {
        return Given.observed(Given.COLLECT, Given.hits(line));
    }
}
