// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import static io.tracklayer.core.consent.GivenSignals.decoded;
import static io.tracklayer.core.consent.GivenSignals.states;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.iab.gpp.encoder.GppModel;
import io.tracklayer.spi.Consent;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GppSignalTest {
    private static final String USNAT = "DBABLA~BEAZAAAAAABA.YA";
    private static final String TCF_AND_USP =
            "DBACNYA~CPSG_8APSG_8ANwAAAENAwCAAAAAAAAAAAAAAAAAAAAA.QAAA.IAAA~1YNN";

    @Test
    void theNationalSectionOptsOutOfSaleAndPersonalisedAds() {
        ConsentDecoder.Decoded decoded = decoded("\"gpp\":\"" + USNAT + "\"");
        assertEquals("u u u d d", states(decoded.consent()));
        assertEquals("gpp", decoded.consent().source());
        assertEquals(List.of(), decoded.notes());
    }

    @Test
    void onlySectionsThatApplyCount() {
        assertEquals("d d d d g", states(decoded("\"gpp\":\"" + TCF_AND_USP + "\"").consent()));
        assertEquals("u u u u g", states(sections(TCF_AND_USP, "6")));
        assertEquals("d d d d u", states(sections(TCF_AND_USP, "2,7")));
        assertEquals("u u u u u", states(sections(TCF_AND_USP, "-1")));
        assertEquals("u u u d d", states(sections(USNAT, "[7]")));
        assertEquals("u u u d d", states(sections(USNAT, "6_7")));
        assertEquals("u u u d d", states(sections(USNAT, "all")));
        assertEquals(
                "u u u u g",
                states(
                        decoded("\"gdpr_applies\":false,\"gpp\":\"" + TCF_AND_USP + "\"")
                                .consent()));
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    usnat, SaleOptOut,                2, SharingOptOut, 2, TargetedAdvertisingOptOut, 2, u u u u g
                    usnat, SaleOptOut,                2, SharingOptOut, 1, TargetedAdvertisingOptOut, 2, u u u d d
                    usnat, SaleOptOut,                2, SharingOptOut, 0, TargetedAdvertisingOptOut, 2, u u u u u
                    usca,  SaleOptOut,                1, SharingOptOut, 2, SharingOptOutNotice,       1, u u u d d
                    usca,  SaleOptOut,                2, SharingOptOut, 2, SharingOptOutNotice,       1, u u u u g
                    usco,  TargetedAdvertisingOptOut, 1, SaleOptOut,    2, SaleOptOutNotice,          1, u u u d d
                    usco,  TargetedAdvertisingOptOut, 2, SaleOptOut,    2, SaleOptOutNotice,          1, u u u u g
                    ustx,  TargetedAdvertisingOptOut, 2, SaleOptOut,    1, SaleOptOutNotice,          1, u u u d d
                    usfl,  TargetedAdvertisingOptOut, 2, SaleOptOut,    2, SaleOptOutNotice,          1, u u u u g
                    ustn,  TargetedAdvertisingOptOut, 1, SaleOptOut,    0, SaleOptOutNotice,          1, u u u d d
                    """)
    void aStatesSectionIsReadByItsFields(
            String section, String a, int x, String b, int y, String c, int z, String states) {
        GppModel model = new GppModel();
        model.setFieldValue(section, a, x);
        model.setFieldValue(section, b, y);
        model.setFieldValue(section, c, z);
        assertEquals(states, states(decoded("\"gpp\":\"" + model.encode() + "\"").consent()));
    }

    @Test
    void aKnownChildConsentsToNothing() {
        GppModel model = new GppModel();
        model.setFieldValue("usca", "SaleOptOut", 2);
        model.setFieldValue("usca", "KnownChildSensitiveDataConsents", List.of(0, 2));
        ConsentDecoder.Decoded decoded =
                decoded("\"gpp\":\"" + model.encode() + "\",\"gcd\":\"13r3r3r2r5l1\"");
        assertEquals("d d d d d", states(decoded.consent()));
    }

    @Test
    void sectionsNobodyCanReadLetNothingBeGranted() {
        // section 23, which is newer than the library
        ConsentDecoder.Decoded decoded =
                decoded("\"gpp\":\"DBABIY~BAAA\",\"gcd\":\"13r3r3r2r5l1\"");
        assertEquals("g g g u u", states(decoded.consent()), decoded.notes().toString());
        ConsentDecoder.Decoded broken = decoded("\"gpp\":\"DBABLA~!\",\"gcd\":\"13r3r3r2r5l1\"");
        assertEquals("g g g u u", states(broken.consent()));
        assertEquals(
                List.of(
                        "consent.gpp: has a section 7 that cannot be decoded, so it reads as unknown"),
                broken.notes());
    }

    @Test
    void whatIsNoGppStringIsUnknown() {
        for (String bad : List.of("DBABLA", "DBABLA~A~B", "XXABLA~A", "~", "DB" + "_".repeat(60))) {
            assertEquals(
                    List.of("consent.gpp: is not a GPP string, so it reads as unknown"),
                    decoded("\"gpp\":\"" + bad + "\"").notes(),
                    bad);
        }
    }

    @Property(tries = 500)
    void nothingASenderWritesFailsOrTakesLong(
            @ForAll @StringLength(max = 60) @CharRange(from = '-', to = '~') String garbage) {
        for (String head : List.of("DBABLA~", "DBACNYA~", "DB", "")) {
            String text = (head + garbage).replace("\\", "");
            assertTimeout(
                    Duration.ofSeconds(1),
                    () -> assertNotNull(decoded("\"gpp\":\"" + text + "\"").consent()));
        }
    }

    private static Consent sections(String gpp, String applicable) {
        return decoded("\"gpp\":\"" + gpp + "\",\"gpp_sid\":\"" + applicable + "\"").consent();
    }
}
