// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.spi.Consent;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegionTest {
    private static final StoreConfig STORE = new StoreConfig("acme", "acme-eu", "", "DE", Map.of());

    @Test
    void theBuyersCountryComesFirstThenTheConsentPlatformsThenTheStores() {
        Event.Builder event =
                Event.named(EventName.PAGE_VIEWED)
                        .eventId("e1")
                        .eventTime(Instant.EPOCH)
                        .receivedAt(Instant.EPOCH)
                        .of("acme", "acme-eu");
        assertEquals("DE", Region.of(event.build(), STORE));
        event.consent(new Consent(Map.of(), "", Map.of(), "US-CA", null, null));
        assertEquals("US", Region.of(event.build(), STORE));
        assertEquals("FR", Region.of(event.set(EventField.COUNTRY, "FR").build(), STORE));
    }
}
