// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrowserConsentTest {
    @Test
    void statesOfPurposesAreStatedByThePage() {
        ConsentSignals signals =
                consent(
                        "\"analytics\":\"granted\",\"marketing\":false,\"sale_of_data\":\"maybe\","
                                + "\"ad_user_data\":true");
        assertEquals("api", signals.statedBy());
        assertEquals(
                Map.of(
                        Purpose.ANALYTICS, ConsentState.GRANTED,
                        Purpose.MARKETING, ConsentState.DENIED,
                        Purpose.SALE_OF_DATA, ConsentState.UNKNOWN,
                        Purpose.AD_USER_DATA, ConsentState.GRANTED),
                signals.stated());
        assertEquals(
                "{ad_user_data=true, analytics=granted, marketing=false, sale_of_data=maybe}",
                signals.evidence());
        assertEquals(Map.of(), signals.raw());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    "tcf":"CQ.IH";                        TCF;                  CQ.IH
                    "tcString":"CQ";                      TCF;                  CQ
                    "gdprApplies":true;                   GDPR_APPLIES;         true
                    "addtl_consent":"2~1~dv.";            ADDTL_CONSENT;        2~1~dv.
                    "gpp":"DBABLA~B";                     GPP;                  DBABLA~B
                    "gpp_sid":7;                          GPP_SID;              7
                    "us_privacy":"1YNN";                  US_PRIVACY;           1YNN
                    "gpc":true;                           GPC;                  true
                    "gcs":"G111";                         GCS;                  G111
                    "gcd":"13r3r3r2r5l1";                 GCD;                  13r3r3r2r5l1
                    "npa":1;                              NPA;                  1
                    "ad_storage":"denied";                AD_STORAGE;           denied
                    "analytics_storage":true;             ANALYTICS_STORAGE;    true
                    "analyticsProcessingAllowed":false;   SHOPIFY_ANALYTICS;    false
                    "marketingAllowed":true;              SHOPIFY_MARKETING;    true
                    "saleOfDataAllowed":false;            SHOPIFY_SALE_OF_DATA; false
                    """)
    void otherSignalsAreHandedOnAsTheyCame(String member, ConsentSignal signal, String raw) {
        ConsentSignals signals = consent(member);
        assertEquals(1, signals.raw().size());
        assertEquals(raw, String.valueOf(signals.find(signal).orElseThrow()));
        assertEquals(Map.of(), signals.stated());
    }

    @Test
    void besideAStorageStateTheAdStatesAreThoseOfConsentMode() {
        ConsentSignals signals =
                consent(
                        "\"ad_storage\":\"granted\",\"ad_user_data\":\"denied\","
                                + "\"ad_personalization\":\"denied\",\"marketing\":true");
        assertEquals(Map.of(Purpose.MARKETING, ConsentState.GRANTED), signals.stated());
        assertEquals("denied", signals.find(ConsentSignal.AD_USER_DATA).orElseThrow());
        assertEquals("denied", signals.find(ConsentSignal.AD_PERSONALIZATION).orElseThrow());
    }

    @Test
    void timeAndRegionOfTheDecisionComeWithIt() {
        ConsentSignals signals =
                consent("\"gpc\":true,\"collected_at\":1768471200,\"region\":\"US-CA\"");
        assertEquals(1768471200L, signals.collectedAt());
        assertEquals("US-CA", signals.region());
    }

    @Test
    void withoutASignalNothingIsSaid() {
        for (String none : new String[] {"\"x\":1", "\"consent\":{}", "\"consent\":true"}) {
            assertEquals(
                    ConsentSignals.none(),
                    Given.observed(Given.event("page_viewed", none)).consent());
        }
    }

    @Test
    void theBrowsersPrivacyControlCountsWhateverThePageSays() {
        GivenRequest request =
                Given.event("page_viewed", "\"consent\":{\"gpc\":false,\"marketing\":true}")
                        .header("Sec-GPC", "1");
        ConsentSignals both = Given.observed(request).consent();
        assertEquals(Map.of(ConsentSignal.GPC, "1"), both.raw());
        assertEquals(Map.of(Purpose.MARKETING, ConsentState.GRANTED), both.stated());
        ConsentSignals alone =
                Given.observed(Given.pixel("ev=page_viewed").header("Sec-GPC", "1")).consent();
        assertEquals(Map.of(ConsentSignal.GPC, "1"), alone.raw());
        assertEquals("", alone.statedBy());
    }

    @Test
    void aPixelSaysYesWithOneAndNoWithZero() {
        ConsentSignals signals =
                Given.observed(Given.pixel("ev=page_viewed&a=1&m=0&u=1&p=0&s=1")).consent();
        assertEquals(
                Map.of(
                        Purpose.ANALYTICS, ConsentState.GRANTED,
                        Purpose.MARKETING, ConsentState.DENIED,
                        Purpose.AD_USER_DATA, ConsentState.GRANTED,
                        Purpose.AD_PERSONALIZATION, ConsentState.DENIED,
                        Purpose.SALE_OF_DATA, ConsentState.GRANTED),
                signals.stated());
    }

    @Test
    void aPixelCarriesTheStringsUnderTheirUsualParameters() {
        ConsentSignals signals =
                Given.observed(
                                Given.pixel(
                                        "ev=x&gdpr=1&gdpr_consent=CQ.IH&addtl_consent=2~1&gpp=DBABLA~B"
                                                + "&gpp_sid=7&us_privacy=1YNN&gcs=G111&gcd=13p3t3p3p5l1&npa=1"))
                        .consent();
        assertEquals(
                Map.of(
                        ConsentSignal.GDPR_APPLIES, true,
                        ConsentSignal.TCF, "CQ.IH",
                        ConsentSignal.ADDTL_CONSENT, "2~1",
                        ConsentSignal.GPP, "DBABLA~B",
                        ConsentSignal.GPP_SID, "7",
                        ConsentSignal.US_PRIVACY, "1YNN",
                        ConsentSignal.GCS, "G111",
                        ConsentSignal.GCD, "13p3t3p3p5l1",
                        ConsentSignal.NPA, true),
                signals.raw());
    }

    private static ConsentSignals consent(String signal) {
        return Given.observed(Given.event("page_viewed", "\"consent\":{" + signal + "}")).consent();
    }
}
