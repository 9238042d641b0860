// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.evidence.CollisionRow.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CollisionRowTest {
    @Test
    void aReusedEventIdIsToldWithBothOrdersAndWhatToDo() {
        CollisionRow row = row(Kind.EVENT_ID_REUSED, "e1", "1001", "1002", 7, 3);
        assertEquals(
                "Orders \"1001\" and \"1002\" came with the same event id \"e1\". The order number decides, so both count."
                        + " A platform that removes duplicates by event id may drop one: make a new event id for every order.",
                row.sentence());
        assertEquals(List.of(7L, 3L), row.events());
    }

    @Test
    void anOrderWithTwoEventIdsIsToldWithBothIdsAndWhatToDo() {
        CollisionRow row = row(Kind.ORDER_WITH_TWO_EVENT_IDS, "1001", "a 100%", "b", 3, 0);
        assertEquals(
                "Order \"1001\" came with two event ids, \"a 100%\" and \"b\". The order number decides, so it counts once."
                        + " A platform that is also told by its own pixel may count it twice: send the same event id from page and server.",
                row.sentence());
        assertEquals(List.of(3L), row.events());
    }

    private static CollisionRow row(
            Kind kind, String shared, String first, String second, long event, long other) {
        return new CollisionRow(
                9, kind, "acme", "main", Instant.EPOCH, shared, first, second, event, other);
    }
}
