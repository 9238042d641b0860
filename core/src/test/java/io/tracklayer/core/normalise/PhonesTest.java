// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tracklayer.spi.identity.Sha256;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhonesTest {
    private static final String HASH =
            "c0f8f0bebbbac96451ee8d8def84a02ae9e34c877775437cb9d458328315afa7";

    /** The numbers whose hashes Meta publishes or our own documents give. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            +49 151 234-56789     |    | +4915123456789 | E.164
            0049 151 23456789     |    | +4915123456789 | E.164
            +49 (0)151 23456789   | US | +4915123456789 | E.164
            0151 23456789         | DE | +4915123456789 | E.164 for DE
            (650)555-1212         | US | +16505551212   | E.164 for US
            +1 650 555 1212       | DE | +16505551212   | E.164
            """)
    void aNumberIsWrittenWithItsCountry(String raw, String country, String expected, String rule) {
        assertEquals(Canonical.of(expected, rule), Phones.of(raw, Optional.ofNullable(country)));
    }

    @Test
    void theHashesOfTheDocumentsFollow() {
        String german = (String) Phones.of("+49 151 234-56789", Optional.empty()).value();
        String american = (String) Phones.of("(650)555-1212", Optional.of("US")).value();
        assertEquals(HASH, Sha256.of(german.substring(1)).hex());
        assertEquals(
                "e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176",
                Sha256.of(american.substring(1)).hex());
    }

    @Test
    void aNationalNumberWithoutCountryIsNotGuessed() {
        assertEquals(
                Canonical.unusable("is a national number and the country is not known"),
                Phones.of("0151 23456789", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "+49", "+999 123456789", "12", "n/a", "+1234567890123456789"})
    void whatIsNoNumberIsUnusable(String raw) {
        assertFalse(Phones.of(raw, Optional.of("DE")).usable());
    }

    @ParameterizedTest
    @CsvSource({"555-1212, US", "+1 555-1212, US", "12345, US", "123, DE"})
    void aNumberWithoutItsAreaCodeIsNotCompletedToSomebodyElses(String raw, String country) {
        assertEquals(
                Canonical.unusable("is not a possible phone number"),
                Phones.of(raw, Optional.of(country)));
    }

    @Test
    void aHashInAnyCaseIsPassedOnInLowerCaseAndNotHashedAgain() {
        Canonical expected = Canonical.of(HASH, "hashed by the source");
        assertEquals(expected, Phones.of(HASH, Optional.empty()));
        assertEquals(
                expected, Phones.of(HASH.toUpperCase(java.util.Locale.ROOT), Optional.of("DE")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"d41d8cd98f00b204e9800998ecf8427e", "5f4dcc3b5aa765d61d8327deb882cf99"})
    void anMd5IsNotTakenForANumber(String md5) {
        assertFalse(Phones.of(md5, Optional.of("DE")).usable());
        assertFalse(Phones.of(md5, Optional.empty()).usable());
    }

    @Test
    void anEndlessNumberIsRefusedBeforeItIsParsed() {
        assertEquals(
                Canonical.unusable("is too long for a phone number"),
                Phones.of("+49" + "1".repeat(100_000), Optional.empty()));
    }
}
