// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MapContext;
import java.time.Instant;
import java.util.List;

/** What the host tells a plugin that maps an event, and whether the answer may still change. */
final class HostMapContext implements MapContext {
    private final EvidenceQueries evidence;
    private final DestinationConfig config;
    private final Instant now;
    private volatile String missedOrder = "";

    HostMapContext(EvidenceQueries evidence, DestinationConfig config, Instant now) {
        this.evidence = evidence;
        this.config = config;
        this.now = now;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public boolean accepted(EventName name, String orderId) {
        boolean accepted = evidence.accepted(config.id(), config.merchant(), name.wire(), orderId);
        if (!accepted) {
            missedOrder = orderId;
        }
        return accepted;
    }

    @Override
    public List<Event> accepted(String orderId) {
        return evidence.acceptedEvents(config.id(), config.merchant(), orderId);
    }

    /** Whether the plugin heard that nothing of that order was accepted. */
    boolean missed(String orderId) {
        return !missedOrder.isEmpty() && missedOrder.equals(orderId);
    }
}
