// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.fuzz;

import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.normalise.Normaliser;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Setting;
import io.tracklayer.spi.SettingProblem;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceMemory;
import io.tracklayer.spi.TrackLayerPlugin;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;

/**
 * Has a source do everything it does with a request, and demands what the node relies on: it reads
 * or says that the content is malformed, in bounded time, and nothing else.
 */
final class Decoding {
    /** Processor time; the largest bodies take a tenth of it. */
    private static final Duration MOST = Duration.ofSeconds(3);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final StoreConfig STORE =
            new StoreConfig("acme", "acme-eu", "EUR", "DE", Map.of());

    /** What a source that is told by a file how to read is told. */
    private static final String MAPPING =
            """
            version: 1
            verify: { none: unsafe }
            events:
              - event: purchase_placed
                event_id: { jq: '"ord_\\(.id)_purchase"' }
                occurred_at: /created_at
                fields:
                  order_id: /id
                  value: { at: /total, unit: minor }
                  currency: /currency
                  user.email: [/email, /customer/email]
                items:
                  list: /line_items
                  each: { sku: /sku, quantity: /quantity, price: /price }
              - event: custom
                fields: { custom_name: /type, value: /value, currency: /currency }
            """;

    private final Source source;
    private final Settings settings;
    private final Normaliser normaliser = new Normaliser();

    Decoding(Source source) {
        this.source = source;
        this.settings = settings(source);
        List<SettingProblem> problems = source.check(settings);
        demand(problems.isEmpty(), "settings it does not take: " + problems);
    }

    /** The source of that id. */
    static Decoding of(String id) {
        return new Decoding(
                all().stream()
                        .filter(source -> source.descriptor().id().equals(id))
                        .findFirst()
                        .orElseThrow());
    }

    /** Every source the node has. */
    static List<Source> all() {
        return ServiceLoader.load(TrackLayerPlugin.class).stream()
                .flatMap(plugin -> plugin.get().sources().stream())
                .toList();
    }

    /** Runs a request as {@link Written} reads it. */
    void run(byte[] written) {
        InboundRequest request = Written.request(written, source.descriptor());
        if (request.raw().length > source.descriptor().maxBytes()) {
            return;
        }
        long began = THREADS.getCurrentThreadCpuTime();
        handle(request);
        Duration took = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - began);
        demand(took.compareTo(MOST) < 0, "took " + took);
    }

    private void handle(InboundRequest request) {
        demand(source.writeKey(request) != null, "a write key that is null");
        demand(source.answer(request) != null, "an answer that is null");
        demand(source.verify(request, settings) != null, "a verification that is null");
        try {
            List<Decoded> messages = source.decode(request, settings, SourceMemory.none());
            demand(messages != null, "no messages but null");
            demand(messages.stream().allMatch(Objects::nonNull), "a message that is null");
            demand(source.acknowledge(request, messages) != null, "a reply that is null");
            messages.forEach(message -> normalise(message, request));
        } catch (MalformedInputException malformed) {
            demand(!malformed.code().isBlank(), "a malformed body without a code");
            demand(source.acknowledge(request, List.of()) != null, "a reply that is null");
        }
    }

    private void normalise(Decoded message, InboundRequest request) {
        if (message instanceof Decoded.Happened happened) {
            normalise(happened.observation(), request);
        } else if (message instanceof Decoded.Identified identified) {
            normalise(identified.observation(), request);
        }
    }

    private void normalise(Observation observation, InboundRequest request) {
        demand(
                normaliser.normalise(
                                observation,
                                new Normaliser.Context(
                                        "1-0",
                                        source.descriptor().id(),
                                        source.descriptor().authority(),
                                        STORE,
                                        request.receivedAt()))
                        != null,
                "nothing normalised");
    }

    private static void demand(boolean kept, String what) {
        if (!kept) {
            throw new AssertionError(what);
        }
    }

    private static Settings settings(Source source) {
        Map<String, List<String>> values = new HashMap<>();
        for (Setting setting : source.descriptor().settings()) {
            if (setting.required()) {
                boolean file = setting.type() == Setting.Type.FILE;
                values.put(setting.name(), List.of(file ? MAPPING : "s3cret"));
            }
        }
        return Settings.of(source.descriptor().settings(), values);
    }
}
