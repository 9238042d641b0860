// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.EventField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VisitorTest {
    @RegisterExtension static final Shopfront SHOP = new Shopfront();

    private static final String GRANTED =
            "<script>tl('consent',{analytics:true,marketing:true})</script>";

    /** Parameter of the address and the field it becomes, by the table of known networks. */
    private static final Map<String, EventField> PARAMETERS =
            Map.ofEntries(
                    Map.entry("fbclid", EventField.FBCLID),
                    Map.entry("gclid", EventField.GCLID),
                    Map.entry("gbraid", EventField.GBRAID),
                    Map.entry("wbraid", EventField.WBRAID),
                    Map.entry("dclid", EventField.DCLID),
                    Map.entry("ttclid", EventField.TTCLID),
                    Map.entry("ScCid", EventField.SCCID),
                    Map.entry("epik", EventField.EPIK),
                    Map.entry("li_fat_id", EventField.LI_FAT_ID),
                    Map.entry("rdt_cid", EventField.RDT_CID),
                    Map.entry("awc", EventField.AWC),
                    Map.entry("tblci", EventField.TBLCI),
                    Map.entry("msclkid", EventField.MSCLKID),
                    Map.entry("twclid", EventField.TWCLID),
                    Map.entry("irclickid", EventField.IRCLICKID),
                    Map.entry("cjevent", EventField.CJEVENT),
                    Map.entry("ranSiteID", EventField.RAN_SITE_ID),
                    Map.entry("clickref", EventField.CLICKREF),
                    Map.entry("tduid", EventField.TDUID),
                    Map.entry("wgu", EventField.WGU),
                    Map.entry("dicbo", EventField.OB_CLICK_ID),
                    Map.entry("qclid", EventField.QCLID),
                    Map.entry("yclid", EventField.YCLID),
                    Map.entry("vmcid", EventField.VMCID),
                    Map.entry("aleid", EventField.ALEID),
                    Map.entry("_kx", EventField.KLAVIYO_KX));

    @Test
    void aVisitorHasOneIdOnAllHostsOfTheShop() {
        SHOP.page("/", "", GRANTED).open("/");
        Optional<Object> first = anonymousId(SHOP.heard("page_viewed"));
        assertTrue(first.orElseThrow().toString().matches("[0-9a-f]{32}"), first::toString);
        assertEquals(first.get(), SHOP.run("return tl.anonymousId()"));
        SHOP.browser().open(SHOP.at("checkout", "/"));
        assertEquals(first, anonymousId(SHOP.heard("page_viewed", on("//checkout."))));
        assertTrue(SHOP.browser().cookies().contains("tl_id=" + first.get()));
    }

    @Test
    void withoutCookiesTheIdStaysInTheBrowsersStorage() {
        SHOP.page(
                "/",
                "",
                "<script>Object.defineProperty(document,'cookie',{get(){return ''},set(){}})</script>"
                        + GRANTED);
        SHOP.open("/?1");
        Optional<Object> first = anonymousId(SHOP.heard("page_viewed"));
        SHOP.open("/?2");
        assertTrue(first.isPresent());
        assertEquals(first, anonymousId(SHOP.heard("page_viewed", on("?2"))));
    }

    @Test
    void theServerSetsTheVisitorsCookieWhenAsked() {
        SHOP.page("/", "data-cookie=server", GRANTED).open("/");
        Optional<Object> first = anonymousId(SHOP.heard("page_viewed"));
        SHOP.run("document.cookie='tl_id=;max-age=0;path=/;domain='+arguments[0]", SHOP.domain());
        assertFalse(SHOP.browser().cookies().contains("tl_id"));
        SHOP.run("tl('track','cart_viewed')");
        SHOP.until(
                "the answer's cookie",
                () -> SHOP.browser().cookies().contains("tl_id=" + first.orElseThrow()));
    }

    @Test
    void everyClickIdOfAnAddressArrivesWithTimeAndPage() {
        List<String> query = new ArrayList<>();
        PARAMETERS.forEach((name, field) -> query.add(name + "=V-" + field.name() + "%2Bx"));
        SHOP.page("/", "", GRANTED).open("/?" + String.join("&", query));
        Message view = SHOP.heard("page_viewed");
        PARAMETERS.forEach(
                (name, field) -> {
                    Map<?, ?> click = (Map<?, ?>) view.raw(field).orElseThrow();
                    assertEquals("V-" + field.name() + "+x", click.get("value"), name);
                    assertTrue(click.get("landing_url").toString().contains("/?"), name);
                    long age =
                            view.request().receivedAt().toEpochMilli()
                                    - (Long) click.get("seen_at");
                    assertTrue(age >= 0 && age < 10_000, name + " " + age);
                });
    }

    @Test
    void clickIdsAreReadInAnyCaseOnceDecodedAndFromFragmentAndReferrerToo() {
        SHOP.site().page("/from", "<script>location.href='/?GCLID=a%252Bb#TBLCIxyz'</script>");
        SHOP.page("/", "", GRANTED).open("/from?fbclid=IwAR-1&gclid=older");
        Message view = SHOP.heard("page_viewed");
        assertEquals("a%2Bb", click(view, EventField.GCLID));
        assertEquals("xyz", click(view, EventField.TBLCI));
        assertEquals("IwAR-1", click(view, EventField.FBCLID));
    }

    @Test
    void whatCannotBeAClickIdIsNone() {
        SHOP.page("/", "", GRANTED)
                .open(
                        "/#gclid={gclid}&fbclid=%7B%7Bfbclid%7D%7D&ttclid=__CLICKID__&epik=%25epik%25"
                                + "&awc=[awc]&li_fat_id=&dclid=%E0%A4%A&wbraid="
                                + "w".repeat(1025));
        assertEquals(Optional.of(Map.of()), SHOP.heard("page_viewed").at("/click_ids"));
    }

    @Test
    void theLastClickCountsAndTheSameClickAgainKeepsItsTime() {
        SHOP.page("/", "", GRANTED).open("/?gclid=A&fbclid=F");
        Message first = SHOP.heard("page_viewed");
        SHOP.open("/?gclid=B&fbclid=F");
        Message second = SHOP.heard("page_viewed", on("gclid=B"));
        SHOP.open("/plain");
        assertEquals("B", click(second, EventField.GCLID));
        assertEquals(first.raw(EventField.FBCLID), second.raw(EventField.FBCLID));
    }

    @Test
    void aClickIsRememberedOnLaterPagesUntilMarketingIsDenied() {
        SHOP.page("/", "", GRANTED).page("/later", "", "").open("/?gclid=A");
        SHOP.heard("page_viewed");
        SHOP.open("/later");
        SHOP.run("tl('consent',{marketing:true,analytics:true})");
        Message later = SHOP.heard("page_viewed", on("/later"));
        assertEquals("A", click(later, EventField.GCLID));
        SHOP.run("tl('consent',{marketing:false})");
        Message told = SHOP.heard("consent");
        assertEquals(Optional.of(Map.of()), told.at("/click_ids"));
        assertEquals(
                0L, SHOP.run("return Object.keys(localStorage).filter(n=>/click/.test(n)).length"));
    }

    @Test
    void cookiesOfOtherNetworksAreSentAsTheyAreOnlyWithTheirConsent() {
        SHOP.page(
                "/",
                "data-page=false",
                "<script>for(const c of ['_fbp=fb.1.1768470000000.1','_fbc=fb.1.1768472430000.IwAR0AbC','_ttp=t1',"
                        + "'_scid=s1','_epik=dj0y','_rdt_uuid=1768470000123.0f8f','_gcl_aw=GCL.1768472000.CjwK',"
                        + "'_gcl_gb=GCL.1768472000.Wb','li_fat_id=l1','_uetmsclkid=_uet5f0c','awc=1_2_3',"
                        + "'__kla_id=eyIkZXhjaGFuZ2VfaWQiOiJhYmMuWFkxMiJ9','_twclid=tw1','_ga=GA1.1.1019141.1768470000',"
                        + "'_ga_TRACK1=GS2.1.s1768472000$o3$g1','session=secret'])document.cookie=c</script>");
        SHOP.open("/");
        SHOP.run("tl('consent',{analytics:true,marketing:false}); tl('track','cart_viewed')");
        Message analytics = SHOP.heard("cart_viewed");
        assertEquals(
                Map.of("_ga", "GA1.1.1019141.1768470000", "_ga_TRACK1", "GS2.1.s1768472000$o3$g1"),
                analytics.at("/ids").orElseThrow());
        SHOP.run("tl('consent',{analytics:false,marketing:true}); tl('track','logged_in')");
        Message marketing = SHOP.heard("logged_in");
        assertEquals(Optional.of("fb.1.1768470000000.1"), marketing.raw(EventField.FBP));
        assertEquals(Optional.of("fb.1.1768472430000.IwAR0AbC"), marketing.raw(EventField.FBC));
        assertEquals(Optional.of("t1"), marketing.raw(EventField.TTP));
        assertEquals(Optional.of("s1"), marketing.raw(EventField.SCID));
        assertEquals(Optional.of("dj0y"), marketing.raw(EventField.EPIK));
        assertEquals(Optional.of("1768470000123.0f8f"), marketing.raw(EventField.RDT_UUID));
        assertEquals(Optional.of("CjwK"), marketing.raw(EventField.GCLID));
        assertEquals(Optional.of("Wb"), marketing.raw(EventField.WBRAID));
        assertEquals(Optional.of("l1"), marketing.raw(EventField.LI_FAT_ID));
        assertEquals(Optional.of("5f0c"), marketing.raw(EventField.MSCLKID));
        assertEquals(Optional.of("1_2_3"), marketing.raw(EventField.AWC));
        assertEquals(Optional.of("tw1"), marketing.raw(EventField.TWCLID));
        assertEquals(Optional.of("abc.XY12"), marketing.raw(EventField.KLAVIYO_KX));
        assertEquals(Optional.empty(), marketing.raw(EventField.GA_CLIENT_ID));
        assertFalse(marketing.body().toString().contains("secret"));
    }

    private static Predicate<Message> on(String part) {
        return message -> message.at("/page/url").toString().contains(part);
    }

    private static Optional<Object> anonymousId(Message message) {
        return message.raw(EventField.ANONYMOUS_ID);
    }

    private static Object click(Message message, EventField field) {
        return ((Map<?, ?>) message.raw(field).orElseThrow()).get("value");
    }
}
