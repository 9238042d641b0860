// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import static io.tracklayer.core.consent.GivenSignals.decoded;
import static io.tracklayer.core.consent.GivenSignals.states;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.iabtcf.decoder.TCString;
import com.iabtcf.utils.IntIterable;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TcfSignalTest {
    private static final String V23 =
            "CQgYw8AQgYw8AEsABBDECWFgAMOAAAAAAAYgF5wAgAtgLzAAAAAA.IHFwAwAtgLzAcWA";

    @Test
    void aStringOfTcf23GrantsByItsPurposes() {
        assertEquals("g g g d u", states(decoded("\"tcf\":\"" + V23 + "\"").consent()));
        assertEquals("tcf", decoded("\"tc_string\":\"" + V23 + "\"").consent().source());
        assertEquals(
                "g g g d u",
                states(decoded("\"tcf\":\" " + V23.replace(".", "%2E") + " \"").consent()));
    }

    @Test
    void aStringOfTcf23WithoutItsDisclosedVendorsIsUnknownWhenEnforced() {
        String cut = "\"tcf\":\"" + V23.split("\\.")[0] + "\"";
        ConsentDecoder.Decoded enforced = decoded(cut);
        assertEquals("u u u u u", states(enforced.consent()));
        assertEquals(
                List.of(
                        "consent.tcf: tcf23_missing_disclosed, it was made under TCF 2.3 and lacks the segment of disclosed vendors, so it reads as unknown"),
                enforced.notes());
        ConsentSettings lenient =
                new ConsentSettings(ConsentSettings.STANDARD.formulas(), false, false, true);
        assertEquals("g g g d u", states(decoded(cut, lenient).consent()));
    }

    @Test
    void anOlderStringNeedsNoDisclosedVendors() {
        // purposes 1 and 2 only
        String sample = "\"tcf\":\"COwxsONOwxsONKpAAAENAdCAAMAAAAAAAAAAAAAAAAAA\"";
        assertEquals("d d d d u", states(decoded(sample).consent()));
        ConsentSettings storageIsEnough =
                new ConsentSettings(
                        Map.of(Purpose.MARKETING, new TcfFormula(List.of(1, 2), List.of())),
                        true,
                        false,
                        true);
        assertEquals("u g u u u", states(decoded(sample, storageIsEnough).consent()));
    }

    @Test
    void whatIsNoStringOfVersionTwoIsUnknown() {
        for (String bad :
                List.of(
                        "",
                        "C",
                        "CQgYw8AQgYw8AEsABBDECWFgAMOAAAAAAA",
                        "BOEFEAyOEFEAyAHABDENAI4AAAB9vABAASA",
                        "COwxsONOwxsONKpAAAENAdCAAMAAAAAAAAAAAAAAAAA=",
                        "a.b.c.d.e",
                        "COwxsONOwxsONKpA AAENAdCAAMAAAAAAAAAAAAAAAAAA")) {
            ConsentDecoder.Decoded decoded = decoded("\"tcf\":\"" + bad + "\"");
            assertEquals("u u u u u", states(decoded.consent()), bad);
            assertEquals(1, decoded.notes().size(), bad);
        }
    }

    @Test
    void listsThatStandForMillionsOfVendorsCostNothing() {
        String fixed = "COwxsONOwxsONKpAAAENAdCAAMAAAAAAAAAA";
        String bomb = "\"tcf\":\"" + fixed + "_".repeat(8_100) + "\"";
        assertTimeout(
                Duration.ofMillis(500),
                () -> assertEquals("d d d d u", states(decoded(bomb).consent())));
    }

    @Property(tries = 500)
    void purposesReadAsTheOtherLibraryReadsThem(
            @ForAll @LongRange(min = 0, max = 17_000_000_000L) long createdDeciseconds,
            @ForAll @Size(24) List<Boolean> consents,
            @ForAll @Size(24) List<Boolean> interests,
            @ForAll @Size(max = 40) List<Boolean> vendors,
            @ForAll @IntRange(min = 1, max = 11) int purpose) {
        String text = new TcString(createdDeciseconds, consents, interests, vendors).write();
        TCString other = TCString.decode(text);
        IntIterable theirs = other.getPurposesConsent();
        ConsentSettings single =
                new ConsentSettings(
                        Map.of(Purpose.ANALYTICS, new TcfFormula(List.of(purpose), List.of())),
                        true,
                        false,
                        true);
        boolean late = !other.getCreated().isBefore(Instant.parse("2026-02-28T00:00:00Z"));
        ConsentState expected =
                theirs.contains(purpose) ? ConsentState.GRANTED : ConsentState.DENIED;
        assertEquals(
                late ? ConsentState.UNKNOWN : expected,
                decoded("\"tcf\":\"" + text + "\"", single).consent().state(Purpose.ANALYTICS));
        assertEquals(
                late ? ConsentState.UNKNOWN : expected,
                decoded("\"gpp\":\"DBABMA~" + text + "\"", single)
                        .consent()
                        .state(Purpose.ANALYTICS));
    }

    /** Writes a TC string bit by bit, from the table of the specification. */
    private record TcString(
            long created, List<Boolean> consents, List<Boolean> interests, List<Boolean> vendors) {
        String write() {
            StringBuilder bits = new StringBuilder();
            number(bits, 2, 6);
            number(bits, created, 36);
            number(bits, created, 36);
            number(bits, 300, 12);
            number(bits, 1, 12);
            number(bits, 0, 6);
            number(bits, 3, 6);
            number(bits, 4, 6);
            number(bits, 150, 12);
            number(bits, 4, 6);
            number(bits, 0, 2 + 12);
            flags(bits, consents);
            flags(bits, interests);
            number(bits, 0, 1);
            number(bits, 3, 6);
            number(bits, 4, 6);
            number(bits, vendors.size(), 16);
            number(bits, 0, 1);
            flags(bits, vendors);
            number(bits, 0, 16 + 1);
            number(bits, 0, 12);
            return base64(bits);
        }

        private static void number(StringBuilder bits, long value, int width) {
            for (int bit = width - 1; bit >= 0; bit--) {
                bits.append(bit < 62 && (value >> bit & 1) == 1 ? '1' : '0');
            }
        }

        private static void flags(StringBuilder bits, List<Boolean> flags) {
            flags.forEach(flag -> bits.append(flag ? '1' : '0'));
        }

        private static String base64(StringBuilder bits) {
            while (bits.length() % 24 != 0) {
                bits.append('0');
            }
            String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < bits.length(); at += 6) {
                text.append(alphabet.charAt(Integer.parseInt(bits.substring(at, at + 6), 2)));
            }
            return text.toString();
        }
    }
}
