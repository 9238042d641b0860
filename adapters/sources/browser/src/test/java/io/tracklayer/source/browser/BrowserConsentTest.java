// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * States stand in the order analytics, marketing, ad_user_data, ad_personalization, sale_of_data.
 */
class BrowserConsentTest {
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
                    "gcs":"G111";                                            g g u u u; google_cm
                    "gcs":"G100";                                            d d u u u; google_cm
                    "gcs":"G101";                                            g d u u u; google_cm
                    "gcs":"G110";                                            d g u u u; google_cm
                    "gcs":"G1--";                                            u u u u u; google_cm
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
                    "gcs":"nonsense";                                        u u u u u; api
                    """)
    void aSignalDecidesThePurposes(String signal, String states, String source) {
        Consent consent = consent(signal);
        assertEquals(states, states(consent));
        assertEquals(source, consent.source());
    }

    @Test
    void withoutASignalNothingIsKnown() {
        for (String none : new String[] {"\"x\":1", "\"consent\":{}", "\"consent\":true"}) {
            assertEquals(
                    Consent.notGiven(), Given.observed(Given.event("page_viewed", none)).consent());
        }
    }

    @Test
    void theSignalIsKeptAsEvidence() {
        assertEquals(
                "{analytics=granted, marketing=false}",
                consent("\"marketing\":false,\"analytics\":\"granted\"").raw());
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
                    "2030-01-01T00:00:00Z",       2026-01-15T10:20:31Z
                    "yesterday",                  -
                    1e400,                        -
                    true,                         -
                    -5,                           1970-01-01T00:00:00Z
                    """)
    void theTimeOfTheDecisionIsReadAndNeverInTheFuture(String collectedAt, Instant read) {
        assertEquals(
                Optional.ofNullable(read),
                consent("\"analytics\":true,\"collected_at\":" + collectedAt).collected());
    }

    @Test
    void aGlobalPrivacyControlSignalOptsOutWhateverElseIsSaid() {
        Consent both =
                Given.observed(
                                Given.event(
                                                "page_viewed",
                                                "\"consent\":{\"sale_of_data\":true,"
                                                        + "\"ad_personalization\":true,\"marketing\":true}")
                                        .header("Sec-GPC", "1"))
                        .consent();
        assertEquals("u g u d d", states(both));
        Consent alone =
                Given.observed(Given.pixel("ev=page_viewed").header("Sec-GPC", "1")).consent();
        assertEquals("u u u d d", states(alone));
        assertEquals("gpc", alone.source());
    }

    @Test
    void aPixelSaysYesWithOneAndNoWithZero() {
        Consent consent =
                Given.observed(Given.pixel("ev=page_viewed&a=1&m=0&u=1&p=0&s=1")).consent();
        assertEquals("g d g d g", states(consent));
        assertEquals(
                "g d d d u",
                states(Given.observed(Given.pixel("ev=x&gcd=13p3t3p3p5l1")).consent()));
    }

    private static Consent consent(String signal) {
        return Given.observed(Given.event("page_viewed", "\"consent\":{" + signal + "}")).consent();
    }

    private static String states(Consent consent) {
        return Stream.of(Purpose.values())
                .map(purpose -> consent.state(purpose).wire().substring(0, 1))
                .collect(Collectors.joining(" "));
    }
}
