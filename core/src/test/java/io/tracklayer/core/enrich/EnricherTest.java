// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.enrich;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tracklayer.core.enrich.Enricher.Enriched;
import io.tracklayer.core.evidence.Provenance;
import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenEvents;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnricherTest {
    private static final Instant TIME = Instant.ofEpochMilli(1_768_472_430_000L);
    private static final Provenance BROWSER =
            new Provenance("812-0", "browser", Authority.BROWSER, "/page/url", "as given");

    private final Enricher enricher = new Enricher();

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            fbclid, fbclid
            gclid, gclid
            gbraid, gbraid
            wbraid, wbraid
            dclid, dclid
            ttclid, ttclid
            ScCid, sccid
            sccid, sccid
            sclid, sccid
            epik, epik
            li_fat_id, li_fat_id
            rdt_cid, rdt_cid
            awc, awc
            tblci, tblci
            msclkid, msclkid
            twclid, twclid
            irclickid, irclickid
            cjevent, cjevent
            ranSiteID, ran_site_id
            clickref, clickref
            tduid, tduid
            wgu, wgu
            dicbo, ob_click_id
            obclid, ob_click_id
            ob_click_id, ob_click_id
            qclid, qclid
            yclid, yclid
            vmcid, vmcid
            aleid, aleid
            _kx, klaviyo_kx
            """)
    void eachClickIdIsTakenFromThePageWithWhenAndWhereItWasSeen(String parameter, String key) {
        EventField field = EventField.find("click_ids." + key).orElseThrow();
        String url = "https://shop.example/p?x=1&" + parameter + "=Ab-C_9";
        Enriched enriched = enriched(page(url));
        assertEquals(
                Optional.of(new ClickId("Ab-C_9", TIME, url)), enriched.event().clickId(field));
        assertEquals(
                new Provenance(
                        "812-0", "browser", Authority.BROWSER, "page.url", "read from the address"),
                enriched.provenance().get(field.path()));
    }

    @Test
    void aClickIdOfTheLandingPageSaysWhereItWasSeen() {
        String landing = "https://shop.example/products/x?gclid=Cj0&utm_source=ig";
        Event event =
                page("https://shop.example/thanks").set(EventField.LANDING_URL, landing).build();
        Enriched enriched = enriched(event.toBuilder());
        assertEquals(
                Optional.of(new ClickId("Cj0", TIME, landing)),
                enriched.event().clickId(EventField.GCLID));
        assertEquals("page.landing_url", enriched.provenance().get("click_ids.gclid").origin());
        assertEquals(Optional.of("ig"), enriched.event().text(EventField.UTM_SOURCE));
    }

    @Test
    void thePageCountsBeforeTheLandingPage() {
        Event.Builder event =
                page("https://shop.example/?gclid=new")
                        .set(EventField.LANDING_URL, "https://shop.example/?gclid=old");
        assertEquals(
                "new", enriched(event).event().clickId(EventField.GCLID).orElseThrow().value());
    }

    @ParameterizedTest
    @CsvSource({
        "utm_source, utm.source",
        "utm_medium, utm.medium",
        "utm_campaign, utm.campaign",
        "utm_content, utm.content",
        "utm_term, utm.term",
        "utm_id, utm.id",
        "UTM_Source, utm.source"
    })
    void campaignParametersAreTaken(String parameter, String path) {
        Enriched enriched = enriched(page("https://shop.example/?" + parameter + "=Sommer%20ü"));
        assertEquals(
                Optional.of("Sommer ü"),
                enriched.event().text(EventField.find(path).orElseThrow()));
    }

    @Test
    void whatArrivedIsNeverOverwritten() {
        ClickId arrived = new ClickId("arrived", TIME.minusSeconds(60), null);
        Event.Builder event =
                page("https://shop.example/?fbclid=other&gclid=other&utm_source=other")
                        .set(EventField.FBCLID, arrived)
                        .set(EventField.GCLID, arrived)
                        .set(EventField.UTM_SOURCE, "mail")
                        .set(EventField.FBC, "fb.1.1768000000000.OLD");
        Event enriched = enriched(event).event();
        assertEquals(event.build().fields(), enriched.fields());
    }

    @Test
    void metasCookieIsBuiltFromTheClickAndWhenItWasSeen() {
        Enriched enriched = enriched(page("https://shop.example/?fbclid=IwAR0AbC-dEf_1"));
        assertEquals(
                Optional.of("fb.1.1768472430000.IwAR0AbC-dEf_1"),
                enriched.event().text(EventField.FBC));
        assertEquals(
                new Provenance(
                        "812-0",
                        "browser",
                        Authority.BROWSER,
                        "click_ids.fbclid",
                        "built from the click id and when it was seen"),
                enriched.provenance().get("browser_ids.fbc"));
    }

    @Test
    void metasCookieCarriesTheTimeOfTheClickAndNotOfTheEvent() {
        ClickId click = new ClickId("IwAR0AbC", Instant.ofEpochMilli(1_768_400_000_123L), null);
        Event.Builder event = page("https://shop.example/").set(EventField.FBCLID, click);
        assertEquals(
                Optional.of("fb.1.1768400000123.IwAR0AbC"),
                enriched(event).event().text(EventField.FBC));
    }

    @Test
    void metasCookieIsNeverInvented() {
        assertFalse(enriched(page("https://shop.example/?gclid=x")).event().has(EventField.FBC));
        assertFalse(enriched(page("https://shop.example/?gclid=x")).event().has(EventField.FBP));
    }

    @Test
    void withMarketingRefusedNoClickIdIsReadButTheCampaignIs() {
        Event.Builder event =
                page("https://shop.example/?fbclid=a&gclid=b&utm_source=ig")
                        .consent(GivenEvents.consent(ConsentState.DENIED));
        Event enriched = enriched(event).event();
        assertFalse(enriched.has(EventField.FBCLID));
        assertFalse(enriched.has(EventField.GCLID));
        assertFalse(enriched.has(EventField.FBC));
        assertEquals(Optional.of("ig"), enriched.text(EventField.UTM_SOURCE));
    }

    @Test
    void withMarketingRefusedMetasCookieIsNotBuiltFromAnArrivedClickEither() {
        Event.Builder event =
                page("https://shop.example/")
                        .set(EventField.FBCLID, new ClickId("a", TIME, null))
                        .consent(GivenEvents.consent(ConsentState.DENIED));
        assertFalse(enriched(event).event().has(EventField.FBC));
    }

    @ParameterizedTest
    @EnumSource(
            value = ConsentState.class,
            names = {"GRANTED", "UNKNOWN"})
    void otherwiseClickIdsAreRead(ConsentState state) {
        Event.Builder event =
                page("https://shop.example/?fbclid=a").consent(GivenEvents.consent(state));
        assertEquals("a", enriched(event).event().clickId(EventField.FBCLID).orElseThrow().value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "%20",
                "{click_id}",
                "%7B%7Bad.id%7D%7D",
                "__CLICK__",
                "%25cid%25",
                "[cid]",
                "%",
                "%zz",
                "%C3%28",
                "a%00b",
                "a%0D%0ASet-Cookie:x",
                "a%1Bb"
            })
    void whatIsNoClickIdIsInert(String written) {
        Event.Builder event = page("https://shop.example/?fbclid=" + written);
        assertEquals(event.build().fields(), enriched(event).event().fields());
    }

    @Test
    void aClickIdHasAtMost1024Characters() {
        String longest = "x".repeat(1_024);
        Event most = enriched(page("https://shop.example/?ttclid=" + longest)).event();
        assertEquals(longest, most.clickId(EventField.TTCLID).orElseThrow().value());
        Event more = enriched(page("https://shop.example/?ttclid=" + longest + "x")).event();
        assertFalse(more.has(EventField.TTCLID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"igshid", "igsh", "clickid", "id", "mc_cid", "gclsrc", "cto_pld"})
    void otherParametersAreNoClickIds(String parameter) {
        Event.Builder event = page("https://shop.example/?" + parameter + "=x");
        assertEquals(event.build().fields(), enriched(event).event().fields());
    }

    @Test
    void enrichingAgainChangesNothing() {
        Enriched once = enriched(page("https://shop.example/?fbclid=a&utm_source=ig#tblciGi"));
        Enriched twice = enricher.enrich(once.event(), once.provenance());
        assertEquals(once.event().fields(), twice.event().fields());
        assertEquals(once.provenance(), twice.provenance());
    }

    @Test
    void anEventWithoutAddressStaysAsItIs() {
        Event event = GivenEvents.bare(EventName.PURCHASE_PLACED);
        assertEquals(event.fields(), enricher.enrich(event, Map.of()).event().fields());
    }

    private Enriched enriched(Event.Builder event) {
        Map<String, Provenance> provenance = new HashMap<>();
        provenance.put("page.url", BROWSER);
        provenance.put("page.landing_url", BROWSER);
        provenance.put("click_ids.fbclid", BROWSER);
        return enricher.enrich(event.build(), provenance);
    }

    private static Event.Builder page(String url) {
        return Event.named(EventName.PAGE_VIEWED)
                .eventId("e1")
                .eventTime(TIME)
                .receivedAt(TIME.plusSeconds(1))
                .of("acme", "acme-eu")
                .consent(Consent.notGiven())
                .set(EventField.PAGE_URL, url);
    }
}
