// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CookieIdsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            delimiter = '|',
            textBlock =
                    """
                    _gcl_aw      | GCL.1768472000.CjwKCAiAEXAMPLE_BwE        | click_ids.gclid           | CjwKCAiAEXAMPLE_BwE
                    _gcl_aw      | 2.1.kCjwKCAiAEXAMPLE_BwE$i1768472000      | click_ids.gclid           | CjwKCAiAEXAMPLE_BwE
                    FPGCLAW      | 2.1.kCjwKCAiAEXAMPLE_BwE$i1768472000      | click_ids.gclid           | CjwKCAiAEXAMPLE_BwE
                    _gac_UA-1-1  | 1.1768472000.CjwK                         | click_ids.gclid           | CjwK
                    _gcl_aw      | CjwK                                      | click_ids.gclid           | -
                    _gcl_gb      | GCL.1768472000.wb                         | click_ids.wbraid          | wb
                    _gcl_ag      | 2.1.kgb$i1768472000                       | click_ids.gbraid          | gb
                    _gcl_dc      | GCL.1768472000.dc                         | click_ids.dclid           | dc
                    FPGCLDC      | 2.1.kdc$i1768472000                       | click_ids.dclid           | dc
                    _uetmsclkid  | _uet5f0c1a2b3c4d5e6f70718293a4b5c6d7      | click_ids.msclkid         | 5f0c1a2b3c4d5e6f70718293a4b5c6d7
                    _rdt_uuid    | 1768470000123.0f8fad5b-d9cb-469f-a165-70867728950e | browser_ids.rdt_uuid | 1768470000123.0f8fad5b-d9cb-469f-a165-70867728950e
                    _ga          | GA1.1.1019141.1768470000                  | browser_ids.ga_client_id  | 1019141.1768470000
                    _ga          | GA1.2-2.1019141.1768470000                | browser_ids.ga_client_id  | 1019141.1768470000
                    _ga          | 1019141.1768470000                        | browser_ids.ga_client_id  | 1019141.1768470000
                    _ga          | amp-xyz                                   | browser_ids.ga_client_id  | -
                    _ga_TRACK1   | GS2.1.s1768472000$o3$g1$t1768472425$j60$l0$h0 | browser_ids.ga_session_id | 1768472000
                    _ga_TRACK1   | GS2.1.s1768472000$o3$g1$t1768472425$j60$l0$h0 | browser_ids.ga_session_number | 3
                    _ga_TRACK1   | GS1.1.1768472000.3.1.1768472425.0.0.0     | browser_ids.ga_session_id | 1768472000
                    _ga_TRACK1   | GS1.1.1768472000.3.1.1768472425.0.0.0     | browser_ids.ga_session_number | 3
                    _ga_TRACK1   | GS9.x                                     | browser_ids.ga_session_id | -
                    _fbc         | fb.1.1768472430000.IwAR0AbC               | browser_ids.fbc           | fb.1.1768472430000.IwAR0AbC
                    _fbp         | fb.1.1768470000000.1019141.Bg             | browser_ids.fbp           | fb.1.1768470000000.1019141.Bg
                    _ttp         | 2abc                                      | browser_ids.ttp           | 2abc
                    _scid        | u-1                                       | browser_ids.scid          | u-1
                    ttclid       | E.C.P.abc                                 | click_ids.ttclid          | E.C.P.abc
                    _sccid       | u-2                                       | click_ids.sccid           | u-2
                    _epik        | dj0yJnU                                   | click_ids.epik            | dj0yJnU
                    li_fat_id    | u-3                                       | click_ids.li_fat_id       | u-3
                    _rdt_cid     | r-1                                       | click_ids.rdt_cid         | r-1
                    awin_awc     | 1_1768472000_ab                           | click_ids.awc             | 1_1768472000_ab
                    taboola_cid  | t-1                                       | click_ids.tblci           | t-1
                    crto_mapped_user_id | c-1                                | click_ids.criteo_gum      | c-1
                    _twclid      | 26l6412g5p4iyj65a2oic2ayg2                | click_ids.twclid          | 26l6412g5p4iyj65a2oic2ayg2
                    _twclid      | %7B%22pivot%22%3A1%2C%22twclid%22%3A%2226l6412g5p%22%2C%22v%22%3A2%7D | click_ids.twclid | 26l6412g5p
                    cje          | cj-1                                      | click_ids.cjevent         | cj-1
                    """)
    void aCookieIsTakenOutOfItsWrapping(String cookie, String raw, String path, String id) {
        assertEquals(Optional.ofNullable(id), read(cookie, raw, path));
    }

    @Test
    void klaviyosCookieHoldsTheExchangeId() {
        String json = "{\"cid\":\"x\",\"$exchange_id\":\"abc.XY12\"}";
        String cookie = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        assertEquals(Optional.of("abc.XY12"), read("__kla_id", cookie, "click_ids.klaviyo_kx"));
        assertEquals(Optional.empty(), read("__kla_id", "###", "click_ids.klaviyo_kx"));
    }

    @Test
    void ofSeveralSessionsTheOneOfTheMeasurementIdCounts() {
        String ids = "\"ids\":{\"_ga_OTHER\":\"GS1.1.111.1.0\",\"_ga_TRACK1\":\"GS1.1.222.2.0\"}";
        Observation first = Given.observed(Given.event("page_viewed", ids));
        assertEquals(Optional.of("111"), Given.raw(first, EventField.GA_SESSION_ID));
        Observation named =
                Given.observed(Given.event("page_viewed", ids), "ga-measurement-id", "G-TRACK1");
        assertEquals(Optional.of("222"), Given.raw(named, EventField.GA_SESSION_ID));
        assertEquals(Optional.of("2"), Given.raw(named, EventField.GA_SESSION_NUMBER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{gclid}",
                "{{click.id}}",
                "__CLICKID__",
                "%%CLICK%%",
                "%GCLID%",
                "[click_id]"
            })
    void aTemplateThatNobodyFilledInIsNoClickId(String macro) {
        Observation observation =
                Given.observed(
                        Given.event(
                                "page_viewed",
                                "\"click_ids\":{\"gclid\":\""
                                        + macro
                                        + "\"},\"ids\":{\"ttclid\":\""
                                        + macro
                                        + "\"}"));
        assertEquals(Optional.empty(), Given.raw(observation, EventField.GCLID));
        assertEquals(Optional.empty(), Given.raw(observation, EventField.TTCLID));
    }

    @Test
    void aClickIdHasAtMost1024Characters() {
        assertEquals(Optional.of("x".repeat(1024)), clickId("x".repeat(1024)));
        assertEquals(Optional.empty(), clickId("x".repeat(1025)));
    }

    @ParameterizedTest
    @CsvSource({
        "ScCid,sccid",
        "sclid,sccid",
        "FBCLID,fbclid",
        "_kx,klaviyo_kx",
        "ranSiteID,ran_site_id",
        "dicbo,ob_click_id",
        "obclid,ob_click_id",
        "gbraid,gbraid",
        "yclid,yclid"
    })
    void aClickIdGoesByItsParameterInAnyCaseAndKeepsItsOwn(String parameter, String key) {
        Observation observation =
                Given.observed(
                        Given.event(
                                "page_viewed", "\"click_ids\":{\"" + parameter + "\":\"AbC\"}"));
        assertEquals(
                Optional.of("AbC"),
                Given.raw(observation, EventField.find("click_ids." + key).orElseThrow()));
    }

    private static Optional<Object> clickId(String value) {
        return Given.raw(
                Given.observed(
                        Given.event("page_viewed", "\"click_ids\":{\"gclid\":\"" + value + "\"}")),
                EventField.GCLID);
    }

    private static Optional<Object> read(String cookie, String raw, String path) {
        Observation observation =
                Given.observed(
                        Given.event("page_viewed", "\"ids\":{\"" + cookie + "\":\"" + raw + "\"}"));
        return Given.raw(observation, EventField.find(path).orElseThrow());
    }
}
