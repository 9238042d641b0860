// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final LoginThrottle throttle = new LoginThrottle(clock());

    private Clock clock() {
        InstantSource source = () -> now;
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return source.instant();
            }
        };
    }

    private void fail(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            assertEquals(Optional.empty(), throttle.refuses(name, address), "try " + i);
        }
    }

    @Test
    void theSixthTryOfAnAddressWaitsAndEachFurtherOneTwiceAsLong() {
        fail(5, "anna", "192.0.2.1");
        for (long wait : new long[] {1, 2, 4, 8, 16}) {
            assertEquals(
                    Optional.of(Duration.ofSeconds(wait)), throttle.refuses("ben", "192.0.2.1"));
            now = now.plusSeconds(wait);
            fail(1, "ben", "192.0.2.1");
        }
    }

    @Test
    void anAddressNeverWaitsMoreThanFiveMinutesAndIsForgottenAfterAnHour() {
        fail(5, "anna", "192.0.2.1");
        for (int i = 0; i < 20; i++) {
            now = now.plus(throttle.refuses("x" + i, "192.0.2.1").orElse(Duration.ZERO));
            throttle.refuses("x" + i, "192.0.2.1");
        }
        assertEquals(Optional.of(Duration.ofMinutes(5)), throttle.refuses("y", "192.0.2.1"));
        now = now.plus(Duration.ofMinutes(61));
        fail(5, "z", "192.0.2.1");
    }

    @Test
    void aNameIsSlowedForManyAddressesButNotWhereItHasLoggedInBefore() {
        fail(1, "anna", "198.51.100.1");
        throttle.succeeded("anna", "198.51.100.1");
        for (int i = 0; i < 5; i++) {
            fail(1, "anna", "192.0.2." + i);
        }
        assertTrue(throttle.refuses("anna", "203.0.113.9").isPresent());
        assertEquals(Optional.empty(), throttle.refuses("anna", "198.51.100.1"));
    }

    @Test
    void whoBelongsToAnAddressWaitsTenSecondsAtMostForWhatOthersDoThere() {
        fail(1, "anna", "192.0.2.1");
        throttle.succeeded("anna", "192.0.2.1");
        for (int i = 0; i < 31; i++) {
            now = now.plus(throttle.refuses("x" + i, "192.0.2.1").orElse(Duration.ZERO));
        }
        assertTrue(
                throttle.refuses("y", "192.0.2.1").orElseThrow().compareTo(Duration.ofMinutes(4))
                        > 0);
        assertTrue(throttle.refuses("anna", "192.0.2.1").orElse(Duration.ZERO).toSeconds() <= 10);
    }

    @Test
    void anAccountOfOnesOwnIsNoWayToStartAfresh() {
        for (int i = 0; i < 5; i++) {
            fail(1, "victim" + i, "192.0.2.1");
            if (throttle.refuses("own", "192.0.2.1").isEmpty()) {
                throttle.succeeded("own", "192.0.2.1");
            }
        }
        assertTrue(throttle.refuses("victim9", "192.0.2.1").isPresent());
    }

    @Test
    void aLineOfIpv6IsOneAddress() {
        for (int i = 0; i < 5; i++) {
            fail(1, "n" + i, "2001:db8::" + i);
        }
        assertTrue(throttle.refuses("n9", "2001:db8::ffff").isPresent());
        assertEquals(Optional.empty(), throttle.refuses("n9", "2001:db8:0:1::1"));
    }
}
