// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tracklayer.spi.EventField;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DecisionTest {

    @Test
    void aDecisionAlwaysHasAReason() {
        assertThrows(NullPointerException.class, () -> decision(null, Set.of()));
    }

    @Test
    void whatWasStrippedCannotBeChangedAfterwards() {
        Set<EventField> stripped = EnumSet.of(EventField.EMAIL);
        Decision decision = decision("allowed", stripped);
        stripped.clear();
        assertEquals(Set.of(EventField.EMAIL), decision.stripped());
        assertThrows(
                UnsupportedOperationException.class,
                () -> decision.stripped().add(EventField.PHONE));
    }

    private static Decision decision(String reason, Set<EventField> stripped) {
        return new Decision(true, reason, "allowed by rule", "r1", "a.yaml:3", "v1", stripped);
    }
}
