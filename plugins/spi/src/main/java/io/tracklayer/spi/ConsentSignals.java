// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything one message says about consent, undecoded. The host decodes it and joins what several
 * signals say; nothing in it can make the message unusable.
 *
 * @param statedBy who states {@code stated}: {@code api}, {@code segment}, {@code rudder} or {@code
 *     shopify}; empty when nobody does
 * @param stated states given purpose by purpose; unknown is a statement too, and no other signal
 *     can turn it into a grant
 * @param evidence what the states were read from, as text
 * @param raw further signals as they came: text, numbers and flags
 * @param collectedAt when the visitor decided: ISO 8601 text or a number since the epoch in s or
 *     ms; null when nothing says so
 * @param region where the consent platform takes the visitor to be, e.g. {@code DE} or {@code
 *     US-CA}, or empty
 */
public record ConsentSignals(
        String statedBy,
        Map<Purpose, ConsentState> stated,
        String evidence,
        Map<ConsentSignal, Object> raw,
        Object collectedAt,
        String region) {

    private static final ConsentSignals NONE =
            new ConsentSignals("", Map.of(), "", Map.of(), null, "");

    public ConsentSignals {
        Objects.requireNonNull(statedBy, "statedBy");
        Objects.requireNonNull(evidence, "evidence");
        Objects.requireNonNull(region, "region");
        stated = Map.copyOf(stated);
        raw = Map.copyOf(raw);
    }

    /** The message says nothing about consent. */
    public static ConsentSignals none() {
        return NONE;
    }

    /** Starts a collection. */
    public static Builder collect() {
        return new Builder();
    }

    /** Whether no signal came at all. */
    public boolean isEmpty() {
        return statedBy.isEmpty() && raw.isEmpty();
    }

    /** One signal as it came. */
    public Optional<Object> find(ConsentSignal signal) {
        return Optional.ofNullable(raw.get(signal));
    }

    /** Collects signals. Not thread-safe. */
    public static final class Builder {
        private final Map<Purpose, ConsentState> stated = new EnumMap<>(Purpose.class);
        private final Map<ConsentSignal, Object> raw = new EnumMap<>(ConsentSignal.class);
        private String statedBy = "";
        private String evidence = "";
        private Object collectedAt;
        private String region = "";

        private Builder() {}

        /**
         * Adds states given purpose by purpose.
         *
         * @param by who states them
         * @param from what they were read from, as text
         */
        public Builder stated(String by, Map<Purpose, ConsentState> states, String from) {
            this.statedBy = by;
            this.evidence = from;
            stated.putAll(states);
            return this;
        }

        /** Adds a signal; null, and what is neither text nor number nor flag, is left out. */
        public Builder signal(ConsentSignal signal, Object value) {
            if (value instanceof String || value instanceof Number || value instanceof Boolean) {
                raw.put(signal, value);
            }
            return this;
        }

        /** Sets when the visitor decided. */
        public Builder collectedAt(Object time) {
            this.collectedAt = time;
            return this;
        }

        /** Sets where the consent platform takes the visitor to be. */
        public Builder region(Object place) {
            this.region = place instanceof String text ? text : "";
            return this;
        }

        /**
         * Adds every signal that stands in an object under its name or an alias, and its {@code
         * collected_at} and {@code region}. The states of {@code ad_user_data} and {@code
         * ad_personalization} are consent mode's only beside a storage state.
         */
        public Builder signalsOf(Map<String, Object> object) {
            if (object.isEmpty()) {
                return this;
            }
            for (ConsentSignal signal : ConsentSignal.values()) {
                if (!sharedName(signal) || consentMode(object)) {
                    Stream.concat(Stream.of(signal.wire()), signal.aliases().stream())
                            .map(object::get)
                            .filter(Objects::nonNull)
                            .findFirst()
                            .ifPresent(value -> signal(signal, value));
                }
            }
            return collectedAt(object.get("collected_at")).region(object.get("region"));
        }

        /** Adds the states that stand in an object under the names of the purposes. */
        public Builder statesOf(Map<String, Object> object, String by) {
            Map<String, Object> found = new TreeMap<>();
            Map<Purpose, ConsentState> states = new EnumMap<>(Purpose.class);
            for (Purpose purpose : Purpose.values()) {
                boolean own = !consentMode(object) || !ofConsentMode(purpose);
                if (own && object.containsKey(purpose.wire())) {
                    found.put(purpose.wire(), object.get(purpose.wire()));
                    states.put(purpose, ConsentState.read(object.get(purpose.wire())));
                }
            }
            return found.isEmpty() ? this : stated(by, states, found.toString());
        }

        /** What was collected. */
        public ConsentSignals build() {
            return new ConsentSignals(
                    statedBy,
                    stated,
                    evidence,
                    Collections.unmodifiableMap(raw),
                    collectedAt,
                    region);
        }

        private static boolean consentMode(Map<String, Object> object) {
            return object.containsKey(ConsentSignal.AD_STORAGE.wire())
                    || object.containsKey(ConsentSignal.ANALYTICS_STORAGE.wire());
        }

        private static boolean sharedName(ConsentSignal signal) {
            return Purpose.find(signal.wire()).isPresent();
        }

        private static boolean ofConsentMode(Purpose purpose) {
            return purpose == Purpose.AD_USER_DATA || purpose == Purpose.AD_PERSONALIZATION;
        }
    }
}
