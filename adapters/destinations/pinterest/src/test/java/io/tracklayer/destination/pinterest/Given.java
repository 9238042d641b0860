// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.pinterest;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.Item;
import io.tracklayer.testkit.GivenDestination;
import io.tracklayer.testkit.GivenItem;
import java.util.Map;

/** An instance of the destination and what it makes of events. */
final class Given {
    static final String TOKEN = "pina_test-token";
    static final GivenDestination PINTEREST =
            GivenDestination.of(
                    new PinterestDestination(),
                    Map.of("ad-account", "549755885175", "token", TOKEN));

    private Given() {}

    static Map<String, Object> userData(Event event, String... changes) {
        return PINTEREST.block("user_data", event, changes);
    }

    static Map<String, Object> customData(Event event, String... changes) {
        return PINTEREST.block("custom_data", event, changes);
    }

    /** Two pieces of a line with everything Pinterest could take. */
    static Item item(String variant, String product, String sku, String price, String discount) {
        return GivenItem.of(variant, product, sku)
                .name("Shirt")
                .brand("Tweed & Co")
                .category("Tops")
                .price(price)
                .quantity(2)
                .discount(discount)
                .build();
    }
}
