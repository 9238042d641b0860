// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import static io.tracklayer.testkit.GivenEvents.rich;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.testkit.GivenEvents;
import io.tracklayer.testkit.GivenItem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Variants of the ready-made purchase that the contract needs. */
final class Purchases {
    private Purchases() {}

    /** A purchase by a Californian. */
    static Event.Builder american() {
        return purchase().toBuilder()
                .set(EventField.COUNTRY, "US")
                .set(EventField.STATE, "CA")
                .set(EventField.POSTAL_CODE, "94103-1234");
    }

    /** Every text, amount, number, flag and click id there is. */
    static Event everyField() {
        Event.Builder all = purchase().toBuilder();
        for (EventField field : EventField.values()) {
            if (!purchase().has(field)) {
                sample(field).ifPresent(value -> all.set(field, value));
            }
        }
        return all.set(EventField.ITEMS, List.of(GivenItem.full().build()))
                .set(EventField.BIRTH_DATE, "1990-04-01")
                .set(EventField.GENDER, "female")
                .set(EventField.STATE, "BY")
                .set(EventField.LOCALE, "de-DE")
                .set(EventField.LANDING_URL, "https://shop.example/?gclid=Cj#top")
                .build();
    }

    private static Optional<Object> sample(EventField field) {
        return switch (field.type()) {
            case TEXT -> Optional.of("sample-" + field.name().toLowerCase(Locale.ROOT));
            case MONEY -> Optional.of(new BigDecimal("3.50"));
            case INTEGER -> Optional.of(3L);
            case FLAG -> Optional.of(true);
            case CLICK_ID -> Optional.of(GivenEvents.click("click-1", "2026-01-15T10:00:00Z"));
            case ITEMS, TREE -> Optional.empty();
        };
    }

    /** An event the browser took no part in. */
    static Event unseen(EventName name) {
        Event event = rich(name);
        return event.without(
                event.fields().keySet().stream()
                        .filter(field -> field.authority() == EventField.Authority.BROWSER)
                        .toList());
    }

    /** A purchase that tells nothing of its buyer. */
    static Event anonymous() {
        Event purchase = purchase();
        return purchase.without(
                purchase.fields().keySet().stream()
                        .filter(field -> field.privacy() != EventField.Privacy.NONE)
                        .toList());
    }

    /** Properties of every kind, made anew; lists and objects in them can be changed. */
    static Map<String, Object> properties() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("colour", "green");
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("gift", true);
        properties.put("points", 12L);
        properties.put("large", new BigDecimal("1.5E+9"));
        properties.put("tags", new ArrayList<>(List.of("vip", "e\u0301")));
        properties.put("nested", inner);
        properties.put("__proto__", "x");
        properties.put("bad name\r\n<b>", "y\u0000\r\nz");
        return properties;
    }

    /** A purchase of which everything is known. */
    static Event purchase() {
        return rich(EventName.PURCHASE_PLACED);
    }
}
