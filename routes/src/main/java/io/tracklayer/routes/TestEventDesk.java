// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.delivery.Lane;
import io.tracklayer.core.delivery.TestEvents;
import io.tracklayer.core.delivery.TestSending;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventName;
import java.time.Clock;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** Sends a marked event that nobody did to a platform's test mode. */
record TestEventDesk(Lanes lanes, ShipmentSender shipments, Clock clock) {

    /** What came of it; empty while the destination is not at work. */
    Optional<TestSending.Result> send(
            Configuration configuration, DestinationConfig config, EventName name, String code) {
        String id = HexFormat.of().toHexDigits(UUID.randomUUID().getMostSignificantBits());
        Event event =
                TestEvents.of(
                        name, config.merchant(), store(configuration, config), id, clock.instant());
        return lanes.lane(config.id()).map(lane -> send(lane, event, code));
    }

    private TestSending.Result send(Lane lane, Event event, String code) {
        return lane.test(
                new TestSending.Order(event, code),
                shipment -> {
                    ShipmentSender.Sent sent = shipments.send(shipment);
                    return new TestSending.Sent(sent.shipment(), sent.result());
                });
    }

    private static String store(Configuration configuration, DestinationConfig config) {
        return configuration.stores().values().stream()
                .filter(store -> config.serves(store.merchant(), store.id()))
                .map(StoreConfig::id)
                .min(Comparator.naturalOrder())
                .orElse("");
    }
}
