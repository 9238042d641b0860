// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.googleads;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Item;
import io.tracklayer.spi.PageAddresses;
import io.tracklayer.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The block {@code cartData} of an order. */
final class GoogleAdsCart {
    private final Event event;
    private final Settings settings;
    private final List<String> warnings;

    GoogleAdsCart(Event event, Settings settings, List<String> warnings) {
        this.event = event;
        this.settings = settings;
        this.warnings = warnings;
    }

    /**
     * The cart, empty where Google takes none.
     *
     * @param body the conversion so far: prices are in its currency, and braids rule out a cart
     */
    Map<String, Object> toTree(Map<String, Object> body) {
        Map<String, Object> cart = new LinkedHashMap<>();
        if (!GoogleAdsOrder.SALES.contains(event.name()) || event.items().isEmpty()) {
            return cart;
        }
        if (body.get("adIdentifiers") instanceof Map<?, ?> ids
                && (ids.containsKey("gbraid") || ids.containsKey("wbraid"))) {
            warnings.add("items were left out: Google takes none with gbraid or wbraid");
            return cart;
        }
        text(cart, "merchantId", GoogleAdsSettings.MERCHANT_CENTER_ID);
        text(cart, "merchantFeedLabel", GoogleAdsSettings.FEED_LABEL);
        text(cart, "merchantFeedLanguageCode", GoogleAdsSettings.FEED_LANGUAGE);
        event.text(EventField.COUPON)
                .filter(code -> !PageAddresses.holdsEmail(code))
                .ifPresent(code -> cart.put("couponCodes", List.of(code)));
        boolean priced = body.containsKey("currency");
        cart.put("items", event.items().stream().map(item -> item(item, priced)).toList());
        return cart;
    }

    private Map<String, Object> item(Item item, boolean priced) {
        Map<String, Object> line = new LinkedHashMap<>();
        Optional<String> listed = listedAs(item);
        listed.ifPresent(id -> line.put("merchantProductId", id));
        listed.or(() -> item.id("variant", "product", "sku"))
                .filter(id -> !id.isBlank())
                .ifPresent(id -> line.put("itemId", id));
        line.put("quantity", item.quantity());
        if (priced && item.price() != null && item.price().signum() >= 0) {
            line.put("unitPrice", item.price());
        }
        return line;
    }

    /** The id in Merchant Center, empty when a part of it is not known. */
    private Optional<String> listedAs(Item item) {
        String id = settings.text(GoogleAdsSettings.ITEM_ID).strip();
        for (String part : List.of("variant", "product", "sku")) {
            String place = "{" + part + "}";
            if (id.contains(place)) {
                Optional<String> known = item.id(part).filter(text -> !text.isBlank());
                if (known.isEmpty()) {
                    return Optional.empty();
                }
                id = id.replace(place, known.get());
            }
        }
        return Optional.of(id);
    }

    private void text(Map<String, Object> cart, String name, String setting) {
        settings.find(setting).map(String::strip).ifPresent(value -> cart.put(name, value));
    }
}
