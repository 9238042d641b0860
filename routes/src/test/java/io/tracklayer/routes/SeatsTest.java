// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Operators;
import io.tracklayer.core.access.Role;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeatsTest {
    private static final Operator VIC = new Operator("vic", Role.VIEWER, Set.of("kumo"));
    private static final Operator ADA = new Operator("ada", Role.ADMIN, Set.of());

    private final Seats seats = new Seats(3, 2);

    @Test
    void oneOperatorLeavesPlacesToTheOthers() {
        assertTrue(seats.take(VIC));
        assertTrue(seats.take(VIC));
        assertFalse(seats.take(VIC));
        assertTrue(seats.take(ADA));
        assertFalse(seats.take(ADA));
    }

    @Test
    void whoLeavesMakesRoom() {
        assertTrue(seats.take(VIC));
        assertTrue(seats.take(VIC));
        seats.leave(VIC);
        assertTrue(seats.take(VIC));
        assertFalse(seats.take(VIC));
    }

    @Test
    void whoHasNoNameOfTheirOwnIsManyPeople() {
        for (int i = 0; i < 3; i++) {
            assertTrue(seats.take(Operators.TOKEN_HOLDER));
        }
        assertFalse(seats.take(Operator.LOCAL));
    }
}
