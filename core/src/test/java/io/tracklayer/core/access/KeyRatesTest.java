// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRatesTest {
    private static final Rate TEN_A_SECOND = new Rate(10, Duration.ofSeconds(1), 5);

    private long now = 1_000_000_000L;
    private final KeyRates rates = new KeyRates(() -> now);

    @Test
    void aBurstPassesAndTheNextHasToWaitUntilOneIsEarnedAgain() {
        for (int i = 0; i < 5; i++) {
            assertEquals(Duration.ZERO, rates.ofKey("a", TEN_A_SECOND));
        }
        assertEquals(Duration.ofMillis(100), rates.ofKey("a", TEN_A_SECOND));
        pass(Duration.ofMillis(99));
        assertEquals(Duration.ofMillis(1), rates.ofKey("a", TEN_A_SECOND));
        pass(Duration.ofMillis(1));
        assertEquals(Duration.ZERO, rates.ofKey("a", TEN_A_SECOND));
        assertEquals(Duration.ofMillis(100), rates.ofKey("a", TEN_A_SECOND));
    }

    @Test
    void aQuietDayEarnsNoMoreThanOneBurst() {
        pass(Duration.ofDays(1));
        assertEquals(5, passing("a", 1_000));
    }

    @Test
    void inTheLongRunAsManyPassAsTheRateSays() {
        int passed = 0;
        for (int i = 0; i < 10_000; i++) {
            passed += passing("a", 1);
            pass(Duration.ofMillis(10));
        }
        assertTrue(passed >= 1_000 && passed <= 1_005, passed + " in 100 s");
    }

    @Test
    void oneKeyUsesNothingOfAnother() {
        assertEquals(5, passing("a", 100));
        assertEquals(5, passing("b", 100));
    }

    @Test
    void aChangedRateBeginsAnew() {
        assertEquals(5, passing("a", 100));
        assertEquals(Duration.ZERO, rates.ofKey("a", new Rate(20, Duration.ofSeconds(1), 1)));
    }

    @Test
    void aMillionAddressesTakeBoundedMemory() {
        for (int i = 0; i < 1_000_000; i++) {
            String address = "10." + (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255);
            rates.ofAddress(address, TEN_A_SECOND);
        }
        assertEquals(KeyRates.MOST_ADDRESSES, rates.addresses());
    }

    @Test
    void addressesOfOneSubscriberShareItsRate() {
        for (int i = 0; i < 5; i++) {
            assertEquals(Duration.ZERO, rates.ofAddress("2001:db8:1:2::" + i, TEN_A_SECOND));
        }
        assertTrue(!rates.ofAddress("2001:db8:1:2:ffff::1", TEN_A_SECOND).isZero());
        assertEquals(Duration.ZERO, rates.ofAddress("2001:db8:1:3::1", TEN_A_SECOND));
    }

    @ParameterizedTest
    @CsvSource({"50/s, 50, PT1S", "600/m, 600, PT1M", "1/h, 1, PT1H"})
    void aRateIsRequestsInATime(String text, int requests, Duration per) {
        assertEquals(Optional.of(new Rate(requests, per, 7)), Rate.parse(text, 7));
        assertEquals(text, Rate.parse(text, 7).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "50", "0/s", "-1/s", "50/d", "50 /s", "5.5/s", "99999999/s"})
    void anythingElseIsNoRate(String text) {
        assertEquals(Optional.empty(), Rate.parse(text, 1));
    }

    private int passing(String key, int asked) {
        int passed = 0;
        for (int i = 0; i < asked; i++) {
            passed += rates.ofKey(key, TEN_A_SECOND).isZero() ? 1 : 0;
        }
        return passed;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
