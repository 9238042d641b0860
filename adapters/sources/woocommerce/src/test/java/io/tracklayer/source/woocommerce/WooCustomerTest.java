// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import static io.tracklayer.source.woocommerce.WooShop.changed;
import static io.tracklayer.source.woocommerce.WooShop.first;
import static io.tracklayer.source.woocommerce.WooShop.ids;
import static io.tracklayer.source.woocommerce.WooShop.ignored;
import static io.tracklayer.source.woocommerce.WooShop.text;
import static io.tracklayer.source.woocommerce.WooShop.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import java.util.List;
import org.junit.jupiter.api.Test;

class WooCustomerTest {
    private static final String FILE = "customer-26.json";

    private final WooShop shop = new WooShop();

    @Test
    void aNewCustomerRegistersOnceWhicheverMessageComesFirst() {
        List<Decoded> decoded = shop.hears("customer.updated", WooShop.file(FILE));
        assertEquals(List.of("cus_26_registered"), ids(decoded));
        assertEquals(EventName.ACCOUNT_REGISTERED, first(decoded).name());
        assertEquals("2026-01-15T10:20:24Z", first(decoded).timing().occurred());
        assertEquals("26", values(first(decoded)).get(EventField.EXTERNAL_ID));
        assertEquals("jane.doe+promo@example.com", values(first(decoded)).get(EventField.EMAIL));
        assertInstanceOf(
                Decoded.Identified.class,
                shop.hears("customer.created", WooShop.file(FILE)).get(0));
    }

    @Test
    void anOldCustomerOnlyTellsWhoSomebodyIs() {
        shop.at("2026-11-01T00:00:00Z");
        Decoded decoded = shop.hears("customer.updated", WooShop.file(FILE)).get(0);
        Decoded.Identified identified = assertInstanceOf(Decoded.Identified.class, decoded);
        assertEquals("26", values(identified.observation()).get(EventField.EXTERNAL_ID));
    }

    @Test
    void staffAreNoCustomers() {
        String body = text(changed(FILE, "role", "Shop_Manager"));
        assertEquals("staff_account", ignored(shop.hears("customer.created", body)));
    }
}
