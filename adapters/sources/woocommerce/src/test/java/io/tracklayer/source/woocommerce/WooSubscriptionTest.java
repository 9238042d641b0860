// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import static io.tracklayer.source.woocommerce.WooShop.changed;
import static io.tracklayer.source.woocommerce.WooShop.first;
import static io.tracklayer.source.woocommerce.WooShop.ids;
import static io.tracklayer.source.woocommerce.WooShop.ignored;
import static io.tracklayer.source.woocommerce.WooShop.text;
import static io.tracklayer.source.woocommerce.WooShop.values;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.Observation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WooSubscriptionTest {
    private static final String FILE = "subscription-881-active.json";
    private static final String LATER = "2026-01-15T10:20:40";

    private final WooShop shop = new WooShop();

    @Test
    void aSubscriptionStartsWhenItIsActiveForTheFirstTime() {
        assertEquals("nothing_new", ignored(hears("pending", "2026-01-15T10:20:27")));
        List<Decoded> decoded = hears();
        assertEquals(List.of("sub_881_started"), ids(decoded));
        Observation started = first(decoded);
        assertEquals(EventName.SUBSCRIPTION_STARTED, started.name());
        assertEquals("2026-01-15T10:20:26Z", started.timing().occurred());
        Map<EventField, Object> values = values(started);
        assertEquals("881", values.get(EventField.SUBSCRIPTION_ID));
        assertEquals("727", values.get(EventField.ORDER_ID));
        assertEquals("24.00", values.get(EventField.VALUE));
        assertEquals("26", values.get(EventField.EXTERNAL_ID));
        assertEquals("nothing_new", ignored(hears()));
    }

    @Test
    void pausesAndEndsAreTakenEachTimeTheyComeAbout() {
        hears();
        assertEquals(List.of("sub_881_paused_1768472440"), ids(hears("on-hold", LATER)));
        assertEquals("nothing_new", ignored(hears("on-hold", "2026-01-15T10:20:41")));
        assertEquals("nothing_new", ignored(hears("active", "2026-01-15T10:20:50")));
        assertEquals(
                List.of("sub_881_paused_1768472455"), ids(hears("on-hold", "2026-01-15T10:20:55")));
        List<Decoded> ended = hears("pending-cancel", "2026-01-15T10:20:58");
        assertEquals(List.of("sub_881_cancelled_1768472458"), ids(ended));
        assertEquals(EventName.SUBSCRIPTION_CANCELLED, first(ended).name());
        assertEquals("nothing_new", ignored(hears("cancelled", "2026-02-15T10:20:58")));
    }

    @Test
    void anEndThatArrivesBeforeTheStartIsToldAfterIt() {
        assertEquals("nothing_new", ignored(hears("cancelled", LATER)));
        List<Decoded> decoded = hears();
        assertEquals(List.of("sub_881_started", "sub_881_cancelled_1768472440"), ids(decoded));
    }

    @Test
    void aSubscriptionThatWasNeverActiveIsNotCancelled() {
        hears("pending", "2026-01-15T10:20:27");
        assertEquals("nothing_new", ignored(hears("cancelled", LATER)));
    }

    @Test
    void anOldSubscriptionIsNoNewOneButItsEndCounts() {
        shop.at("2026-11-01T00:00:00Z");
        assertEquals("old_subscription", ignored(hears("on-hold", "2026-10-31T00:00:00")));
        assertEquals("nothing_new", ignored(hears("active", "2026-10-31T00:00:01")));
        assertEquals(
                List.of("sub_881_cancelled_1793491200"),
                ids(hears("cancelled", "2026-11-01T00:00:00")));
    }

    private List<Decoded> hears(String status, String modified) {
        return shop.hears(
                "subscription.updated",
                text(changed(FILE, "status", status, "date_modified_gmt", modified)));
    }

    private List<Decoded> hears() {
        return shop.hears("subscription.created", WooShop.file(FILE));
    }
}
