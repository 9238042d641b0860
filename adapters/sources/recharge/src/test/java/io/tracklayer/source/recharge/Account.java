// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.recharge;

import static org.junit.jupiter.api.Assertions.assertFalse;
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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** An account whose webhooks arrive one after the other, and what the source makes of them. */
final class Account {
    static final String SECRET = "rc_client_secret_demo";
    static final String CHARGE = "charge-2021-11.json";
    static final String OLD_CHARGE = "charge-2021-01.json";
    static final String SUBSCRIPTION = "subscription-233844.json";

    private final Settings settings;
    private final Map<String, String> remembered = new HashMap<>();
    private int heard;

    /** Alternates names and values of settings; a list is written with commas. */
    Account(String... changes) {
        this.settings = settings(changes);
    }

    static Source source() {
        return ServiceLoader.load(TrackLayerPlugin.class).stream()
                .flatMap(provider -> provider.get().sources().stream())
                .filter(source -> source.descriptor().id().equals("recharge"))
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

    static GivenRequest webhook(String topic, String body) {
        return GivenRequest.post("/webhooks/recharge/acme-eu/" + topic.replace('/', '.'), body);
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
                        given.receivedAt().plusMillis(heard++));
        try {
            List<Decoded> decoded = source().decode(request, settings, new Memory());
            assertFalse(decoded.isEmpty());
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

    List<Decoded> hears(String topic, String body) {
        return hears(webhook(topic, body));
    }

    /** The object of a given file with members changed; null takes one away. */
    List<Decoded> hears(String topic, String file, Object... changes) {
        return hears(topic, changed(file, changes));
    }

    Observation happened(String topic, String file, Object... changes) {
        return assertInstanceOf(Decoded.Happened.class, hears(topic, file, changes).get(0))
                .observation();
    }

    String ignored(String topic, String file, Object... changes) {
        return ignored(hears(topic, file, changes));
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

    @SuppressWarnings("unchecked") // the given files are objects of objects
    static String changed(String file, Object... changes) {
        Map<String, Object> body = (Map<String, Object>) Json.read(file(file));
        Map<String, Object> subject = (Map<String, Object>) body.values().iterator().next();
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                subject.remove((String) changes[i]);
            } else {
                subject.put((String) changes[i], changes[i + 1]);
            }
        }
        return new String(Json.write(body), StandardCharsets.UTF_8);
    }

    static String file(String name) {
        try (InputStream in = Account.class.getResourceAsStream("/given/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
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
