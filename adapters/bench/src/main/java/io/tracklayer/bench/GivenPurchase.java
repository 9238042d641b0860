// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.journal.Arrival;
import io.tracklayer.core.normalise.Normalised.Accepted;
import io.tracklayer.core.normalise.Normaliser;
import io.tracklayer.core.pipeline.StoredRequest;
import io.tracklayer.core.plugin.Plugins;
import io.tracklayer.spi.Decoded;
import io.tracklayer.spi.EventField.Authority;
import io.tracklayer.spi.MalformedInputException;
import io.tracklayer.spi.Observation;
import io.tracklayer.spi.Settings;
import io.tracklayer.spi.Source;
import io.tracklayer.spi.SourceMemory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The purchase of the load, as the steps of the pipeline see it. */
final class GivenPurchase {
    static final Instant RECEIVED = Instant.parse("2026-01-15T10:20:31Z");

    private static final StoreConfig STORE =
            new StoreConfig(NodeFolder.MERCHANT, NodeFolder.STORE, "EUR", "DE", Map.of());

    private GivenPurchase() {}

    /** What the source reads from the request. */
    static Observation observed() {
        Source source = Plugins.load().source("segment").orElseThrow();
        try {
            List<Decoded> messages =
                    source.decode(
                            new StoredRequest(arrival()),
                            Settings.of(source.descriptor().settings(), Map.of()),
                            SourceMemory.none());
            return ((Decoded.Happened) messages.get(0)).observation();
        } catch (MalformedInputException malformed) {
            throw new IllegalStateException("the purchase of the load is well formed", malformed);
        }
    }

    /** What the normaliser is told about the request. */
    static Normaliser.Context context(String observation) {
        return new Normaliser.Context(
                observation, "segment", Authority.ORDER_SYSTEM, STORE, RECEIVED);
    }

    /** The canonical event. */
    static Accepted accepted(String observation) {
        return (Accepted) new Normaliser().normalise(observed(), context(observation));
    }

    private static Arrival arrival() {
        String body = RequestTemplate.body("000000000001", "micro", RECEIVED.minusSeconds(5));
        return new Arrival(
                NodeFolder.MERCHANT,
                NodeFolder.STORE,
                "segment",
                "POST",
                "/v1/track",
                Map.of(),
                Map.of("content-type", "application/json"),
                "203.0.113.7",
                RECEIVED,
                "write key",
                null,
                body.getBytes(StandardCharsets.UTF_8));
    }
}
