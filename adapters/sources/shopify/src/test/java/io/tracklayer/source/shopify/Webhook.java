// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.shopify;

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
import io.tracklayer.testkit.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Webhooks as Shopify sends them, and what the source makes of them. */
final class Webhook {
    static final String SECRET = "shpss_0123456789abcdef";
    static final String SHOP = "store.myshopify.com";

    private Webhook() {}

    static Source source() {
        return ServiceLoader.load(TrackLayerPlugin.class).stream()
                .flatMap(provider -> provider.get().sources().stream())
                .filter(source -> source.descriptor().id().equals("shopify"))
                .findFirst()
                .orElseThrow();
    }

    /** Alternates names and values; a list is written with commas. */
    static Settings settings(String... changes) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("shop-domain", List.of(SHOP));
        values.put("secrets", List.of(SECRET));
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], Arrays.asList(changes[i + 1].split(",")));
        }
        return Settings.of(source().descriptor().settings(), values);
    }

    static GivenRequest of(String topic, String body) {
        return GivenRequest.post("/webhooks/shopify/acme-eu", body)
                .header("X-Shopify-Topic", topic)
                .header("X-Shopify-Shop-Domain", SHOP)
                .header("X-Shopify-API-Version", "2026-07")
                .header("X-Shopify-Webhook-Id", "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043")
                .header("X-Shopify-Event-Id", "98880550-7158-44d4-b7cd-2c97c8a091b5")
                .header("X-Shopify-Triggered-At", "2026-01-15T10:20:30.123456789Z")
                .header("X-Shopify-Hmac-Sha256", signature(SECRET, body));
    }

    static GivenRequest given(String topic, String file) {
        return of(topic, file(file));
    }

    /** The plain order with members changed; null takes a member away. */
    static GivenRequest order(Object... changes) {
        return of("orders/create", text(changed("order-1001.json", changes)));
    }

    /** The partial refund with members changed; null takes a member away. */
    static GivenRequest refund(Object... changes) {
        return of("refunds/create", text(changed("refunds-create-partial-548291.json", changes)));
    }

    /** The given body with top-level members changed. */
    static Map<String, Object> changed(String file, Object... changes) {
        Map<String, Object> body = body(file);
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                body.remove((String) changes[i]);
            } else {
                body.put((String) changes[i], changes[i + 1]);
            }
        }
        return body;
    }

    @SuppressWarnings("unchecked") // the given files are objects
    static Map<String, Object> body(String file) {
        return (Map<String, Object>) Json.read(file(file));
    }

    static String text(Object tree) {
        return new String(Json.write(tree), StandardCharsets.UTF_8);
    }

    static String file(String name) {
        return resource("/given/" + name);
    }

    /** The expected values of a file under expect. */
    static Object expected(String name) {
        return Json.read(resource("/expect/" + name));
    }

    private static String resource(String path) {
        try (InputStream in = Webhook.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static String signature(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signed = mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    static Decoded decoded(GivenRequest request, String... settings) {
        try {
            List<Decoded> decoded =
                    source().decode(request, settings(settings), SourceMemory.none());
            if (decoded.size() != 1) {
                throw new AssertionError("one webhook is one message, not " + decoded);
            }
            return decoded.get(0);
        } catch (MalformedInputException malformed) {
            throw new AssertionError(malformed);
        }
    }

    static Observation observed(GivenRequest request, String... settings) {
        return assertInstanceOf(Decoded.Happened.class, decoded(request, settings)).observation();
    }

    static String ignored(GivenRequest request, String... settings) {
        return assertInstanceOf(Decoded.Ignored.class, decoded(request, settings)).code();
    }

    static String rejected(GivenRequest request, String... settings) {
        return assertInstanceOf(Decoded.Rejected.class, decoded(request, settings)).code();
    }

    static Map<EventField, Object> values(Observation observation) {
        Map<EventField, Object> values = new EnumMap<>(EventField.class);
        observation.readings().forEach(reading -> values.put(reading.field(), reading.raw()));
        return values;
    }

    static Map<EventField, Object> values(GivenRequest request, String... settings) {
        return values(observed(request, settings));
    }

    /** Where the value of a field stood. */
    static String origin(Observation observation, EventField field) {
        return observation.readings().stream()
                .filter(reading -> reading.field() == field)
                .map(Observation.Reading::origin)
                .findFirst()
                .orElse("");
    }

    @SuppressWarnings("unchecked") // items are lists of maps by contract
    static List<Map<String, Object>> items(GivenRequest request, String... settings) {
        return (List<Map<String, Object>>)
                values(request, settings).getOrDefault(EventField.ITEMS, List.of());
    }
}
