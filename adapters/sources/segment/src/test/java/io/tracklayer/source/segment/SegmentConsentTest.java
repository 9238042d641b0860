// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenRequest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentConsentTest {
    /** States in the order analytics, marketing, ad_user_data, ad_personalization, sale_of_data. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    {};                                              d d d d d
                    {"Analytics":true,"Advertising":true};           g g g g u
                    {"analytics":true,"marketing":false};            g d d d u
                    {"performance":false,"targeting":true};          d g g g u
                    {"C0002":true,"C0004":true,"DataSharing":false}; g g g g d
                    {"sale":true};                                   u u u u g
                    {"Advertising":true,"targeting":false};          u d d d u
                    {"MARKETING":true};                              u g g g u
                    {"Functional":true};                             u u u u u
                    {"Advertising":"true"};                          u u u u u
                    {"Advertising":"false"};                         u d d d u
                    {"Advertising":true,"marketing":"yes"};          u u u u u
                    {"Advertising":1};                               u u u u u
                    """)
    void aCategoryDecidesItsPurposes(String preferences, String states) {
        Consent consent = consent("\"consent\":{\"categoryPreferences\":" + preferences + "}");
        assertEquals(states, states(consent));
        assertEquals("segment", consent.source());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    {"allowedConsentIds":["C0002","C0004"],"deniedConsentIds":["sale"]}; g g g g d
                    {"allowedConsentIds":["C0002"],"deniedConsentIds":["C0004"]};        g d d d u
                    {"allowedConsentIds":["C0004"],"deniedConsentIds":["marketing"]};    u d d d u
                    {"deniedConsentIds":["other"],"provider":"oneTrust"};                u u u u u
                    {"allowedConsentIds":"C0004"};                                       u u u u u
                    """)
    void rudderStackListsAllowedAndDeniedIds(String management, String states) {
        Consent consent = consent("\"consentManagement\":" + management);
        assertEquals(states, states(consent));
        assertEquals("rudder", consent.source());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    "x":1
                    "consent":true
                    "consent":{}
                    "consent":{"categoryPreferences":true}
                    "consentManagement":{}
                    """)
    void withoutASignalNothingIsKnown(String context) {
        assertEquals(Consent.notGiven(), consent(context));
    }

    @Test
    void theSignalIsKeptAsEvidence() {
        assertEquals(
                "{\"categoryPreferences\":{\"Advertising\":false,\"Anal\\u00fd\":true}}",
                consent(
                                "\"consent\":{\"categoryPreferences\":{\"Analý\":true,\"Advertising\":false}}")
                        .raw());
    }

    @Test
    void marketingNeedNotCoverAds() {
        Consent consent =
                consent(
                        "\"consent\":{\"categoryPreferences\":{\"Advertising\":true}}",
                        "consent-marketing-covers-ads",
                        "false");
        assertEquals("u g u u u", states(consent));
    }

    @Test
    void categoriesCarryTheNamesOfTheOperator() {
        Consent consent =
                consent(
                        "\"consent\":{\"categoryPreferences\":{\"Werbung\":true,\"Advertising\":false,"
                                + "\"Messung\":false,\"Verkauf\":true}}",
                        "consent-marketing",
                        "Werbung",
                        "consent-analytics",
                        "Statistik|Messung",
                        "consent-sale",
                        "Verkauf");
        assertEquals("d g g g g", states(consent));
    }

    @Test
    void theConsentOfABatchCountsForItsMessages() {
        Consent consent =
                Given.observed(
                                GivenRequest.post(
                                        "/v1/batch",
                                        "{\"context\":{\"consent\":{\"categoryPreferences\":{}}},"
                                                + "\"batch\":[{\"type\":\"page\",\"userId\":\"u\"}]}"))
                        .consent();
        assertEquals("d d d d d", states(consent));
    }

    @Test
    void aGlobalPrivacyControlSignalOptsOutWhateverElseIsSaid() {
        GivenRequest request =
                Given.track(
                        "Signed In",
                        "\"context\":{\"consent\":{\"categoryPreferences\":"
                                + "{\"Advertising\":true,\"sale\":true}}}");
        Consent both = Given.observed(request.header("Sec-GPC", "1")).consent();
        assertEquals("u g g d d", states(both));
        assertEquals("segment", both.source());
        Consent alone = Given.observed(Given.track("A", "").header("Sec-GPC", "1")).consent();
        assertEquals("u u u d d", states(alone));
        assertEquals("gpc", alone.source());
        assertEquals(
                Consent.notGiven(),
                Given.observed(Given.track("A", "").header("Sec-GPC", "0")).consent());
    }

    private static Consent consent(String context, String... settings) {
        return Given.observed(Given.track("Signed In", "\"context\":{" + context + "}"), settings)
                .consent();
    }

    private static String states(Consent consent) {
        return Stream.of(Purpose.values())
                .map(purpose -> consent.state(purpose).wire().substring(0, 1))
                .collect(Collectors.joining(" "));
    }
}
