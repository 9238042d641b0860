// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Observation.Builder;
import java.util.HashMap;
import java.util.Map;

/**
 * What our script adds to every event: {@code tl}, with cookies and click ids under the names they
 * have in the cart's attributes, with or without the hiding underscore, the visitor's id as {@code
 * anon}, and {@code consent} as Shopify's Customer Privacy API gives it.
 */
final class ShopifyPixelSignals {
    private ShopifyPixelSignals() {}

    static void read(Builder builder, ShopifyPixelMessage message) {
        ShopifyNoteAttributes.ofPixel(message.body().at("/tl")).read(builder);
        ShopifyNoteAttributes.ofCheckout(message.body().at("/data/checkout")).read(builder);
        // the visitor's id of Shopify itself, so that events without ours belong together, too
        ShopifyText.read(builder, EventField.ANONYMOUS_ID, message.body(), "/clientId");
        builder.read(EventField.CLIENT_IP, message.request().remoteAddress(), "remote address");
    }

    /** The checkout's attribute counts only when the event itself says nothing. */
    static ConsentSignals consent(ShopifyPixelMessage message) {
        Map<String, Object> given = new HashMap<>(message.body().at("/tl/consent").members());
        given.putAll(message.body().at("/customerPrivacy").members());
        if (given.isEmpty()) {
            return attribute(message);
        }
        message.request()
                .header("sec-gpc")
                .filter("1"::equals)
                .ifPresent(set -> given.putIfAbsent(ConsentSignal.GPC.wire(), set));
        return ShopifyConsent.of(given, message.marketingCoversAds());
    }

    private static ConsentSignals attribute(ShopifyPixelMessage message) {
        ConsentSignals carried =
                ShopifyNoteAttributes.ofCheckout(message.body().at("/data/checkout"))
                        .consent(message.marketingCoversAds());
        boolean asked = message.request().header("sec-gpc").filter("1"::equals).isPresent();
        return carried.isEmpty() && asked
                ? ConsentSignals.collect().signal(ConsentSignal.GPC, "1").build()
                : carried;
    }
}
