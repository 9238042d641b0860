// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tracklayer.core.decide.Treatment.Cause;
import io.tracklayer.core.decide.Treatment.Delay;
import io.tracklayer.core.decide.Treatment.Rename;
import io.tracklayer.core.json.StrictJson;
import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Item;
import io.tracklayer.testkit.GivenEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TreatmentTest {
    private static final Event PURCHASE =
            GivenEvents.rich(EventName.PURCHASE_PLACED).toBuilder()
                    .set(
                            EventField.PROPERTIES,
                            Map.of("plan", "gold", "cart", Map.of("size", 3L, "gift", true)))
                    .set(EventField.COUPON, "SUMMER")
                    .build();

    @Test
    void nothingToDoLeavesTheEventAsItIs() {
        assertSame(PURCHASE, Treatment.NONE.applyTo(PURCHASE));
    }

    @Test
    void dropsTakeOutFieldsPropertiesAndPartsOfEveryLine() {
        Event left =
                treatment(List.of(), "coupon", "properties.cart.gift", "items[].name")
                        .applyTo(PURCHASE);
        assertTrue(left.text(EventField.COUPON).isEmpty());
        assertEquals(Map.of("plan", "gold", "cart", Map.of("size", 3L)), left.properties());
        assertTrue(PURCHASE.items().stream().anyMatch(item -> item.name() != null));
        for (int i = 0; i < left.items().size(); i++) {
            Item item = left.items().get(i);
            assertEquals(null, item.name());
            assertEquals(PURCHASE.items().get(i).sku(), item.sku());
            assertEquals(PURCHASE.items().get(i).price(), item.price());
        }
        assertEquals(PURCHASE.value(), left.value());
    }

    @Test
    void theLastPropertyTakesThePropertiesWithIt() {
        Event left = treatment(List.of(), "properties.plan", "properties.cart").applyTo(PURCHASE);
        assertEquals(false, left.has(EventField.PROPERTIES));
        assertEquals(
                false,
                treatment(List.of(), "properties").applyTo(PURCHASE).has(EventField.PROPERTIES));
    }

    @Test
    void renamesMoveValuesInOrderAndReplaceWhatStandsThere() {
        List<Rename> renames =
                List.of(
                        new Rename("coupon", "properties.voucher.code"),
                        new Rename("properties.plan", "coupon"),
                        new Rename("properties.voucher.code", "order_name"),
                        new Rename("properties.cart.size", "coupon"),
                        new Rename("properties.absent", "currency"));
        Event changed = treatment(renames).applyTo(PURCHASE);
        assertEquals("gold", changed.text(EventField.COUPON).orElseThrow());
        assertEquals("SUMMER", changed.text(EventField.ORDER_NAME).orElseThrow());
        assertEquals(PURCHASE.currency(), changed.currency());
        assertEquals(
                Map.of("cart", Map.of("size", 3L, "gift", true), "voucher", Map.of()),
                changed.properties(),
                "a number does not become text");
    }

    @Test
    void theDestinationSeesLimitedUseTagsAndTheOtherPlace() {
        Event changed = full(null).applyTo(PURCHASE);
        assertEquals(
                "true [a, b] APP",
                changed.limitedUse() + " " + changed.tags() + " " + changed.actionSource());
        assertEquals(PURCHASE.eventId(), changed.eventId());
    }

    @Test
    void whatAnEndedWaitTakesOutIsGoneBeforeAnythingIsRenamed() {
        Delay delay = new Delay(Duration.ofHours(1), "", "", Set.of(EventField.EMAIL));
        Decision decision =
                new Decision(
                        true,
                        "waiting_for_consent",
                        "",
                        "r",
                        "a:1",
                        "v",
                        Set.of(EventField.PHONE),
                        full(delay));
        Event seen = decision.applyTo(PURCHASE);
        assertEquals(
                List.of(false, false, true),
                List.of(
                        seen.has(EventField.EMAIL),
                        seen.has(EventField.PHONE),
                        seen.has(EventField.FIRST_NAME)));
    }

    @Test
    void aStrippedClickIdIsGoneFromAddressesToo() {
        Event visit =
                PURCHASE.toBuilder()
                        .set(
                                EventField.PAGE_URL,
                                "https://shop.example/a?Gclid=1&utm_source=x&fbclid=2#tblciXY")
                        .set(EventField.LANDING_URL, "https://shop.example/?fbclid=2")
                        .build();
        assertEquals(
                "https://shop.example/a?utm_source=x&fbclid=2#tblciXY https://shop.example/?fbclid=2",
                addresses(visit, Set.of(EventField.GCLID)));
        assertEquals(
                "https://shop.example/a?Gclid=1&utm_source=x https://shop.example/",
                addresses(visit, Set.of(EventField.FBC, EventField.TBLCI)));
        assertEquals(
                visit.text(EventField.PAGE_URL).orElseThrow()
                        + " "
                        + visit.text(EventField.LANDING_URL).orElseThrow(),
                addresses(visit, Set.of(EventField.EMAIL)));
    }

    private static String addresses(Event event, Set<EventField> stripped) {
        Event seen = new Decision(true, "stripped", "", "r", "a:1", "v", stripped).applyTo(event);
        return seen.text(EventField.PAGE_URL).orElseThrow()
                + " "
                + seen.text(EventField.LANDING_URL).orElseThrow();
    }

    @Test
    void theLongerOfHoldAndWaitCounts() {
        Instant arrived = Instant.EPOCH;
        assertEquals(arrived, Treatment.NONE.notBefore(arrived));
        assertEquals(arrived.plusSeconds(90), full(null).notBefore(arrived));
        Delay delay = new Delay(Duration.ofHours(1), "x", "", Set.of());
        assertEquals(arrived.plusSeconds(3_600), full(delay).notBefore(arrived));
        assertEquals(
                arrived.plusSeconds(120),
                full(delay).heldFor(Duration.ofMinutes(2)).notBefore(arrived));
    }

    @Test
    void itsJsonGivesTheSameTreatmentAgain() {
        Delay skips = new Delay(Duration.ofHours(24), "consent_unknown:marketing", "No.", Set.of());
        Delay strips =
                new Delay(Duration.ofHours(2), "", "", Set.of(EventField.EMAIL, EventField.FBP));
        for (Treatment treatment : List.of(Treatment.NONE, full(null), full(skips), full(strips))) {
            String json = StrictJson.writeText(TreatmentJson.toTree(treatment));
            assertEquals(treatment, TreatmentJson.fromTree(StrictJson.readTrusted(json)), json);
        }
        assertEquals(Map.of(), TreatmentJson.toTree(Treatment.NONE));
    }

    @Test
    void ofTwoTreatmentsTheStricterHoldsAndTheRestAddsUp() {
        Treatment other = treatment(List.of(new Rename("a", "b")), "tax");
        Treatment both = other.and(full(null));
        assertEquals(Set.of("tax", "coupon"), both.drops());
        assertTrue(both.limitedUse());
        assertEquals(Duration.ofSeconds(90), both.hold());
        assertEquals(2, both.renames().size());
    }

    private static Treatment full(Delay delay) {
        return new Treatment(
                true,
                ActionSource.APP,
                List.of(new Rename("order_name", "properties.name")),
                new TreeSet<>(Set.of("coupon")),
                new TreeSet<>(Set.of("b", "a")),
                Duration.ofSeconds(90),
                delay,
                List.of(new Cause("limit", "r1", "a.rules.yaml:4")));
    }

    private static Treatment treatment(List<Rename> renames, String... drops) {
        return new Treatment(
                false,
                null,
                renames,
                new TreeSet<>(Set.of(drops)),
                new TreeSet<>(),
                Duration.ZERO,
                null,
                List.of());
    }
}
