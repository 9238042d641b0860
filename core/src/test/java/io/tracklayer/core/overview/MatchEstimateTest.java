// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.ClickId;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatchEstimateTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void anEventWithEveryKeyHasTenPointsAndMissesNothing() {
        Event whole =
                event().set(EventField.EMAIL, "a@example.com")
                        .set(EventField.PHONE, "+4930123456")
                        .set(EventField.GCLID, new ClickId("g", null, null))
                        .set(EventField.GA_CLIENT_ID, "1.2")
                        .set(EventField.CLIENT_IP, "192.0.2.1")
                        .set(EventField.USER_AGENT, "Firefox")
                        .set(EventField.EXTERNAL_ID, "c1")
                        .set(EventField.LAST_NAME, "Example")
                        .set(EventField.POSTAL_CODE, "10115")
                        .build();

        MatchEstimate estimate = MatchEstimate.of(List.of(whole)).orElseThrow();

        assertEquals("10.0", estimate.score());
        assertEquals(Optional.empty(), estimate.missingMost());
    }

    @Test
    void theKeyThatCostsMostIsNamedNotTheOneThatIsMissingMostOften() {
        Event withEmail = event().set(EventField.EMAIL, "a@example.com").build();
        Event withPhone = event().set(EventField.PHONE, "+4930123456").build();

        MatchEstimate estimate =
                MatchEstimate.of(List.of(withEmail, withPhone, withPhone, withPhone)).orElseThrow();

        // 3 points for a quarter and 2 for three quarters; e-mail costs 9, the click id 8 of 4 x 10
        assertEquals("2.3", estimate.score());
        assertEquals(MatchEstimate.Key.EMAIL, estimate.missingMost().orElseThrow());
        assertEquals(75, estimate.missingPercent(MatchEstimate.Key.EMAIL));
    }

    @Test
    void anAddressWithoutABrowserAndACookieOfMetaAreJudgedAsPlatformsDo() {
        Event half = event().set(EventField.CLIENT_IP, "192.0.2.1").build();
        Event clicked = event().set(EventField.FBC, "fb.1.1.x").build();

        assertEquals("0.0", MatchEstimate.of(List.of(half)).orElseThrow().score());
        assertEquals("2.0", MatchEstimate.of(List.of(clicked)).orElseThrow().score());
    }

    @Test
    void thereIsNoEstimateOfNothing() {
        assertEquals(Optional.empty(), MatchEstimate.of(List.of()));
    }

    private static Event.Builder event() {
        return Event.named(EventName.PURCHASE_PLACED)
                .eventId("e")
                .eventTime(NOON)
                .receivedAt(NOON)
                .of("acme", "main");
    }
}
