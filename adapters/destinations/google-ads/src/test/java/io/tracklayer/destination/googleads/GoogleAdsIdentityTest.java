// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import static io.tracklayer.destination.googleads.Given.GOOGLE_ADS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.identity.Rule;
import io.tracklayer.spi.identity.Rules;
import io.tracklayer.spi.identity.Sha256;
import io.tracklayer.testkit.GivenEvents;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleAdsIdentityTest {
    private static final String ADA =
            "e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f";

    /** Phones are in E.164 when they reach a destination, here from +1 (415) 555-0123 and GB. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock =
                    """
                    EMAIL| Ada.Lovelace@Example.com |e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f
                    EMAIL|Ada.Lovelace+promo@GMAIL.com|cd98a25152ad884b29e524ea5d3d8d35615ed0afbbc5ea3a6d4215572b0b2bde
                    EMAIL|a.d.a.lovelace@googlemail.com|6be28aa72bbe6cfa132b0ba7d703d754030e24fb45433356be4fd017512c9488
                    EMAIL|user.name+NYC@Example.com|f109a2a632fbcea5fc82049f50beed3d8621bf9034399f437fb622222acccdac
                    EMAIL|ada . lovelace@example.com|e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f
                    PHONE|+14155550123|36a2cef4ff9bf7a1abd2a93359136b870393be4106e6c5d19b72ff564f9deca4
                    PHONE|+442079460958|f0bf0228144d9fe2bdf1da2d8ca698f17bf1410ee688b075c27062e47b6f0b6d
                    GIVEN|  Mrs. Ada |fdee430d40bd57deeac186cd9790033d0f06f909a8806e7ce6e717ab7c7d5029
                    FAMILY|Quinn, Jr., DDS|c512ca0c5c1e71be19f3356821e56732b5fb3ac894b0dbc5846d0b6920106fb3
                    EMAIL|E814FF3DC480A94C7CE9334062EC4733C75A002F4BCEC0197F62FFEA64059E2F|e814ff3dc480a94c7ce9334062ec4733c75a002f4bcec0197f62ffea64059e2f
                    """)
    void theDocumentedVectorsHold(String kind, String input, String hash) {
        assertEquals(hash, rule(kind).hash(input).map(Sha256::hex).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "Harv, harv",
        "Smith-Jones, smith-jones",
        "King III, king",
        "'Ford,Jr.', ford",
        "V, v",
        "O'Neill PhD MD, o'neill"
    })
    void suffixesOfAFamilyNameNeedABlankOrAComma(String given, String normalised) {
        assertEquals(normalised, GoogleAdsRules.FAMILY_NAME.plain(given).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"Dr. Ada, ada", "Drew, drew", "Ms.Ada, ms.ada", "Åsa Mr., åsa mr."})
    void titlesAreDroppedAtTheStartOnly(String given, String normalised) {
        assertEquals(normalised, GoogleAdsRules.GIVEN_NAME.plain(given).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "US, 94043, 94043",
        "US, 94043-1234, 94043-1234",
        "US, 9404, ",
        "GB, ' SW1Y 4LE ', SW1Y 4LE"
    })
    void postalCodesStayAsTheyAre(String country, String given, String expected) {
        assertEquals(expected, GoogleAdsRules.postalCode(country).plain(given).orElse(null));
    }

    @Test
    void anAddressIsCompleteOrLeftOut() {
        assertEquals(3, identifiers(Given.PURCHASE).size());
        for (EventField part :
                List.of(
                        EventField.FIRST_NAME,
                        EventField.LAST_NAME,
                        EventField.POSTAL_CODE,
                        EventField.COUNTRY)) {
            assertEquals(2, identifiers(Given.PURCHASE.without(Set.of(part))).size(), part.path());
        }
    }

    @Test
    void hashedNamesPassAndAHashedPostalCodeLeavesTheAddressOut() {
        Event hashed = GivenEvents.rich(EventName.PURCHASE_PLACED, EventField.LAST_NAME, ADA);
        assertEquals(
                ADA, ((Map<?, ?>) identifiers(hashed).get(2).get("address")).get("familyName"));
        Event postal = GivenEvents.rich(EventName.PURCHASE_PLACED, EventField.POSTAL_CODE, ADA);
        assertEquals(2, identifiers(postal).size());
    }

    @Test
    void anUnusableIdentifierIsAWarning() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PLACED, EventField.EMAIL, "jane");
        PlatformRecord record = GOOGLE_ADS.record(event);
        assertEquals(
                List.of("user.email was left out: Google cannot use it as it was given"),
                record.warnings());
        assertFalse(record.body().toString().contains("emailAddress"));
    }

    @ParameterizedTest
    @CsvSource({
        "one, CjwKCAiAEXAMPLE_BwE, ZGbr, XWbr, '{gclid=CjwKCAiAEXAMPLE_BwE}'",
        "one, , ZGbr, XWbr, '{wbraid=XWbr}'",
        "one, , ZGbr, , '{gbraid=ZGbr}'",
        "all, CjwKCAiAEXAMPLE_BwE, ZGbr, XWbr,"
                + " '{gclid=CjwKCAiAEXAMPLE_BwE, gbraid=ZGbr, wbraid=XWbr}'"
    })
    void oneClickIdIsSentUnlessAllAreWanted(
            String mode, String gclid, String gbraid, String wbraid, String expected) {
        Event.Builder event = Given.PURCHASE.without(Set.of(EventField.GCLID)).toBuilder();
        click(event, EventField.GCLID, gclid, "2026-01-01T00:00:00Z");
        click(event, EventField.GBRAID, gbraid, "2026-01-02T00:00:00Z");
        click(event, EventField.WBRAID, wbraid, "2026-01-03T00:00:00Z");
        assertEquals(
                expected,
                GOOGLE_ADS.block("adIdentifiers", event.build(), "click-ids", mode).toString());
    }

    @Test
    void withoutAnyIdentifierNothingIsSent() {
        Event event = GivenEvents.bare(EventName.PURCHASE_PLACED);
        assertEquals("insufficient_identifiers", GOOGLE_ADS.skip(event).code());
    }

    private static void click(Event.Builder event, EventField field, String value, String seen) {
        if (value != null) {
            event.set(field, GivenEvents.click(value, seen));
        }
    }

    @SuppressWarnings("unchecked") // trees only have text keys
    private static List<Map<String, Object>> identifiers(Event event) {
        return (List<Map<String, Object>>)
                GOOGLE_ADS.block("userData", event).get("userIdentifiers");
    }

    private static Rule rule(String kind) {
        return switch (kind) {
            case "EMAIL" -> GoogleAdsRules.EMAIL;
            case "PHONE" -> Rules.PHONE_PLUS;
            case "GIVEN" -> GoogleAdsRules.GIVEN_NAME;
            default -> GoogleAdsRules.FAMILY_NAME;
        };
    }
}
