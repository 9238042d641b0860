// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RemarksTest {
    @Test
    void aDerivedClientIdAsksForTheBrowsersOwn() {
        String next =
                Remarks.next(
                        Optional.empty(),
                        List.of("client_id derived from the external id: GA4 shows it as direct"));
        assertTrue(next.contains("_ga cookie"), next);
    }

    @Test
    void whatNobodyHasAStepForIsTheSources() {
        assertEquals(
                "Have the source send what the remarks name.",
                Remarks.next(Optional.empty(), List.of("phone left out")));
    }

    @Test
    void whatARefusalTookOutIsNoWeakness() {
        String stripped = "stripped:user.email,user.city because ad_user_data is denied";
        assertTrue(Remarks.asConsentAsks(stripped));
        assertEquals(
                "user.email, user.city because ad_user_data is denied", Remarks.takenOut(stripped));
        assertFalse(Remarks.asConsentAsks("phone left out"));
    }
}
