// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.config;

import io.tracklayer.core.access.KeyKind;
import io.tracklayer.core.access.Rate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much senders may send.
 *
 * @param rates of one key that sets none itself, by its kind
 * @param perAddress of one client address, over all browser keys
 */
public record EdgeSettings(Map<KeyKind, Rate> rates, Rate perAddress) {
    /** What is in force where nothing is set: far more than one shop sends. */
    public static final EdgeSettings STANDARD =
            new EdgeSettings(
                    alike(new Rate(2_000, Duration.ofSeconds(1), 10_000)),
                    new Rate(50, Duration.ofSeconds(1), 500));

    public EdgeSettings {
        rates = Map.copyOf(rates);
    }

    /** The rate of a key. */
    public Rate rate(WriteKey key) {
        return key.rate().orElseGet(() -> rates.get(key.kind()));
    }

    private static Map<KeyKind, Rate> alike(Rate rate) {
        Map<KeyKind, Rate> rates = new EnumMap<>(KeyKind.class);
        for (KeyKind kind : KeyKind.values()) {
            rates.put(kind, rate);
        }
        return rates;
    }
}
