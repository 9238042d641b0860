// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderFormsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "#1001, 1001",
        "' 1001 ', 1001",
        "001001, 1001",
        "web-1001, 1001",
        "ORD_1001_purchase, 1001",
        "1001-EU, 1001",
        "AB-12, ab12",
        "2024-00123, 202400123",
        "F3A9-c1, f3a9c1",
        "Ä-7, ä7",
        "#-#, ''"
    })
    void waysToWriteAnOrderShareItsCore(String written, String core) {
        assertEquals(core, OrderForms.core(written));
    }

    @Test
    void anOrderThatIsCalledByItsIdCostsNoFurtherRow() {
        int plain = EventKeys.of(order("1001", null)).size();

        assertEquals(plain, EventKeys.of(order("1001", "#1001")).size());
        assertEquals(plain + 1, EventKeys.of(order("548291", "#1001")).size());
        assertEquals(plain + 1, EventKeys.of(order("web-1001", null)).size());
    }

    @Test
    void aNameLeadsToTheOrdersOfItsMerchantAlone() {
        Set<Long> keys = EventKeys.of(order("548291", "#1001"));

        assertEquals(Optional.of(true), EventKeys.order("acme", "1001").map(keys::contains));
        assertEquals(Optional.of(false), EventKeys.order("other", "1001").map(keys::contains));
        assertEquals(Optional.empty(), EventKeys.order("acme", " # "));
        assertNotEquals(EventKeys.order("acme", "1001"), EventKeys.order("acme", "1002"));
    }

    private static StoredEvent order(String id, String name) {
        Event.Builder event =
                Event.named(EventName.PURCHASE_PLACED)
                        .eventId("e")
                        .eventTime(NOON)
                        .receivedAt(NOON)
                        .of("acme", "main")
                        .sources(List.of("shopify"))
                        .set(EventField.ORDER_ID, id);
        if (name != null) {
            event.set(EventField.ORDER_NAME, name);
        }
        return new StoredEvent(1, event.build(), Map.of(), List.of(), 1, "v", 1);
    }
}
