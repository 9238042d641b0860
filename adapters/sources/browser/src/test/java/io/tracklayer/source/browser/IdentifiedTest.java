// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentifiedTest {
    @Test
    void identifySaysWhoSomebodyIsAndIsNoEvent() {
        Observation observation =
                identified(
                        "identify",
                        "\"message_id\":\"m1\",\"anonymous_id\":\"a1\",\"user\":{\"email\":\"a@b.example\"}");
        assertEquals(List.of("browser:m1"), observation.deliveryIds());
        assertEquals(Optional.of("a@b.example"), Given.raw(observation, EventField.EMAIL));
        assertEquals(Optional.of("a1"), Given.raw(observation, EventField.ANONYMOUS_ID));
    }

    @Test
    void consentSaysWhatSomebodyDecidedAndIsNoEvent() {
        Observation observation =
                identified("consent", "\"anonymous_id\":\"a1\",\"consent\":{\"gcs\":\"G111\"}");
        assertEquals(Optional.of("G111"), observation.consent().find(ConsentSignal.GCS));
        assertEquals(Optional.of("a1"), Given.raw(observation, EventField.ANONYMOUS_ID));
    }

    @Test
    void aClickComesWithWhenAndWhereItWasFirstSeen() {
        Observation observation =
                identified(
                        "identify",
                        "\"click_ids\":{\"gclid\":{\"value\":\"CjwK\",\"first_seen_ms\":1768472000000,"
                                + "\"landing_url\":\"https://shop.example/?gclid=CjwK\"},"
                                + "\"fbclid\":{\"value\":\"{{macro}}\",\"first_seen_ms\":1}}");
        assertEquals(
                Optional.of(
                        Map.of(
                                "value", "CjwK",
                                "seen_at", 1_768_472_000_000L,
                                "landing_url", "https://shop.example/?gclid=CjwK")),
                Given.raw(observation, EventField.GCLID));
        assertEquals(Optional.empty(), Given.raw(observation, EventField.FBCLID));
    }

    private static Observation identified(String name, String rest) {
        Decoded decoded = Given.decoded(Given.event(name, rest)).get(0);
        return assertInstanceOf(Decoded.Identified.class, decoded).observation();
    }
}
