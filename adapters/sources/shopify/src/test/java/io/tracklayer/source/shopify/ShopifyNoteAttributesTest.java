// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static io.tracklayer.source.shopify.Webhook.observed;
import static io.tracklayer.source.shopify.Webhook.order;
import static io.tracklayer.source.shopify.Webhook.origin;
import static io.tracklayer.source.shopify.Webhook.values;
import static io.tracklayer.spi.ConsentState.DENIED;
import static io.tracklayer.spi.ConsentState.GRANTED;
import static io.tracklayer.spi.ConsentState.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShopifyNoteAttributesTest {
    private static final List<Object> BOTH_GRANTED =
            List.of(Map.of("name", "_tl_consent", "value", "analytics=1,marketing=1"));

    @ParameterizedTest
    @CsvSource({
        "_tl_anon, 7b0c9f9e-3d1c, ANONYMOUS_ID",
        "rudderAnonymousId, 7b0c9f9e-3d1c, ANONYMOUS_ID",
        "_fbp, fb.1.1768470000000.1019141, FBP",
        "_fbc, fb.1.1768472430000.IwAR0AbC, FBC",
        "_ga, GA1.1.1019141.1768470000, GA_CLIENT_ID",
        "_ga_TRACK1, GS2.1.s1768472000$o3$g1$t1768472425$j60$l0$h0, GA_SESSION_ID",
        "_ga_TRACK1, GS1.1.1768472000.3.1.1768472425.0.0.0, GA_SESSION_ID",
        "_ttp, 2abcTTP, TTP",
        "_ttclid, E.C.P.abc, TTCLID",
        "ttclid, E.C.P.abc, TTCLID",
        "_gcl, GCL.1768472000.CjwKCAiAEXAMPLE_BwE, GCLID",
        "_gcl_aw, GCL.1768472000.CjwKCAiAEXAMPLE_BwE, GCLID",
        "gclid, CjwKCAiAEXAMPLE_BwE, GCLID",
        "_gcl_gb, GCL.1768472000.Wb1, WBRAID",
        "_epik, dj0yJnU9, EPIK",
        "_sccid, 0f8fad5b-d9cb, SCCID",
        "_ScCid, 0f8fad5b-d9cb, SCCID",
        "_scid, 1f8fad5b-d9cb, SCID",
        "_awc, 12345_1768472000_abcdef, AWC",
        "_tblci, GiDabc, TBLCI",
        "_fbclid, IwAR0AbC, FBCLID",
        "_li_fat_id, 2f8fad5b-d9cb, LI_FAT_ID",
        "_rdt_cid, 3f8fad5b, RDT_CID",
        "_rdt_uuid, 1768470000123.0f8fad5b-d9cb-469f-a165-70867728950e, RDT_UUID",
        "_msclkid, 5f0c1a2b3c4d5e6f70718293a4b5c6d7, MSCLKID",
    })
    void anAttributeOfTheBridgeIsHandedOverAsItIs(String name, String value, EventField field) {
        GivenRequest request = attributes("gift_wrap", "yes", name, value);
        assertEquals(value, values(request).get(field));
        assertEquals("/note_attributes/1/value", origin(observed(request), field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gift_wrap", "_ga_", "_tl_anonymous", "click_ids.gclid", "fbp", "_email"})
    void anAttributeOfTheShopIsNotTouched(String name) {
        assertEquals(values(order("note_attributes", null)), values(attributes(name, "GA1.1.1.2")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{gclid}",
                "{{gclid}}",
                "__CLICKID__",
                "%%CLICK_ID%%",
                "%gclid%",
                "[click_id]",
                " "
            })
    void aTemplateNobodyFilledInIsNoClickId(String value) {
        assertFalse(values(attributes("_gcl", value)).containsKey(EventField.GCLID));
    }

    @Test
    void aValueOfMoreThanAKilobyteIsDropped() {
        String longest = "a".repeat(1024);
        assertEquals(longest, values(attributes("_epik", longest)).get(EventField.EPIK));
        assertFalse(values(attributes("_epik", longest + "a")).containsKey(EventField.EPIK));
    }

    @Test
    void theFirstAttributeOfANameCounts() {
        GivenRequest request = attributes("_ttp", "first", "_TTP", "second");
        assertEquals("first", values(request).get(EventField.TTP));
    }

    @Test
    void aNumberIsReadAsText() {
        assertEquals("1768", values(attributes("_ttp", 1768)).get(EventField.TTP));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evt-7b0c9f9e", "sh-4F1E-9A", "a1.b2:c3_d4"})
    void theStorefrontMayChooseTheIdOfAPurchase(String id) {
        assertEquals(Optional.of(id), observed(attributes("_tl_event", id)).eventId());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "ord_1_purchase",
                "ORD_1_purchase",
                "ref_880000000001",
                "has space in it",
                "line\nbreak-id",
                "${bean:exit}",
                "-leading-dash"
            })
    void anIdThatClaimsAnotherOrderOrIsOddIsNotTaken(String id) {
        assertEquals(
                Optional.of("ord_5482910000001_purchase"),
                observed(attributes("_tl_event", id)).eventId());
    }

    @Test
    void theChosenIdIsThePurchasesOnly() {
        Map<String, Object> body =
                Webhook.changed(
                        "order-1001.json",
                        "note_attributes",
                        List.of(Map.of("name", "_tl_event", "value", "evt-7b0c9f9e")));
        assertEquals(
                Optional.of("ord_5482910000001_paid"),
                observed(Webhook.of("orders/paid", Webhook.text(body))).eventId());
    }

    @Test
    void theBannersAnswersAreHandedOnAsTheyCame() {
        ConsentSignals consent = consent("analytics=YES,marketing=0,sale_of_data=,preferences=1");
        assertEquals(
                Map.of(
                        ConsentSignal.SHOPIFY_ANALYTICS, "YES",
                        ConsentSignal.SHOPIFY_MARKETING, "0",
                        ConsentSignal.SHOPIFY_SALE_OF_DATA, ""),
                consent.raw());
        assertEquals(Map.of(), consent.stated());
    }

    @Test
    void marketingAnswersForAdsOnlyWhenTheShopSaysSo() {
        ConsentSignals consent = consent("marketing=1", "consent-marketing-covers-ads", "false");
        assertEquals(Map.of(ConsentSignal.SHOPIFY_MARKETING, "1"), consent.raw());
        assertEquals(
                Map.of(Purpose.AD_USER_DATA, UNKNOWN, Purpose.AD_PERSONALIZATION, UNKNOWN),
                consent.stated());
    }

    @Test
    void anAdsAnswerOfItsOwnIsStatedBesideMarketings() {
        ConsentSignals consent = consent(" marketing = 1 , ad_user_data = 0 ");
        assertEquals(Map.of(Purpose.AD_USER_DATA, DENIED), consent.stated());
        assertEquals("shopify", consent.statedBy());
        assertEquals("marketing = 1 , ad_user_data = 0", consent.evidence());
        assertEquals(Map.of(ConsentSignal.SHOPIFY_MARKETING, "1"), consent.raw());
        assertEquals(
                Map.of(Purpose.AD_PERSONALIZATION, GRANTED),
                consent("Ad_Personalization=yes").stated());
    }

    @Test
    void twoAnswersToOneQuestionGiveTheStricter() {
        assertEquals(
                Map.of(ConsentSignal.SHOPIFY_MARKETING, "no"),
                consent("marketing=1,marketing=0").raw());
        assertEquals(
                Map.of(ConsentSignal.SHOPIFY_MARKETING, ""),
                consent("marketing=1,marketing=").raw());
    }

    @Test
    void furtherSignalsCrossTheBridgeUnderTheirNames() {
        ConsentSignals consent =
                consent("tcf=CQ.IH,gpp=DBABLA~B,gpc=1,collected_at=1768471200,region=DE");
        assertEquals(
                Map.of(
                        ConsentSignal.TCF, "CQ.IH",
                        ConsentSignal.GPP, "DBABLA~B",
                        ConsentSignal.GPC, "1"),
                consent.raw());
        assertEquals("1768471200", consent.collectedAt());
        assertEquals("DE", consent.region());
    }

    @Test
    void aChoiceIsAsOldAsItsOrderWheneverItIsTold() {
        assertEquals("2026-01-15T10:20:30Z", consent("marketing=1").collectedAt());
        assertEquals(
                "2026-01-15T10:20:30Z",
                observed(fulfilled("source_name", "web")).consent().collectedAt());
    }

    @Test
    void aRenewalsCopyOfAChoiceHasNoTimeAndIsNoNewsLater() {
        String tag = "Subscription Recurring Order";
        ConsentSignals copied =
                observed(order("tags", tag, "note_attributes", BOTH_GRANTED)).consent();
        assertEquals(2, copied.raw().size());
        assertEquals(null, copied.collectedAt());
        assertEquals(ConsentSignals.none(), observed(fulfilled("tags", tag)).consent());
    }

    private static GivenRequest fulfilled(Object... changes) {
        Map<String, Object> body = Webhook.changed("order-1001.json", changes);
        body.put("note_attributes", BOTH_GRANTED);
        body.put("updated_at", "2026-01-20T09:00:00Z");
        return Webhook.of("orders/fulfilled", Webhook.text(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", ",", ",,,", "marketing", "marketing:1", "{\"marketing\":true}"})
    void anUnreadableAnswerSaysNothing(String raw) {
        assertTrue(consent(raw).isEmpty());
    }

    @Test
    void anEndlessAnswerIsNoAnswer() {
        assertEquals(ConsentSignals.none(), consent("marketing=1" + ",".repeat(8192)));
    }

    @Test
    void withoutAnAnswerNothingIsSaid() {
        assertEquals(ConsentSignals.none(), observed(attributes("_fbp", "x")).consent());
    }

    private static ConsentSignals consent(String raw, String... settings) {
        return observed(attributes("_tl_consent", raw), settings).consent();
    }

    /** An order whose attributes alternate names and values. */
    private static GivenRequest attributes(Object... namesAndValues) {
        List<Object> attributes = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Map<String, Object> attribute = new LinkedHashMap<>();
            attribute.put("name", namesAndValues[i]);
            attribute.put("value", namesAndValues[i + 1]);
            attributes.add(attribute);
        }
        return order("note_attributes", attributes);
    }
}
