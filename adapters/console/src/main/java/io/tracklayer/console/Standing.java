// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.Configuration;
import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.delivery.Pause;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Where a delivery stands as people see it: what keeps its whole destination back comes before what
 * the delivery itself says.
 *
 * @param nextAttemptAt when it is tried again, or null
 */
record Standing(Delivery delivery, DeliveryStatus status, String sentence, Instant nextAttemptAt) {

    Optional<Instant> due() {
        return Optional.ofNullable(nextAttemptAt);
    }

    /** One moment's view of what keeps destinations back. */
    record Board(Configuration configuration, Map<String, Pause> pauses, Instant now) {

        Optional<Pause> pause(String destination) {
            return Optional.ofNullable(pauses.get(destination))
                    .filter(pause -> pause.isHold() || pause.until().isAfter(now));
        }

        Standing of(Delivery delivery) {
            if (delivery.status() != DeliveryStatus.PENDING) {
                return new Standing(
                        delivery, delivery.status(), delivery.sentence(), delivery.nextAttemptAt());
            }
            Optional<DestinationConfig> destination =
                    configuration.destination(delivery.destination());
            Optional<Pause> pause = pause(delivery.destination());
            if (destination.isEmpty() || !destination.get().enabled()) {
                return new Standing(
                        delivery,
                        pause.filter(Pause::isHold).isPresent()
                                ? DeliveryStatus.HELD
                                : DeliveryStatus.PENDING,
                        off(delivery.destination(), destination),
                        null);
            }
            return pause.map(why -> paused(delivery, why))
                    .orElseGet(
                            () ->
                                    new Standing(
                                            delivery,
                                            DeliveryStatus.PENDING,
                                            delivery.sentence(),
                                            delivery.nextAttemptAt()));
        }

        private static Standing paused(Delivery delivery, Pause pause) {
            if (pause.isOrdered()) {
                return new Standing(delivery, DeliveryStatus.HELD, pause.sentence(), null);
            }
            Instant due =
                    delivery.due().filter(at -> at.isAfter(pause.until())).orElse(pause.until());
            return new Standing(
                    delivery,
                    pause.isHold() ? DeliveryStatus.HELD : DeliveryStatus.PENDING,
                    pause.sentence(),
                    due);
        }

        private static String off(String id, Optional<DestinationConfig> destination) {
            return destination
                    .map(
                            off ->
                                    "sending to "
                                            + id
                                            + " is switched off; set enabled: true in "
                                            + off.file())
                    .orElse("destination " + id + " is no longer configured; add it again to send");
        }
    }
}
