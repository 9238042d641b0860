// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenEvents;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DedupKeyTest {

    @Test
    void purchasesAndRenewalsShareTheKeyOfTheirOrder() {
        DedupKey expected =
                new DedupKey("acme", DedupKey.Kind.ORDER_ID, "purchase_placed", "548291");
        for (EventName name : Set.of(EventName.PURCHASE_PLACED, EventName.SUBSCRIPTION_RENEWED)) {
            assertEquals(Optional.of(expected), DedupKey.orderId(GivenEvents.rich(name)));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = EventName.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PURCHASE_PLACED", "SUBSCRIPTION_RENEWED"})
    void noOtherEventHasAKeyOfItsOrder(EventName name) {
        assertEquals(Optional.empty(), DedupKey.orderId(GivenEvents.rich(name)));
    }

    @Test
    void theEventIdCountsWithinMerchantAndName() {
        Event event = GivenEvents.rich(EventName.PURCHASE_PAID);
        assertEquals(
                new DedupKey(
                        "acme",
                        DedupKey.Kind.EVENT_ID,
                        "purchase_paid",
                        "ord_548291_purchase_paid"),
                DedupKey.eventId(event));
    }

    @Test
    void aLongIdIsKeptAsItsHashSoThatDifferentOnesStayDifferent() {
        String hundred = "x".repeat(100);
        assertEquals(hundred, message(hundred).value());
        DedupKey one = message(hundred + "a");
        assertTrue(one.value().matches("[0-9a-f]{64}"), one.value());
        assertEquals(one, message(hundred + "a"));
        assertNotEquals(one, message(hundred + "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "\u001B[31m", "a\ud800", "\udc00a"})
    void anIdNoStoreTakesAsTextIsKeptAsItsHash(String id) {
        assertTrue(message(id).value().matches("[0-9a-f]{64}"), message(id).value());
    }

    @Test
    void brokenCharactersDoNotMakeDifferentIdsEqual() {
        Set<String> values =
                Stream.of("a\ud800", "a\ud801", "a?", "a\uFFFD", "a\u0000", "a")
                        .map(id -> message(id).value())
                        .collect(Collectors.toSet());
        assertEquals(6, values.size(), values::toString);
    }

    @Test
    void unusualTextIsKeptAsItIs() {
        assertEquals("größe 😀 李", message("größe 😀 李").value());
    }

    @Test
    void theEvidenceNamesTheKindAndTheValue() {
        assertEquals(
                "order_id 548291",
                DedupKey.orderId(GivenEvents.rich(EventName.PURCHASE_PLACED))
                        .orElseThrow()
                        .toString());
        assertEquals("message m-1", message("m-1").toString());
    }

    private static DedupKey message(String id) {
        return DedupKey.message("acme", "acme-eu", "segment", id);
    }
}
