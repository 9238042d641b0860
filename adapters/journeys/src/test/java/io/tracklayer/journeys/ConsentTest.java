// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.EventField;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConsentTest {
    @RegisterExtension static final Shopfront SHOP = new Shopfront();

    private static final String TC =
            "CQgYw8AQgYw8AEsABBDECWFgAMOAAAAAAAYgF5wAgAtgLzAAAAAA.IHFwAwAtgLzAcWA";

    private static final String REFUSED =
            "<script>tl('consent',{analytics:false,marketing:false})</script>";

    /** A TCF platform; {@code tcf(status, purposes)} is what its banner does. */
    private static final String TCF =
            """
            <script>
              var listeners = [];
              window.__tcfapi = (command, version, callback) => listeners.push(callback);
              window.tcf = (status, purposes) => listeners.forEach(listener => listener({
                tcString: '%s', gdprApplies: true, eventStatus: status, addtlConsent: '2~1.2~dv.',
                purpose: {consents: purposes}}, true));
            </script>
            """
                    .formatted(TC);

    @Test
    void aPageViewWaitsForTheAnswerOfTheBannerAndGoesWithIt() {
        SHOP.page("/", "data-wait=60000", TCF).open("/?gclid=CjwK");
        SHOP.until("a listener", () -> Boolean.TRUE.equals(SHOP.run("return listeners.length==1")));
        SHOP.run("tcf('cmpuishown',{})");
        assertEquals("", SHOP.browser().cookies());
        SHOP.run("tcf('useractioncomplete',{1:true,2:true,7:true,8:true,9:true})");
        Message view = SHOP.heard("page_viewed");
        assertEquals(Optional.of(TC), signal(view, ConsentSignal.TCF));
        assertEquals(Optional.of(true), signal(view, ConsentSignal.GDPR_APPLIES));
        assertEquals(Optional.of("2~1.2~dv."), signal(view, ConsentSignal.ADDTL_CONSENT));
        assertTrue(view.at("/consent/collected_at").isPresent());
        assertTrue(view.raw(EventField.GCLID).isPresent());
        assertEquals(List.of(), SHOP.found("consent", message -> true));
    }

    @Test
    void withoutAnAnswerMessagesGoWithoutIdsOfNetworksAndTheAnswerFollows() {
        SHOP.page("/", "data-wait=50", TCF).open("/?gclid=CjwK");
        Message view = SHOP.heard("page_viewed");
        assertEquals(Optional.of(Map.of()), view.at("/consent"));
        assertEquals(Optional.of(Map.of()), view.at("/click_ids"));
        SHOP.run("tcf('useractioncomplete',{1:true,2:true,7:true})");
        Message answer = SHOP.heard("consent");
        assertEquals(Optional.of(TC), signal(answer, ConsentSignal.TCF));
        assertTrue(answer.raw(EventField.GCLID).isPresent());
        assertEquals(view.raw(EventField.ANONYMOUS_ID), answer.raw(EventField.ANONYMOUS_ID));
    }

    @Test
    void aRefusalOfEverythingLeavesNothingInTheBrowser() {
        SHOP.page("/", "data-wait=0", TCF).open("/?gclid=CjwK");
        Message view = SHOP.heard("page_viewed");
        assertTrue(SHOP.browser().cookies().contains("tl_id="));
        SHOP.browser().offline(true);
        SHOP.run("tl('track','cart_viewed'); tcf('useractioncomplete',{})");
        assertEquals("", SHOP.browser().cookies());
        assertEquals(0L, SHOP.run("return localStorage.length + sessionStorage.length"));
        SHOP.browser().offline(false);
        Message answer = SHOP.heard("consent");
        assertEquals(view.raw(EventField.ANONYMOUS_ID), answer.raw(EventField.ANONYMOUS_ID));
        assertEquals(Optional.of(Map.of()), answer.at("/click_ids"));
        assertEquals("", SHOP.run("return tl.anonymousId()"));
    }

    @Test
    void aRefusalOnALaterPageIsToldForTheVisitorOfTheEarlierOne() {
        SHOP.page("/", "data-wait=0", "").page("/later", "", REFUSED).open("/");
        Message before = SHOP.heard("page_viewed");
        SHOP.open("/later");
        Message refusal = SHOP.heard("consent");
        assertTrue(before.raw(EventField.ANONYMOUS_ID).isPresent());
        assertEquals(before.raw(EventField.ANONYMOUS_ID), refusal.raw(EventField.ANONYMOUS_ID));
        Message after =
                SHOP.heard("page_viewed", m -> m.at("/page/url").toString().contains("/later"));
        assertEquals(Optional.empty(), after.raw(EventField.ANONYMOUS_ID));
        assertEquals("", SHOP.browser().cookies());
    }

    @Test
    void whatAnEarlierPageLeftIsNotKeptAfterARefusalEither() {
        SHOP.site().answerAlways(503);
        SHOP.page("/", "data-wait=0", "").page("/later", "", REFUSED).open("/");
        SHOP.until("it waits", () -> SHOP.run("return localStorage.length").equals(1L));
        SHOP.open("/later");
        SHOP.until("nothing is kept", () -> SHOP.run("return localStorage.length").equals(0L));
        SHOP.site().answerAlways(0);
        SHOP.run("dispatchEvent(new Event('online'))"); // no need to wait for the next try
        SHOP.heard("page_viewed", m -> !m.at("/page/url").toString().contains("/later"));
    }

    @Test
    void aGppStringIsSentWithItsSections() {
        SHOP.page(
                        "/",
                        "",
                        """
                        <script>
                          window.__gpp = (command, callback) => setTimeout(() => callback({eventName: 'signalStatus',
                            pingData: {signalStatus: 'ready', gppString: 'DBABLA~BEAZAAAAAABA.YA', applicableSections: [7, -1]}}, true), 20);
                        </script>
                        """)
                .open("/");
        Message view = SHOP.heard("page_viewed");
        assertEquals(Optional.of("DBABLA~BEAZAAAAAABA.YA"), signal(view, ConsentSignal.GPP));
        assertEquals(Optional.of("7"), signal(view, ConsentSignal.GPP_SID));
    }

    @Test
    void consentModeIsReadFromTheDataLayerInGooglesForm() {
        SHOP.page(
                        "/",
                        "data-wait=60000",
                        """
                        <script>
                          window.dataLayer = window.dataLayer || [];
                          function gtag() { dataLayer.push(arguments); }
                          gtag('consent', 'default', {ad_storage: 'denied', analytics_storage: 'denied',
                            ad_user_data: 'denied', ad_personalization: 'denied'});
                        </script>
                        """)
                .open("/?gclid=CjwK");
        SHOP.run(
                "gtag('consent','update',{ad_storage:'granted',analytics_storage:'granted',ad_user_data:'granted'})");
        Message view = SHOP.heard("page_viewed");
        assertEquals(Optional.of("13r3r3r3p5"), signal(view, ConsentSignal.GCD));
        assertTrue(view.raw(EventField.GCLID).isPresent());
        SHOP.run("gtag('consent','update',{ad_storage:'denied'})");
        Message change = SHOP.heard("consent");
        assertEquals(Optional.of("13q3r3r3p5"), signal(change, ConsentSignal.GCD));
        assertEquals(Optional.of(Map.of()), change.at("/click_ids"));
    }

    @Test
    void aDefaultThatOnlyHoldsUntilTheBannerKnowsBetterForgetsNobody() {
        String page =
                """
                <script>
                  window.dataLayer = [];
                  function gtag() { dataLayer.push(arguments); }
                  gtag('consent', 'default', {ad_storage: 'denied', analytics_storage: 'denied'});
                  tl('ready', () => setTimeout(() =>
                      gtag('consent', 'update', {ad_storage: 'granted', analytics_storage: 'granted'}), 50));
                </script>
                """;
        SHOP.page("/", "", page).page("/later", "", page).open("/?gclid=CjwK");
        Message first = SHOP.heard("page_viewed");
        SHOP.open("/later");
        Message second =
                SHOP.heard("page_viewed", m -> m.at("/page/url").toString().contains("/later"));
        assertTrue(first.raw(EventField.ANONYMOUS_ID).isPresent());
        assertEquals(first.raw(EventField.ANONYMOUS_ID), second.raw(EventField.ANONYMOUS_ID));
        assertEquals(first.raw(EventField.GCLID), second.raw(EventField.GCLID));
    }

    @Test
    void shopifysBannerIsAskedAndHeard() {
        SHOP.page(
                        "/",
                        "",
                        """
                        <script>
                          var allowed = false;
                          window.Shopify = {loadFeatures: (features, done) => {
                            Shopify.customerPrivacy = {analyticsProcessingAllowed: () => true,
                              marketingAllowed: () => allowed, saleOfDataAllowed: () => false};
                            done();
                          }};
                        </script>
                        """)
                .open("/?gclid=CjwK");
        Message view = SHOP.heard("page_viewed");
        assertEquals(Optional.of(true), signal(view, ConsentSignal.SHOPIFY_ANALYTICS));
        assertEquals(Optional.of(false), signal(view, ConsentSignal.SHOPIFY_MARKETING));
        assertEquals(Optional.of(false), signal(view, ConsentSignal.SHOPIFY_SALE_OF_DATA));
        SHOP.run(
                "allowed=true; document.dispatchEvent(new CustomEvent('visitorConsentCollected'))");
        Message change = SHOP.heard("consent");
        assertEquals(Optional.of(true), signal(change, ConsentSignal.SHOPIFY_MARKETING));
    }

    @Test
    void aBrowserThatAsksNotToBeSoldIsHeard() {
        SHOP.browser()
                .beforeEachPage(
                        "Object.defineProperty(navigator,'globalPrivacyControl',{value:true})");
        SHOP.page("/", "data-wait=0", "").open("/");
        assertEquals(Optional.of(true), signal(SHOP.heard("page_viewed"), ConsentSignal.GPC));
    }

    @Test
    void whatTheShopItselfSaysGoesOverEveryPlatform() {
        SHOP.page(
                        "/",
                        "",
                        TCF
                                + "<script>tl('consent',{analytics:'granted',marketing:'denied',sale_of_data:'denied'})</script>")
                .open("/?gclid=CjwK");
        Message view = SHOP.heard("page_viewed");
        SHOP.run("tcf('tcloaded',{1:true,2:true,7:true,8:true})");
        assertEquals(
                Map.of("analytics", "granted", "marketing", "denied", "sale_of_data", "denied"),
                withoutTime(view));
        assertEquals(Optional.of(Map.of()), SHOP.heard("consent").at("/click_ids"));
        assertFalse(SHOP.browser().cookies().isEmpty());
    }

    @Test
    void whoeverNeedsNoConsentSaysSoOnTheTag() {
        SHOP.page("/", "data-wait=0 data-unknown=allow", "").open("/?gclid=CjwK");
        assertTrue(SHOP.heard("page_viewed").raw(EventField.GCLID).isPresent());
    }

    private static Map<?, ?> withoutTime(Message message) {
        Map<Object, Object> consent =
                new HashMap<>((Map<?, ?>) message.at("/consent").orElseThrow());
        consent.remove("collected_at");
        return consent;
    }

    private static Optional<Object> signal(Message message, ConsentSignal signal) {
        return message.observation().consent().find(signal);
    }
}
