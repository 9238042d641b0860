// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.replay;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import io.tracklayer.spi.MapContext;
import io.tracklayer.spi.Mapping;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Until when a delivery that was accepted may be sent once more without counting twice. The
 * platform's window is taken from the arrival of the event, which is before any acceptance.
 */
final class Resend {
    private static final Logger LOG = LoggerFactory.getLogger(Resend.class);

    private final EvidenceQueries evidence;
    private final Instant now;

    Resend(EvidenceQueries evidence, Instant now) {
        this.evidence = evidence;
        this.now = now;
    }

    /** Empty when it may not. */
    Optional<Instant> until(DestinationConfig config, Delivery delivery) {
        Instant end = delivery.createdAt().plus(config.destination().descriptor().resendWindow());
        return now.isBefore(end) && harmless(config, delivery)
                ? Optional.of(end)
                : Optional.empty();
    }

    private boolean harmless(DestinationConfig config, Delivery delivery) {
        Optional<StoredEvent> stored = evidence.event(delivery.eventSeq());
        try {
            return stored.isPresent()
                    && config.destination()
                                    .map(
                                            delivery.decision().applyTo(stored.get().event()),
                                            config.settings(),
                                            context(config))
                            instanceof Mapping.Send send
                    && send.platformRecord().resendSafe();
        } catch (RuntimeException | LinkageError | StackOverflowError broken) {
            LOG.error(
                    "{}: the plugin failed to map event {}",
                    config.id(),
                    delivery.eventSeq(),
                    broken);
            return false;
        }
    }

    private MapContext context(DestinationConfig config) {
        return new MapContext() {
            @Override
            public Instant now() {
                return now;
            }

            @Override
            public boolean accepted(EventName name, String orderId) {
                return evidence.accepted(config.id(), config.merchant(), name.wire(), orderId);
            }

            @Override
            public List<Event> accepted(String orderId) {
                return evidence.acceptedEvents(config.id(), config.merchant(), orderId);
            }
        };
    }
}
