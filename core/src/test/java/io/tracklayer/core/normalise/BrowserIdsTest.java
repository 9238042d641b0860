// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.EventField;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserIdsTest {
    private static final Instant CLICKED = Instant.ofEpochSecond(1_768_472_000L);

    @ParameterizedTest
    @CsvSource({
        "GA1.1.1019141.1768470000, 1019141.1768470000",
        "GA1.2.1019141.1768470000, 1019141.1768470000",
        "GA1.2-2.1019141.1768470000, 1019141.1768470000",
        "1019141.1768470000, 1019141.1768470000"
    })
    void theAnalyticsClientIdIsTheLastTwoPartsOfItsCookie(String cookie, String id) {
        assertEquals(Optional.of(id), BrowserIds.gaClientId(cookie));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GA1.1", "abc", "1019141", "GA1.1.x.1768470000", "1.2.3"})
    void whatIsNoClientIdGivesNone(String raw) {
        assertEquals(Optional.empty(), BrowserIds.gaClientId(raw));
    }

    @ParameterizedTest
    @CsvSource({
        "GS2.1.s1768472000$o3$g1$t1768472425$j60$l0$h0, 1768472000, 3",
        "GS1.1.1768472000.3.1.1768472425.0.0.0, 1768472000, 3",
        "GS2.1.o3$s1768472000, 1768472000, 3"
    })
    void theSessionIsReadFromBothGenerationsOfItsCookie(String cookie, String id, long number) {
        assertEquals(Optional.of(id), BrowserIds.gaSessionId(cookie));
        assertEquals(Optional.of(number), BrowserIds.gaSessionNumber(cookie));
    }

    @Test
    void aBareSessionIdHasNoNumber() {
        assertEquals(Optional.of("1768472000"), BrowserIds.gaSessionId("1768472000"));
        assertEquals(Optional.empty(), BrowserIds.gaSessionNumber("1768472000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GS1.1", "GS2.1.", "GS2.1.t5$j6", "GS3.1.s1", "abc"})
    void whatIsNoSessionGivesNone(String raw) {
        assertEquals(Optional.empty(), BrowserIds.gaSessionId(raw));
        assertEquals(Optional.empty(), BrowserIds.gaSessionNumber(raw));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GCL.1768472000.CjwKCAiAEXAMPLE_BwE",
                "2.1.kCjwKCAiAEXAMPLE_BwE$i1768472000",
                "1.1768472000.CjwKCAiAEXAMPLE_BwE"
            })
    void aGoogleClickIsTakenOutOfItsCookieWithItsTime(String cookie) {
        assertEquals(
                Optional.of(new ClickId("CjwKCAiAEXAMPLE_BwE", CLICKED, null)),
                BrowserIds.clickId(EventField.GCLID, cookie));
    }

    @Test
    void aMicrosoftClickIsTakenOutOfItsCookie() {
        String cookie = "_uet5f0c1a2b3c4d5e6f70718293a4b5c6d7";
        assertEquals(
                Optional.of(new ClickId("5f0c1a2b3c4d5e6f70718293a4b5c6d7", null, null)),
                BrowserIds.clickId(EventField.MSCLKID, cookie));
        assertEquals(
                Optional.of(new ClickId(cookie, null, null)),
                BrowserIds.clickId(EventField.TTCLID, cookie));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IwAR0AbC-dEf_1",
                "E.C.P.abc-DEF",
                "dj0yJnU9QWJj",
                "0f8fad5b-d9cb-469f-a165-70867728950e",
                "12345_1768472000_0123456789abcdef"
            })
    void aBareClickIdKeepsItsCase(String id) {
        assertEquals(
                Optional.of(new ClickId(id, null, null)),
                BrowserIds.clickId(EventField.FBCLID, id));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{click_id}",
                "{{ad.id}}",
                "__CLICKID__",
                "%click%",
                "[cid]",
                "",
                " ",
                "a\u0000b",
                "cut\ud83d"
            })
    void unfilledMacrosAndWhatNoAddressCarriesAreNoClickIds(String raw) {
        assertEquals(Optional.empty(), BrowserIds.clickId(EventField.FBCLID, raw));
    }

    @Test
    void aClickIdHasAtMost1024Characters() {
        String longest = "x".repeat(1_024);
        assertEquals(
                Optional.of(new ClickId(longest, null, null)),
                BrowserIds.clickId(EventField.FBCLID, longest));
        assertEquals(Optional.empty(), BrowserIds.clickId(EventField.FBCLID, longest + "x"));
    }
}
