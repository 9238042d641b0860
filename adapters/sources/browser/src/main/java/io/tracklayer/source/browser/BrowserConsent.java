// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.browser;

import io.tracklayer.spi.Consent;
import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.InboundRequest;
import io.tracklayer.spi.Purpose;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Consent of an event: what the page states per purpose, else what Google consent mode says. */
final class BrowserConsent {
    private static final long SMALLEST_MILLIS = 100_000_000_000L;

    private BrowserConsent() {}

    static Consent of(BrowserMessage message, InboundRequest request) {
        Map<String, Object> signal = message.members("/consent");
        Consent stated = signal.isEmpty() ? Consent.notGiven() : stated(signal, request);
        boolean privacyControl = request.header("sec-gpc").filter("1"::equals).isPresent();
        return privacyControl ? optedOut(stated) : stated;
    }

    /** Text that says true is not taken for consent; every form of no is a refusal. */
    static ConsentState state(Object value) {
        if (Boolean.TRUE.equals(value) || "granted".equalsIgnoreCase(String.valueOf(value))) {
            return ConsentState.GRANTED;
        }
        boolean refused =
                Stream.of("false", "denied", "no", "0")
                        .anyMatch(String.valueOf(value)::equalsIgnoreCase);
        return refused ? ConsentState.DENIED : ConsentState.UNKNOWN;
    }

    private static Consent stated(Map<String, Object> signal, InboundRequest request) {
        Map<Purpose, ConsentState> states = new EnumMap<>(Purpose.class);
        states.putAll(ConsentMode.states(signal));
        String source = states.isEmpty() ? "api" : "google_cm";
        for (Purpose purpose : Purpose.values()) {
            if (signal.containsKey(purpose.wire())) {
                states.put(purpose, state(signal.get(purpose.wire())));
            }
        }
        if (Stream.of(Purpose.ANALYTICS, Purpose.MARKETING, Purpose.SALE_OF_DATA)
                .anyMatch(purpose -> signal.containsKey(purpose.wire()))) {
            source = "api";
        }
        return new Consent(
                states, source, new TreeMap<>(signal).toString(), collectedAt(signal, request));
    }

    /** Global Privacy Control opts out of sale and sharing whatever else is said. */
    private static Consent optedOut(Consent stated) {
        Consent known =
                stated.source().isEmpty()
                        ? new Consent(Map.of(), "gpc", "Sec-GPC: 1", null)
                        : stated;
        return known.with(Purpose.SALE_OF_DATA, ConsentState.DENIED)
                .with(Purpose.AD_PERSONALIZATION, ConsentState.DENIED);
    }

    /** The later decision wins, so a clock that runs ahead must not outlive a real one. */
    private static Instant collectedAt(Map<String, Object> signal, InboundRequest request) {
        return Optional.ofNullable(signal.get("collected_at"))
                .flatMap(BrowserConsent::instant)
                .map(at -> at.isAfter(request.receivedAt()) ? request.receivedAt() : at)
                .orElse(null);
    }

    private static Optional<Instant> instant(Object value) {
        if (value instanceof Long epoch) {
            return Optional.of(
                    epoch < SMALLEST_MILLIS
                            ? Instant.ofEpochSecond(Math.max(0, epoch))
                            : Instant.ofEpochMilli(epoch));
        }
        try {
            return value instanceof String text
                    ? Optional.of(OffsetDateTime.parse(text).toInstant())
                    : Optional.empty();
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
