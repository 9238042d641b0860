// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.TrackLayerPlugin;
import io.tracklayer.testkit.GivenRequest;
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
                    .flatMap(provider -> provider.get().sources().stream())
                    .filter(source -> source.descriptor().id().equals("custom"))
                    .findFirst()
                    .orElseThrow();

    private Given() {}

    static Settings settings(String mapping, String... secrets) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put("mapping", List.of(mapping));
        if (secrets.length > 0) {
            values.put("secret", Arrays.asList(secrets));
        }
        List<Setting> declared = SOURCE.descriptor().settings();
        return Settings.of(declared, values);
    }

    /** A mapping that needs no proof; {@code rest} are its further keys. */
    static String mapping(String rest) {
        return "version: 1\nverify: { none: unsafe }\n" + rest.stripIndent();
    }

    static GivenRequest post(String json) {
        return GivenRequest.post("/webhooks/custom/shop/leads", json)
                .header("Content-Type", "application/json");
    }

    static GivenRequest form(String body) {
        return GivenRequest.post("/webhooks/custom/shop/leads", body)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
    }

    static List<Decoded> decoded(String mapping, InboundRequest request) {
        return decoded(mapping, request, SourceMemory.none());
    }

    static List<Decoded> decoded(String mapping, InboundRequest request, SourceMemory memory) {
        try {
            return SOURCE.decode(request, settings(mapping), memory);
        } catch (MalformedInputException malformed) {
            throw new AssertionError(malformed.code(), malformed);
        }
    }

    static Observation observed(String mapping, InboundRequest request) {
        List<Decoded> all = decoded(mapping, request);
        return assertInstanceOf(Decoded.Happened.class, all.get(0)).observation();
    }

    /** Every reading as {@code path = raw @ origin}. */
    static List<String> lines(Observation observation) {
        return observation.readings().stream()
                .map(r -> r.field().path() + " = " + r.raw() + " @ " + r.origin())
                .toList();
    }

    /** What was decoded, shortly. */
    static List<String> shortly(List<Decoded> decoded) {
        return decoded.stream().map(Given::shortly).toList();
    }

    private static String shortly(Decoded decoded) {
        if (decoded instanceof Decoded.Happened happened) {
            return happened.observation().name().wire();
        }
        if (decoded instanceof Decoded.Ignored ignored) {
            return "ignored " + ignored.code();
        }
        return decoded instanceof Decoded.Rejected rejected
                ? "rejected " + rejected.code()
                : "identity";
    }

    /** The problems of a mapping as {@code line: sentence}. */
    static List<String> problems(String mapping) {
        return SOURCE.check(settings(mapping)).stream()
                .map(problem -> problem.line() + ": " + problem.sentence())
                .toList();
    }

    static SourceMemory memory() {
        Map<String, String> kept = new HashMap<>();
        return new SourceMemory() {
            @Override
            public Optional<String> recall(String key) {
                return Optional.ofNullable(kept.get(key));
            }

            @Override
            public void remember(String key, String text) {
                if (key.length() > LONGEST_KEY) {
                    throw new IllegalArgumentException("too long");
                }
                kept.put(key, text);
            }
        };
    }
}
