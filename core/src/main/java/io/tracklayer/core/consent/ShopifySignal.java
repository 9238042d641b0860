// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import io.tracklayer.spi.ConsentSignal;
import io.tracklayer.spi.ConsentSignals;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Purpose;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Shopify's Customer Privacy API: what is allowed now ({@code true}, {@code false}), or what the
 * visitor answered ({@code yes}, {@code no}, or nothing when nobody asked).
 */
final class ShopifySignal {
    static final String SOURCE = "shopify";

    private static final Map<ConsentSignal, List<Purpose>> PURPOSES =
            Map.of(
                    ConsentSignal.SHOPIFY_ANALYTICS,
                    List.of(Purpose.ANALYTICS),
                    ConsentSignal.SHOPIFY_MARKETING,
                    List.of(Purpose.MARKETING, Purpose.AD_USER_DATA, Purpose.AD_PERSONALIZATION),
                    ConsentSignal.SHOPIFY_SALE_OF_DATA,
                    List.of(Purpose.SALE_OF_DATA));

    private ShopifySignal() {}

    static Optional<SignalReading> read(ConsentSignals signals) {
        if (PURPOSES.keySet().stream().noneMatch(signals.raw()::containsKey)) {
            return Optional.empty();
        }
        Map<Purpose, ConsentState> states = new EnumMap<>(Purpose.class);
        PURPOSES.forEach(
                (signal, purposes) ->
                        signals.find(signal)
                                .map(ShopifySignal::state)
                                .filter(state -> state != ConsentState.UNKNOWN)
                                .ifPresent(state -> purposes.forEach(p -> states.put(p, state))));
        boolean optedOut = states.get(Purpose.SALE_OF_DATA) == ConsentState.DENIED;
        return Optional.of(
                new SignalReading(
                        SOURCE,
                        states,
                        optedOut ? Set.of(Purpose.SALE_OF_DATA) : Set.of(),
                        List.of()));
    }

    private static ConsentState state(Object raw) {
        return switch (String.valueOf(raw).strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1", "granted" -> ConsentState.GRANTED;
            case "false", "no", "0", "denied" -> ConsentState.DENIED;
            default -> ConsentState.UNKNOWN;
        };
    }
}
