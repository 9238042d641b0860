// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.reconcile;

import io.tracklayer.spi.EventName;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How long copies of one action are recognised after the first one.
 *
 * @param standard for every event that is not named
 * @param byName for the events named
 */
public record Windows(Duration standard, Map<EventName, Duration> byName) {
    public Windows {
        byName = Map.copyOf(byName);
    }

    /** One window for all events. */
    public static Windows of(Duration all) {
        return new Windows(all, Map.of());
    }

    /** For event ids of that name. */
    public Duration of(EventName name) {
        return byName.getOrDefault(name, standard);
    }

    /** For order ids, which purchase-like events share: the longest of theirs. */
    public Duration ofOrders() {
        return Arrays.stream(EventName.values())
                .filter(EventName::purchaseLike)
                .map(this::of)
                .max(Comparator.naturalOrder())
                .orElse(standard);
    }

    /** The longest of all: no event or order id is needed after that. */
    public Duration longest() {
        return Stream.concat(Stream.of(standard), byName.values().stream())
                .max(Comparator.naturalOrder())
                .orElse(standard);
    }
}
