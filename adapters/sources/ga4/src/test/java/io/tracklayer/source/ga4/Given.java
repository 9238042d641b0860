// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.ga4;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The sources as the host loads them, and short ways to use them. */
final class Given {
    static final String PATH = "/ga4/shop-eu/g/collect";
    static final Source COLLECT = source("ga4-collect");
    static final Source SERVER_CONTAINER = source("sgtm");

    private Given() {}

    private static Source source(String id) {
        return ServiceLoader.load(TrackLayerPlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .flatMap(plugin -> plugin.sources().stream())
                .filter(source -> source.descriptor().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Settings; {@code changes} alternates names and values, values of lists joined by "|". */
    static Settings settings(Source source, String... changes) {
        Map<String, List<String>> values = new HashMap<>();
        if (source == COLLECT) {
            values.put("measurement-ids", List.of("G-TRACK1"));
        }
        for (int i = 0; i < changes.length; i += 2) {
            values.put(changes[i], Arrays.asList(changes[i + 1].split("\\|")));
        }
        return Settings.of(source.descriptor().settings(), values);
    }

    static List<Decoded> decoded(Source source, InboundRequest request, String... changes) {
        try {
            return source.decode(request, settings(source, changes), SourceMemory.none());
        } catch (MalformedInputException malformed) {
            throw new AssertionError(malformed.code(), malformed);
        }
    }

    static Observation observed(Source source, InboundRequest request, String... changes) {
        Decoded first = decoded(source, request, changes).get(0);
        if (first instanceof Decoded.Happened happened) {
            return happened.observation();
        }
        throw new AssertionError("expected an observation but got " + first);
    }

    /** A request of the page of visitor 1019141.1768470000; {@code lines} is the body. */
    static GivenRequest hits(String lines) {
        return GivenRequest.post(PATH, lines)
                .parameter("v", "2")
                .parameter("tid", "G-TRACK1")
                .parameter("_p", "1768472425123")
                .parameter("cid", "1019141.1768470000")
                .parameter("ul", "de-de")
                .parameter("gcs", "G111")
                .parameter("gcd", "13r3r3r2r5l1")
                .parameter("sid", "1768472000")
                .parameter("sct", "3")
                .parameter("dl", "https://shop.example/thanks?gclid=TEST")
                .parameter("dt", "Danke")
                .header("user-agent", "Mozilla/5.0 (X11; Linux x86_64)");
    }

    static Optional<Object> raw(Observation observation, EventField field) {
        return observation.readings().stream()
                .filter(reading -> reading.field() == field)
                .map(Observation.Reading::raw)
                .findFirst();
    }

    /** Every reading as {@code path = raw @ origin}. */
    static List<String> lines(Observation observation) {
        List<String> lines = new ArrayList<>();
        observation
                .readings()
                .forEach(r -> lines.add(r.field().path() + " = " + r.raw() + " @ " + r.origin()));
        lines.sort(null);
        return lines;
    }

    static String resource(String name) {
        try (InputStream stream = Given.class.getResourceAsStream("/given/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
