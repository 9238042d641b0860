// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.woocommerce;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A shop whose webhooks arrive one after the other, and what the source makes of them. */
final class WooShop {
    static final String SECRET = "wc-s3cret&<x>";
    static final String ORDER = "order-727-processing.json";
    static final Instant NOW = Instant.parse("2026-01-15T10:20:31Z");

    private final Settings settings;
    private final Map<String, String> remembered = new HashMap<>();
    private Instant now = NOW;
    private int heard;

    /** Alternates names and values of settings; a list is written with commas. */
    WooShop(String... changes) {
        this.settings = settings(changes);
    }

    static Source source() {
        return ServiceLoader.load(TrackLayerPlugin.class).stream()
                .flatMap(provider -> provider.get().sources().stream())
                .filter(source -> source.descriptor().id().equals("woocommerce"))
                .findFirst()
                .orElseThrow();
    }

    static Settings settings(String... changes) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("secrets", List.of(SECRET));
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], Arrays.asList(changes[i + 1].split(",")));
        }
        return Settings.of(source().descriptor().settings(), values);
    }

    /** From now on webhooks arrive at this time. */
    WooShop at(String time) {
        now = Instant.parse(time);
        return this;
    }

    List<Decoded> hears(String topic, String body) {
        return hears(webhook(topic, body));
    }

    List<Decoded> hears(GivenRequest given) {
        GivenRequest request =
                new GivenRequest(
                        given.method(),
                        given.path(),
                        given.query(),
                        given.headers(),
                        given.raw(),
                        given.remoteAddress(),
                        now.plusMillis(heard++));
        try {
            List<Decoded> decoded = source().decode(request, settings, new Memory());
            assertTrue(decoded.size() > 0, "one entry at least");
            return decoded;
        } catch (MalformedInputException malformed) {
            throw new AssertionError(malformed);
        }
    }

    /** The webhook heard last is read once more, as after a correction. */
    List<Decoded> hearsAgain(String topic, String body) {
        heard--;
        return hears(topic, body);
    }

    /** The order as it stands in the given file, with members changed; null takes one away. */
    List<Decoded> hearsOrder(Object... changes) {
        return hears("order.updated", text(changed(ORDER, changes)));
    }

    /** Event ids of what happened, in order. */
    List<String> tells(Object... changes) {
        return ids(hearsOrder(changes));
    }

    static List<String> ids(List<Decoded> decoded) {
        return decoded.stream()
                .filter(Decoded.Happened.class::isInstance)
                .map(entry -> ((Decoded.Happened) entry).observation().eventId().orElseThrow())
                .toList();
    }

    static Observation first(List<Decoded> decoded) {
        return assertInstanceOf(Decoded.Happened.class, decoded.get(0)).observation();
    }

    static String ignored(List<Decoded> decoded) {
        assertTrue(decoded.size() == 1, decoded.toString());
        return assertInstanceOf(Decoded.Ignored.class, decoded.get(0)).code();
    }

    static String rejected(List<Decoded> decoded) {
        assertTrue(decoded.size() == 1, decoded.toString());
        return assertInstanceOf(Decoded.Rejected.class, decoded.get(0)).code();
    }

    static Map<EventField, Object> values(Observation observation) {
        Map<EventField, Object> values = new EnumMap<>(EventField.class);
        observation.readings().forEach(reading -> values.put(reading.field(), reading.raw()));
        return values;
    }

    static GivenRequest webhook(String topic, String body) {
        return GivenRequest.post("/webhooks/woocommerce/acme-eu", body)
                .header("X-WC-Webhook-Topic", topic)
                .header("X-WC-Webhook-Resource", topic.split("\\.", 2)[0])
                .header("X-WC-Webhook-Event", topic.split("\\.", 2)[1])
                .header("X-WC-Webhook-Signature", signature(SECRET, body))
                .header("X-WC-Webhook-Source", "https://shop.example/")
                .header("X-WC-Webhook-ID", "5")
                .header("X-WC-Webhook-Delivery-ID", "c7bdea2c0c2ad2a0a2c2b0c7c8a3f0a1");
    }

    @SuppressWarnings("unchecked") // the given files are objects
    static Map<String, Object> changed(String file, Object... changes) {
        Map<String, Object> body = (Map<String, Object>) Json.read(file(file));
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                body.remove((String) changes[i]);
            } else {
                body.put((String) changes[i], changes[i + 1]);
            }
        }
        return body;
    }

    static List<Object> meta(Object... keysAndValues) {
        List<Object> entries = new java.util.ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entries.add(Map.of("key", keysAndValues[i], "value", keysAndValues[i + 1]));
        }
        return entries;
    }

    static String text(Object tree) {
        return new String(Json.write(tree), StandardCharsets.UTF_8);
    }

    static String file(String name) {
        return resource("/given/" + name);
    }

    static Object expected(String name) {
        return Json.read(resource("/expect/" + name));
    }

    private static String resource(String path) {
        try (InputStream in = WooShop.class.getResourceAsStream(path)) {
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

    /** As strict about lengths as the node's. */
    private final class Memory implements SourceMemory {
        @Override
        public Optional<String> recall(String key) {
            return Optional.ofNullable(remembered.get(key));
        }

        @Override
        public void remember(String key, String text) {
            assertTrue(key.length() <= LONGEST_KEY && text.length() <= LONGEST_TEXT, key);
            remembered.put(key, text);
        }
    }
}
