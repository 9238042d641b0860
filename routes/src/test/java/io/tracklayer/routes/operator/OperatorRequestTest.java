// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Role;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperatorRequestTest {
    @Test
    void aNameTooLongForTheAuditTrailIsCutAndNotLeftOut() {
        assertEquals("x".repeat(100), of(Operator.LOCAL).by("x".repeat(300)));
    }

    @Test
    void whoLoggedInIsWhoGaveTheOrderWhateverItSays() {
        Operator anna = new Operator("anna", Role.OPERATOR, Set.of());
        assertEquals("anna", of(anna).by("somebody else"));
        assertEquals("api", of(Operator.LOCAL).by(" "));
        assertEquals("somebody", of(Operator.LOCAL).by("somebody"));
    }

    private static OperatorRequest of(Operator operator) {
        return new OperatorRequest("POST", "/api/v1/replays", Map.of(), new byte[0], operator);
    }
}
