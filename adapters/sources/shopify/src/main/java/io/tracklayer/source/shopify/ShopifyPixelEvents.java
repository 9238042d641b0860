// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static java.util.Map.entry;

import io.tracklayer.spi.ActionSource;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.EventName.Family;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Observation.Builder;
import io.tracklayer.spi.Tree;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which event of the pixel means what ("Web Pixels API", standard events). */
final class ShopifyPixelEvents {
    private static final Map<String, EventName> BROWSING =
            Map.of(
                    "page_viewed", EventName.PAGE_VIEWED,
                    "product_viewed", EventName.PRODUCT_VIEWED,
                    "collection_viewed", EventName.COLLECTION_VIEWED,
                    "search_submitted", EventName.SEARCH_SUBMITTED,
                    "product_added_to_cart", EventName.PRODUCT_ADDED_TO_CART,
                    "product_removed_from_cart", EventName.PRODUCT_REMOVED_FROM_CART,
                    "cart_viewed", EventName.CART_VIEWED);

    private static final Map<String, Step> CHECKOUT =
            Map.ofEntries(
                    entry("checkout_started", new Step(EventName.CHECKOUT_STARTED, "started")),
                    entry(
                            "checkout_contact_info_submitted",
                            new Step(EventName.CONTACT_INFO_SUBMITTED, "contact")),
                    entry(
                            "checkout_shipping_info_submitted",
                            new Step(EventName.SHIPPING_INFO_SUBMITTED, "shipping")),
                    entry(
                            "payment_info_submitted",
                            new Step(EventName.PAYMENT_INFO_SUBMITTED, "payment")),
                    entry("checkout_completed", new Step(EventName.PURCHASE_PLACED, "purchase")));

    /** What tells who somebody is or what they decided, under Shopify's name and in snake case. */
    private static final Set<String> IDENTITY =
            Set.of(
                    "checkout_address_info_submitted",
                    "visitorConsentCollected",
                    "visitor_consent_collected");

    private static final String FORM = "form_submitted";

    private ShopifyPixelEvents() {}

    static Decoded decode(ShopifyPixelMessage message) {
        String name = message.name().orElse("");
        if (name.isEmpty()) {
            return new Decoded.Rejected(
                    "missing_name",
                    "The event has no name. Send the pixel's event as it is, as custom-pixel.js does.");
        }
        if (ShopifyText.at(message.body(), "/type").filter("custom"::equals).isPresent()) {
            return new Decoded.Happened(custom(message, name));
        }
        if (IDENTITY.contains(name)) {
            return new Decoded.Identified(identity(message));
        }
        if (CHECKOUT.containsKey(name)) {
            return checkout(message, CHECKOUT.get(name));
        }
        if (BROWSING.containsKey(name) || name.equals(FORM) && message.readsForms()) {
            EventName event = BROWSING.getOrDefault(name, EventName.FORM_SUBMITTED);
            return new Decoded.Happened(browsing(message, event));
        }
        return new Decoded.Ignored(
                "event_not_mapped",
                "The event tells nothing that platforms count, or \"forms\" leaves it out.");
    }

    private static Observation browsing(ShopifyPixelMessage message, EventName event) {
        Builder builder = start(message, event, message.id());
        new ShopifyPixelBrowsing(message).read(builder);
        message.readSurroundings(builder);
        return builder.build();
    }

    private static Decoded checkout(ShopifyPixelMessage message, Step step) {
        Tree checkout = message.body().at("/data/checkout");
        Optional<String> token = ShopifyText.token(checkout, "/token");
        Optional<String> order = ShopifyText.pixelId(checkout, "/order/id");
        boolean purchase = step.event == EventName.PURCHASE_PLACED;
        if (token.isEmpty() && !(purchase && order.isPresent())) {
            return new Decoded.Rejected(
                    "missing_checkout_token",
                    "The event has no usable data.checkout.token. Send the pixel's event as it is, as custom-pixel.js does.");
        }
        String shared = "chk_" + token.orElse("") + "_" + step.suffix;
        Builder builder = start(message, step.event, shared);
        if (purchase) {
            // an order without number yet gets its id from the order's own message
            builder.derivedEventId(order.map(id -> "ord_" + id + "_purchase").orElse(null));
            ShopifyNoteAttributes.ofCheckout(checkout).eventId().ifPresent(builder::eventId);
        }
        builder.test(ShopifyPixelCheckout.test(checkout));
        new ShopifyPixelCheckout(message).read(builder);
        message.readSurroundings(builder);
        return new Decoded.Happened(builder.build());
    }

    private static Observation identity(ShopifyPixelMessage message) {
        Builder builder = Observation.identity();
        builder.deliveryId("pixel:" + message.id());
        new ShopifyPixelCheckout(message).readPerson(builder);
        message.readSurroundings(builder);
        return builder.build();
    }

    /** Only a lead's canonical name is taken at its word: orders are told by the shop itself. */
    private static Observation custom(ShopifyPixelMessage message, String name) {
        EventName event =
                EventName.find(name)
                        .filter(known -> known.family() == Family.LEAD)
                        .orElse(EventName.CUSTOM);
        Builder builder = start(message, event, message.id());
        if (event == EventName.CUSTOM) {
            builder.read(EventField.CUSTOM_NAME, name, "/name");
        }
        message.readSurroundings(builder);
        builder.properties(message.body().at("/customData").members(), "/customData");
        return builder.build();
    }

    private static Builder start(ShopifyPixelMessage message, EventName event, String id) {
        return Observation.of(event)
                .derivedEventId(id)
                .deliveryId("pixel:" + message.id())
                .actionSource(ActionSource.WEBSITE);
    }

    /** A step of the checkout and the last part of its event id, which the webhook shares. */
    private record Step(EventName event, String suffix) {}
}
