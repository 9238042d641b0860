// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import static io.tracklayer.core.consent.GivenSignals.decoded;
import static io.tracklayer.core.consent.GivenSignals.states;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * States stand in the order analytics, marketing, ad_user_data, ad_personalization, sale_of_data.
 */
class ConsentDecoderTest {
    private static final String TCF =
            "CQgYw8AQgYw8AEsABBDECWFgAMOAAAAAAAYgF5wAgAtgLzAAAAAA.IHFwAwAtgLzAcWA";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    "analytics":"granted","marketing":"denied";              g d u u u; api
                    "analytics":true,"marketing":false,"sale_of_data":false; g d u u d; api
                    "ad_user_data":"GRANTED","ad_personalization":"unknown"; u u g u u; api
                    "analytics":"true","marketing":"false";                  u d u u u; api
                    "analytics":1,"marketing":0;                             u d u u u; api
                    "analytics":{},"marketing":[];                           u u u u u; api
                    "ad_storage":"granted","analytics_storage":"denied","ad_user_data":"granted","ad_personalization":"denied"; d g g d u; google_cm
                    "ad_storage":true,"gcd":"13p3p3p2p5l1";                  d g d d u; google_cm
                    "gcs":"G111";                                            g g u u u; google_cm
                    "gcs":"G100";                                            d d u u u; google_cm
                    "gcs":"G101";                                            g d u u u; google_cm
                    "gcs":"G110";                                            d g u u u; google_cm
                    "gcs":"G1--";                                            u u u u u; google_cm
                    "gcs":"nonsense";                                        u u u u u; google_cm
                    "gcd":"13r3r3r2r5l1";                                    g g g g u; google_cm
                    "gcd":"13p3p3p2p5l1";                                    d d d d u; google_cm
                    "gcd":"13l3l3l3l1l1";                                    u u u u u; google_cm
                    "gcd":"11t1t1t1t5";                                      g g g g u; google_cm
                    "gcd":"13r3r1t1r5l1";                                    g g g g u; google_cm
                    "gcd":"13p3t3p3p5l1";                                    g d d d u; google_cm
                    "gcd":"13q3u3m2p5l1";                                    d d d d u; google_cm
                    "gcd":"13n3v3n2v5l1";                                    g g g g u; google_cm
                    "gcd":"13r3","gcs":"G110";                               d g u u u; google_cm
                    "gcd":"13r3r3r2r5l1","gcs":"G100";                       g g g g u; google_cm
                    "gcd":"13r3r3r2r5l1","marketing":"denied";               g d g g u; api
                    "gcd":"13r3r3r2r5l1","marketing":"unknown";              g u g g u; google_cm
                    "gcd":"13r3r3r2r5l1","npa":"1";                          g g g d u; google_cm
                    "gcd":"13r3r3r2r5l1","npa":0;                            g g g g u; google_cm
                    "us_privacy":"1YYN";                                     u u u d d; usp
                    "us_privacy":"1YNN";                                     u u u u g; usp
                    "us_privacy":"1---";                                     u u u u u; usp
                    "us_privacy":"1YY";                                      u u u u u; usp
                    "gpc":true;                                              u u u d d; gpc
                    "gpc":"1";                                               u u u d d; gpc
                    "gpc":false;                                             u u u u u; gpc
                    "analyticsProcessingAllowed":true,"marketingAllowed":false,"saleOfDataAllowed":true; g d d d g; shopify
                    "shopify_analytics":"yes","shopify_marketing":"no","shopify_sale_of_data":""; g d d d u; shopify
                    """)
    void aSignalDecidesThePurposes(String signal, String states, String source) {
        Consent consent = decoded(signal).consent();
        assertEquals(states, states(consent));
        assertEquals(source, consent.source());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    "tcf":"$","ad_personalization":"granted";           g g g g u; api
                    "tcf":"$","gdpr_applies":true,"gcd":"13p3p3p3p5l1"; g g g d u; tcf
                    "tcf":"$","gdpr_applies":false,"gcd":"13p3p3p3p5l1";d d d d u; google_cm
                    "tcf":"$","gdpr_applies":0;                         u u u u u; tcf
                    "tcf":"$","gpp":"DBABLA~BEAZAAAAAABA.YA";           g g g d d; tcf
                    "gcd":"13r3r3r2r5l1","marketingAllowed":false;      g g g g u; google_cm
                    "gcs":"G100","marketingAllowed":true;               d d g g u; google_cm
                    "saleOfDataAllowed":true,"us_privacy":"1YYN";       u u u d d; shopify
                    "saleOfDataAllowed":false,"us_privacy":"1YNN";      u u u u d; shopify
                    "sale_of_data":true,"ad_personalization":true,"marketing":true,"gpc":true; u g u d d; api
                    """)
    void theFirstInTheOrderThatKnowsDecidesAndOptOutsAlwaysCount(
            String signals, String states, String source) {
        Consent consent = decoded(signals.replace("$", TCF)).consent();
        assertEquals(states, states(consent));
        assertEquals(source, consent.source());
    }

    @Test
    void whatCannotBeReadGrantsNothingAndLetsRefusalsThrough() {
        String broken = "\"tcf\":\"CQgYw8\",";
        ConsentDecoder.Decoded granted = decoded(broken + "\"gcd\":\"13r3r3r2r5l1\"");
        assertEquals("u u u u u", states(granted.consent()));
        assertEquals("d d d d u", states(decoded(broken + "\"gcd\":\"13p3p3p2p5l1\"").consent()));
        assertEquals(
                List.of("consent.tcf: is not a TC string, so it reads as unknown"),
                granted.notes());
    }

    @Test
    void aSignalOfMoreThanEightKibIsLeftOutAndSaidSo() {
        ConsentDecoder.Decoded decoded = decoded("\"gpp\":\"" + "A".repeat(8_193) + "\"");
        assertEquals("u u u u u", states(decoded.consent()));
        assertEquals(Map.of(), decoded.consent().raw());
        assertEquals("consent.gpp: is longer than 8 KiB, left out", decoded.notes().get(0));
    }

    @Test
    void adStorageStandsForTheOtherTwoOnlyWhenSet() {
        ConsentSettings inheriting =
                new ConsentSettings(ConsentSettings.STANDARD.formulas(), true, true, true);
        assertEquals("d g g g u", states(decoded("\"gcs\":\"G110\"", inheriting).consent()));
        assertEquals("d g u u u", states(decoded("\"gcs\":\"G110\"").consent()));
        assertEquals(
                "u u u u u", states(decoded("\"gcd\":\"13l3l3l3l1l1\"", inheriting).consent()));
    }

    @Test
    void allSignalsAreKeptAsEvidenceUnderTheirNames() {
        Consent consent =
                decoded(
                                "\"marketing\":false,\"analytics\":\"granted\",\"gcs\":\"G1ß1\",\"gdprApplies\":true,\"region\":\"DE-BY\",\"addtl_consent\":\"2~1.2~dv.3\"")
                        .consent();
        assertEquals(
                Map.of(
                        "api", "{analytics=granted, marketing=false}",
                        "gcs", "G1?1",
                        "gdpr_applies", "true",
                        "addtl_consent", "2~1.2~dv.3"),
                consent.raw());
        assertEquals(Optional.of(true), consent.gdpr());
        assertEquals("DE-BY", consent.region());
        assertEquals("", decoded("\"gpc\":true,\"region\":\"somewhere\"").consent().region());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
                    "2026-01-15T10:00:00Z",       2026-01-15T10:00:00Z
                    "2026-01-15T11:00:00+01:00",  2026-01-15T10:00:00Z
                    1768471200000,                2026-01-15T10:00:00Z
                    1768471200,                   2026-01-15T10:00:00Z
                    "1768471200",                 2026-01-15T10:00:00Z
                    "2030-01-01T00:00:00Z",       2026-04-15T10:20:31Z
                    "yesterday",                  -
                    true,                         -
                    -5,                           1970-01-01T00:00:00Z
                    """)
    void theTimeOfTheDecisionIsReadAndNeverInTheFuture(String collectedAt, Instant read) {
        assertEquals(
                Optional.ofNullable(read),
                decoded("\"analytics\":true,\"collected_at\":" + collectedAt)
                        .consent()
                        .collected());
    }

    @Test
    void withoutASignalNothingIsKnown() {
        assertEquals(Consent.notGiven(), decoded("\"x\":1").consent());
        assertEquals(Consent.notGiven(), decoded("\"tcf\":{},\"gpc\":[]").consent());
    }

    @Test
    void statesOfACategoryListDecideBeforeAnythingElse() {
        ConsentSignals signals =
                ConsentSignals.collect()
                        .stated("segment", Map.of(Purpose.ANALYTICS, ConsentState.DENIED), "{}")
                        .signal(ConsentSignal.GCS, "G111")
                        .build();
        Consent consent =
                new ConsentDecoder(ConsentSettings.STANDARD)
                        .decode(signals, GivenSignals.RECEIVED)
                        .consent();
        assertEquals("d g u u u", states(consent));
        assertEquals("segment", consent.source());
    }
}
