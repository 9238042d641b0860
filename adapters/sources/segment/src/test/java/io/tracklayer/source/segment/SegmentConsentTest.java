// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import io.tracklayer.testkit.GivenRequest;
import java.util.Map;
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
                    {"Analytics":true,"Advertising":true};           g g g g -
                    {"analytics":true,"marketing":false};            g d d d -
                    {"performance":false,"targeting":true};          d g g g -
                    {"C0002":true,"C0004":true,"DataSharing":false}; g g g g d
                    {"sale":true};                                   - - - - g
                    {"Advertising":true,"targeting":false};          - d d d -
                    {"MARKETING":true};                              - g g g -
                    {"Functional":true};                             - - - - -
                    {"Advertising":"true"};                          - u u u -
                    {"Advertising":"false"};                         - d d d -
                    {"Advertising":true,"marketing":"yes"};          - u u u -
                    {"Advertising":1};                               - u u u -
                    """)
    void aCategoryDecidesItsPurposes(String preferences, String states) {
        ConsentSignals consent =
                consent("\"consent\":{\"categoryPreferences\":" + preferences + "}");
        assertEquals(states, states(consent));
        assertEquals("segment", consent.statedBy());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    {"allowedConsentIds":["C0002","C0004"],"deniedConsentIds":["sale"]}; g g g g d
                    {"allowedConsentIds":["C0002"],"deniedConsentIds":["C0004"]};        g d d d -
                    {"allowedConsentIds":["C0004"],"deniedConsentIds":["marketing"]};    - d d d -
                    {"deniedConsentIds":["other"],"provider":"oneTrust"};                - - - - -
                    {"allowedConsentIds":"C0004"};                                       - - - - -
                    """)
    void rudderStackListsAllowedAndDeniedIds(String management, String states) {
        ConsentSignals consent = consent("\"consentManagement\":" + management);
        assertEquals(states, states(consent));
        assertEquals("rudder", consent.statedBy());
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
        assertEquals(ConsentSignals.none(), consent(context));
    }

    @Test
    void ofTwoVendorsObjectsTheStricterCounts() {
        ConsentSignals consent =
                consent(
                        "\"consent\":{\"categoryPreferences\":{\"Analytics\":false,\"Advertising\":true}},"
                                + "\"consentManagement\":{\"allowedConsentIds\":[\"Analytics\"],"
                                + "\"deniedConsentIds\":[\"Advertising\",\"sale\"]}");
        assertEquals("d d d d d", states(consent));
        assertTrue(consent.evidence().contains("deniedConsentIds"), consent.evidence());
    }

    @Test
    void theSignalIsKeptAsEvidence() {
        assertEquals(
                "{\"categoryPreferences\":{\"Advertising\":false,\"Anal\\u00fd\":true}}",
                consent(
                                "\"consent\":{\"categoryPreferences\":{\"Analý\":true,\"Advertising\":false}}")
                        .evidence());
    }

    @Test
    void marketingNeedNotCoverAds() {
        ConsentSignals consent =
                consent(
                        "\"consent\":{\"categoryPreferences\":{\"Advertising\":true}}",
                        "consent-marketing-covers-ads",
                        "false");
        assertEquals("- g - - -", states(consent));
    }

    @Test
    void categoriesCarryTheNamesOfTheOperator() {
        ConsentSignals consent =
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
        ConsentSignals consent =
                Given.observed(
                                GivenRequest.post(
                                        "/v1/batch",
                                        "{\"context\":{\"consent\":{\"categoryPreferences\":{}}},"
                                                + "\"batch\":[{\"type\":\"page\",\"userId\":\"u\"}]}"))
                        .consent();
        assertEquals("d d d d d", states(consent));
    }

    @Test
    void theBrowsersPrivacyControlIsHandedOnBesideTheCategories() {
        GivenRequest request =
                Given.track(
                        "Signed In",
                        "\"context\":{\"consent\":{\"categoryPreferences\":"
                                + "{\"Advertising\":true,\"sale\":true}}}");
        ConsentSignals both = Given.observed(request.header("Sec-GPC", "1")).consent();
        assertEquals("- g g g g", states(both));
        assertEquals("segment", both.statedBy());
        assertEquals(Map.of(ConsentSignal.GPC, "1"), both.raw());
        ConsentSignals alone =
                Given.observed(Given.track("A", "").header("Sec-GPC", "1")).consent();
        assertEquals(Map.of(ConsentSignal.GPC, "1"), alone.raw());
        assertEquals("", alone.statedBy());
        assertEquals(
                ConsentSignals.none(),
                Given.observed(Given.track("A", "").header("Sec-GPC", "0")).consent());
    }

    @Test
    void stringsBesideTheCategoriesAreHandedOnAsTheyCame() {
        ConsentSignals consent =
                consent(
                        "\"consent\":{\"categoryPreferences\":{\"Advertising\":true},\"tcf\":\"CQ\",\"gpp\":\"DB\"}");
        assertEquals("- g g g -", states(consent));
        assertEquals(Map.of(ConsentSignal.TCF, "CQ", ConsentSignal.GPP, "DB"), consent.raw());
    }

    private static ConsentSignals consent(String context, String... settings) {
        return Given.observed(Given.track("Signed In", "\"context\":{" + context + "}"), settings)
                .consent();
    }

    private static String states(ConsentSignals consent) {
        return Stream.of(Purpose.values())
                .map(purpose -> letter(consent.stated().get(purpose)))
                .collect(Collectors.joining(" "));
    }

    /** The first letter of a state, or a dash where nothing is stated. */
    private static String letter(ConsentState state) {
        return state == null ? "-" : state.wire().substring(0, 1);
    }
}
