// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.TrackLayerPlugin;
import io.tracklayer.testkit.GivenRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The source as the host loads it, and short ways to use it. */
final class Given {
    static final Source SOURCE =
            ServiceLoader.load(TrackLayerPlugin.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .flatMap(plugin -> plugin.sources().stream())
                    .filter(source -> source.descriptor().id().equals("browser"))
                    .findFirst()
                    .orElseThrow();

    private Given() {}

    /** Settings; {@code changes} alternates names and values, values of lists joined by "|". */
    static Settings settings(String... changes) {
        Map<String, List<String>> values = new HashMap<>();
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], Arrays.asList(changes[i + 1].split("\\|")));
        }
        return Settings.of(SOURCE.descriptor().settings(), values);
    }

    static List<Decoded> decoded(InboundRequest request, String... changes) {
        try {
            return SOURCE.decode(request, settings(changes), SourceMemory.none());
        } catch (MalformedInputException malformed) {
            throw new AssertionError(malformed.code(), malformed);
        }
    }

    static Observation observed(InboundRequest request, String... changes) {
        return observation(decoded(request, changes).get(0));
    }

    static Observation observation(Decoded decoded) {
        if (decoded instanceof Decoded.Happened happened) {
            return happened.observation();
        }
        throw new AssertionError("expected an observation but got " + decoded);
    }

    /** An event of the script with further members. */
    static GivenRequest event(String name, String rest) {
        return collect(
                "{\"key\":\"wk_1\",\"event\":\""
                        + name
                        + "\""
                        + (rest.isEmpty() ? "" : "," + rest)
                        + "}");
    }

    static GivenRequest collect(String body) {
        return GivenRequest.post("/collect", body);
    }

    /** A pixel request; {@code query} is written as in an address, with nothing to decode. */
    static GivenRequest pixel(String query) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            parameters
                    .computeIfAbsent(pair.substring(0, equals), name -> new ArrayList<>())
                    .add(pair.substring(equals + 1));
        }
        GivenRequest get = GivenRequest.get("/pixel.gif");
        return new GivenRequest(
                get.method(),
                get.path(),
                parameters,
                get.headers(),
                get.raw(),
                get.remoteAddress(),
                get.receivedAt());
    }

    static Optional<Object> raw(Observation observation, EventField field) {
        return observation.readings().stream()
                .filter(reading -> reading.field() == field)
                .map(Observation.Reading::raw)
                .findFirst();
    }

    /** Every reading as {@code path = raw @ origin}. */
    static List<String> lines(Observation observation) {
        return observation.readings().stream()
                .map(r -> r.field().path() + " = " + r.raw() + " @ " + r.origin())
                .sorted()
                .toList();
    }

    static String resource(String name) {
        try (InputStream stream = Given.class.getResourceAsStream("/given/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
