// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentMergeTest {
    private static final Instant TEN = Instant.parse("2026-01-15T10:00:00Z");

    /** Times are minutes after ten; 0 stands for a signal without a time. */
    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # state, time, state, time -> result
            GRANTED, 1, UNKNOWN, 2, GRANTED
            DENIED,  1, UNKNOWN, 2, DENIED
            UNKNOWN, 0, UNKNOWN, 0, UNKNOWN
            GRANTED, 1, DENIED,  2, DENIED
            DENIED,  1, GRANTED, 2, GRANTED
            GRANTED, 1, GRANTED, 2, GRANTED
            DENIED,  1, GRANTED, 1, DENIED
            DENIED,  0, GRANTED, 0, DENIED
            DENIED,  0, GRANTED, 1, DENIED
            DENIED,  1, GRANTED, 0, DENIED
            GRANTED, 0, GRANTED, 0, GRANTED
            """)
    void knownBeatsUnknownThenTheLaterCountsAndATieGoesToTheStricter(
            ConsentState a, int minuteA, ConsentState b, int minuteB, ConsentState expected) {
        Consent one = marketing(a, minuteA);
        Consent two = marketing(b, minuteB);
        assertEquals(expected, Copies.consent(one, two).state(Purpose.MARKETING));
        assertEquals(expected, Copies.consent(two, one).state(Purpose.MARKETING));
    }

    @Test
    void eachPurposeIsMergedByItself() {
        Consent earlier =
                new Consent(
                        Map.of(
                                Purpose.MARKETING, ConsentState.DENIED,
                                Purpose.ANALYTICS, ConsentState.DENIED),
                        "shopify",
                        "early",
                        TEN);
        Consent later =
                new Consent(
                        Map.of(
                                Purpose.MARKETING, ConsentState.GRANTED,
                                Purpose.AD_USER_DATA, ConsentState.GRANTED),
                        "segment",
                        "late",
                        TEN.plusSeconds(1));
        Consent expected =
                new Consent(
                        Map.of(
                                Purpose.MARKETING, ConsentState.GRANTED,
                                Purpose.ANALYTICS, ConsentState.DENIED,
                                Purpose.AD_USER_DATA, ConsentState.GRANTED),
                        "segment",
                        "late",
                        TEN.plusSeconds(1));
        assertEquals(expected, Copies.consent(earlier, later));
        assertEquals(expected, Copies.consent(later, earlier));
    }

    @Test
    void aCopyWithoutConsentChangesNothing() {
        Consent known = marketing(ConsentState.GRANTED, 1);
        assertEquals(known, Copies.consent(known, Consent.notGiven()));
        assertEquals(known, Copies.consent(Consent.notGiven(), known));
    }

    @Test
    void theSameConsentTwiceIsThatConsent() {
        Consent known = marketing(ConsentState.DENIED, 1);
        assertEquals(known, Copies.consent(known, known));
    }

    private static Consent marketing(ConsentState state, int minute) {
        return new Consent(
                Map.of(Purpose.MARKETING, state),
                "api",
                "",
                minute == 0 ? null : TEN.plusSeconds(60L * minute));
    }
}
