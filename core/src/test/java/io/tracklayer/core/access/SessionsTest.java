// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SessionsTest {
    /** Of "correct horse b\u00fccher"; the command line's own test has the same pair. */
    private static final PasswordHash HASH =
            new PasswordHash(
                    "pbkdf2-sha256$100000$AAECAwQFBgcICQoLDA0ODw==$eqfBD4kZCzazWxiQCJeHOp2Rek5cf7sXy7EGEwtD6lU=");

    private static final PasswordHash OTHER =
            new PasswordHash(HASH.text().replace("$eqfB", "$eqfC"));
    private static final Operator ANNA = new Operator("anna", Role.OPERATOR, Set.of("acme"));

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
    private final AtomicReference<Operators> operators = new AtomicReference<>(with(ANNA, HASH));
    private final Sessions sessions = new Sessions(operators::get, clock(), new SecureRandom());

    private static Operators with(Operator operator, PasswordHash hash) {
        return new Operators(
                List.of(new OperatorAccount(operator, Optional.of(hash), Set.of())),
                "",
                Duration.ofHours(12),
                Duration.ofDays(7),
                false);
    }

    private Clock clock() {
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
                return now.get();
            }
        };
    }

    private String open() {
        Operators current = operators.get();
        String name = current.accounts().get(0).name();
        return sessions.open(
                new Operators.Proven(
                        current.accounts().get(0).operator(),
                        current.accounts().get(0).password().orElseThrow().text()),
                "192.0.2." + name.length());
    }

    private void later(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Test
    void aPasswordIsKnownInEitherFormOfItsAccentsAndNoOtherIs() {
        Operators known = operators.get();
        assertEquals(
                ANNA, known.prove("anna", "correct horse b\u00fccher").orElseThrow().operator());
        assertTrue(known.prove("anna", "correct horse bu\u0308cher").isPresent());
        assertTrue(known.prove("anna", "correct horse bucher").isEmpty());
        assertTrue(known.prove("anna", "").isEmpty());
        assertTrue(known.prove("ben", "correct horse b\u00fccher").isEmpty());
    }

    @Test
    void theAdminTokenIsThePasswordOfItsNameOnlyWhileOneIsSet() {
        assertTrue(operators.get().prove("admin-token", "").isEmpty());
        Operators withToken = operators.get().with("secret");
        assertEquals(
                Operators.TOKEN_HOLDER,
                withToken.prove("admin-token", "secret").orElseThrow().operator());
        assertTrue(withToken.prove("anna", "secret").isEmpty());
        assertTrue(operators.get().holder("").isEmpty());
    }

    @Test
    void anIdHas256BitsOfItsOwnAndIsNotTheTokenOfItsOrders() {
        String one = open();
        String other = open();
        assertEquals(43, one.length());
        assertNotEquals(one, other);
        Sessions.Session session = sessions.find(one, true).orElseThrow();
        assertEquals(43, session.csrf().length());
        assertNotEquals(one, session.csrf());
        assertFalse(session.toString().contains(session.csrf()));
    }

    @Test
    void aSessionEndsUnusedAfterItsIdleTimeAndUsedAfterItsLifetime() {
        String idle = open();
        String used = open();
        for (int hours = 0; hours < 7 * 24 - 8; hours += 8) {
            later(Duration.ofHours(8));
            assertTrue(sessions.find(used, true).isPresent(), "after " + hours + " hours");
        }
        assertTrue(sessions.find(idle, true).isEmpty());
        later(Duration.ofHours(8));
        assertTrue(sessions.find(used, true).isEmpty());
    }

    @Test
    void aLookDoesNotKeepASessionAlive() {
        String id = open();
        later(Duration.ofHours(11));
        assertTrue(sessions.find(id, false).isPresent());
        later(Duration.ofHours(1));
        assertTrue(sessions.find(id, false).isEmpty());
    }

    @Test
    void aNewPasswordOrARemovalEndsTheSessionAndANewRoleDoesNot() {
        String id = open();
        Operator promoted = new Operator("anna", Role.ADMIN, Set.of());
        operators.set(with(promoted, HASH));
        assertEquals(
                promoted, operators.get().of(sessions.find(id, true).orElseThrow()).orElseThrow());
        operators.set(with(ANNA, OTHER));
        assertTrue(sessions.find(id, true).isEmpty());
        operators.set(with(ANNA, HASH));
        String again = open();
        operators.set(Operators.NONE);
        assertTrue(sessions.find(again, true).isEmpty());
    }

    @Test
    void nobodyHasMoreThanTwentyAndTheOneUnusedLongestGoes() {
        String first = open();
        later(Duration.ofSeconds(1));
        String second = open();
        for (int i = 0; i < 18; i++) {
            later(Duration.ofSeconds(1));
            open();
        }
        sessions.find(first, true);
        later(Duration.ofSeconds(1));
        open();
        assertEquals(20, sessions.of("anna").size());
        assertTrue(sessions.find(first, true).isPresent());
        assertTrue(sessions.find(second, true).isEmpty());
        sessions.endAll("anna");
        assertEquals(List.of(), sessions.of("anna"));
    }
}
