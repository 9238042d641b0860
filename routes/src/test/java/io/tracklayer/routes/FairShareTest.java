// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class FairShareTest {
    private final FairShare room = new FairShare(12, 1_000);

    @Test
    void oneThatFloodsHasHalfOfTheRoomAndTheOthersStillEnter() {
        assertEquals(6, enter("loud", 100));
        assertTrue(room.enter("quiet"));
        assertEquals(7, room.requests());
    }

    @Test
    void twoThatFloodHaveAThirdEachAndOneMoreStillEnters() {
        int one = 0;
        int two = 0;
        for (int i = 0; i < 100; i++) {
            one += enter("one", 1);
            two += enter("two", 1);
        }
        assertEquals("4 4", one + " " + two);
        assertTrue(room.enter("quiet"));
    }

    @Test
    void whatIsLeftIsFreeForAnybody() {
        enter("loud", 6);
        for (int i = 0; i < 6; i++) {
            room.leave("loud", 0);
        }
        assertEquals(0, room.requests());
        assertEquals(6, enter("other", 100));
    }

    @Test
    void bytesAreGivenBackAndOversizedBodiesMayHoldHalf() {
        room.enter("a");
        assertTrue(room.take(400, true));
        assertFalse(room.take(101, true));
        assertTrue(room.take(600, false));
        assertFalse(room.take(1, false));
        room.leave("a", 1_000);
        assertTrue(room.take(1_000, false));
    }

    private int enter(String sender, int asked) {
        int entered = 0;
        for (int i = 0; i < asked; i++) {
            entered += room.enter(sender) ? 1 : 0;
        }
        return entered;
    }
}
