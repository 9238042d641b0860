// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.TrackLayerPlugin;
import io.tracklayer.testkit.GivenRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Events as the pixel posts them, and what the source makes of them. */
final class Pixel {
    static final String COMPLETED = "pixel-checkout-completed.json";

    private Pixel() {}

    static Source source() {
        return ServiceLoader.load(TrackLayerPlugin.class).stream()
                .flatMap(provider -> provider.get().sources().stream())
                .filter(source -> source.descriptor().id().equals("shopify-pixel"))
                .findFirst()
                .orElseThrow();
    }

    static Settings settings(String... changes) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], List.of(changes[i + 1]));
        }
        return Settings.of(source().descriptor().settings(), values);
    }

    static GivenRequest of(String body) {
        return GivenRequest.post("/v1/shopify/pixel", body)
                .parameter("key", "tlk_pixel")
                .header("User-Agent", "Mozilla/5.0 (request)");
    }

    static GivenRequest given(String file) {
        return of(Webhook.file(file));
    }

    /** The purchase with top-level members of its checkout changed; null takes one away. */
    static GivenRequest completed(Object... changes) {
        return checkout("checkout_completed", changes);
    }

    /** A step of the checkout with top-level members of it changed. */
    @SuppressWarnings("unchecked") // the given event holds a checkout
    static GivenRequest checkout(String name, Object... changes) {
        Map<String, Object> event = Webhook.changed(COMPLETED, "name", name);
        Map<String, Object> checkout =
                (Map<String, Object>) ((Map<?, ?>) event.get("data")).get("checkout");
        for (int i = 0; i < changes.length; i += 2) {
            checkout.put((String) changes[i], changes[i + 1]);
        }
        return of(Webhook.text(event));
    }

    /** The purchase with top-level members of the event changed; null takes one away. */
    static GivenRequest event(Object... changes) {
        return of(Webhook.text(Webhook.changed(COMPLETED, changes)));
    }

    static Decoded decoded(GivenRequest request, String... settings) {
        try {
            List<Decoded> decoded =
                    source().decode(request, settings(settings), SourceMemory.none());
            assertEquals(1, decoded.size());
            return decoded.get(0);
        } catch (MalformedInputException malformed) {
            throw new AssertionError(malformed);
        }
    }

    static Observation happened(GivenRequest request, String... settings) {
        return assertInstanceOf(Decoded.Happened.class, decoded(request, settings)).observation();
    }

    static Observation identified(GivenRequest request, String... settings) {
        return assertInstanceOf(Decoded.Identified.class, decoded(request, settings)).observation();
    }

    static Map<EventField, Object> values(GivenRequest request) {
        return Webhook.values(happened(request));
    }
}
