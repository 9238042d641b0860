// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.spi.EventName;
import java.time.Duration;
import java.util.Map;

/**
 * How long an event waits for its other copies before it is first sent, from the arrival of the
 * first one.
 *
 * @param purchaseLike for purchase-like events
 * @param other for all others
 * @param byName for the events named, whatever they are
 */
public record Holds(Duration purchaseLike, Duration other, Map<EventName, Duration> byName) {
    public Holds {
        byName = Map.copyOf(byName);
    }

    /** For events of that name. */
    public Duration of(EventName name) {
        return byName.getOrDefault(name, name.purchaseLike() ? purchaseLike : other);
    }
}
