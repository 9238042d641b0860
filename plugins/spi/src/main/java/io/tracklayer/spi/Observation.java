// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One arrival of one action, as the source states it: values are raw (text, numbers, trees), and
 * normalising them is the host's work. Immutable.
 */
public final class Observation {
    private final EventName name;
    private final String eventId;
    private final boolean derivedId;
    private final List<String> deliveryIds;
    private final ActionSource actionSource;
    private final boolean test;
    private final Timing timing;
    private final ConsentSignals consent;
    private final List<Reading> readings;

    private Observation(Builder builder) {
        this.name = builder.name;
        this.eventId = builder.eventId;
        this.derivedId = builder.derivedId;
        this.deliveryIds = List.copyOf(builder.deliveryIds);
        this.actionSource = builder.actionSource;
        this.test = builder.test;
        this.timing = builder.timing;
        this.consent = builder.consent;
        this.readings = List.copyOf(builder.readings);
    }

    /** Starts an observation. */
    public static Builder of(EventName name) {
        return new Builder(name);
    }

    /** Starts an observation that is no event and only tells who somebody is. */
    public static Builder identity() {
        return of(EventName.CUSTOM).read(EventField.CUSTOM_NAME, "identity", "kind of message");
    }

    /** Which event it is. */
    public EventName name() {
        return name;
    }

    /** The id shared with other copies of the action, when the source knows one. */
    public Optional<String> eventId() {
        return Optional.ofNullable(eventId);
    }

    /**
     * Whether the source made the id itself, e.g. from the order's number. Such an id contradicts
     * no other one: no sender chose it.
     */
    public boolean derivedId() {
        return derivedId;
    }

    /**
     * Ids the sender gives to this very message; a message that carries a known one is a repetition
     * and adds nothing.
     */
    public List<String> deliveryIds() {
        return deliveryIds;
    }

    /** Where it took place, when the source knows. */
    public Optional<ActionSource> actionSource() {
        return Optional.ofNullable(actionSource);
    }

    /** Whether the source marks it as a test. */
    public boolean test() {
        return test;
    }

    /** What the source says about time. */
    public Timing timing() {
        return timing;
    }

    /** What the message says about consent, undecoded. */
    public ConsentSignals consent() {
        return consent;
    }

    /** The raw values, at most one per field. */
    public List<Reading> readings() {
        return readings;
    }

    /**
     * One raw value.
     *
     * @param field which field it is for
     * @param raw text, number, flag or tree; for {@link EventField#ITEMS} a list of maps with the
     *     component names of {@link Item}; for click ids the bare identifier, or a map with {@code
     *     value} and, when known, {@code seen_at} and {@code landing_url}
     * @param origin where it stood, e.g. {@code /customer/email} or {@code cookie _ga}
     */
    public record Reading(EventField field, Object raw, String origin) {
        public Reading {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(raw, "raw");
            Objects.requireNonNull(origin, "origin");
        }
    }

    /**
     * What a message says about time; each part may be null.
     *
     * @param occurred when it happened: ISO 8601 text or a number since the epoch in s, ms or µs
     * @param sent when the client says it sent the message, in the same forms
     * @param clientClock whether both come from a clock that may be wrong, such as a visitor's
     *     device
     * @param origin where {@code occurred} stood
     */
    public record Timing(Object occurred, Object sent, boolean clientClock, String origin) {
        /** The message says nothing: the arrival counts. */
        public static Timing unknown() {
            return new Timing(null, null, false, "");
        }
    }

    /** Collects an observation. Not thread-safe. */
    public static final class Builder {
        private final EventName name;
        private final List<Reading> readings = new ArrayList<>();
        private final List<String> deliveryIds = new ArrayList<>();
        private String eventId;
        private boolean derivedId;
        private ActionSource actionSource;
        private boolean test;
        private Timing timing = Timing.unknown();
        private ConsentSignals consent = ConsentSignals.none();

        private Builder(EventName name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /** Sets the shared id, as the sender states it. */
        public Builder eventId(String id) {
            this.eventId = id;
            this.derivedId = false;
            return this;
        }

        /** Sets the shared id, made by the source because the sender states none. */
        public Builder derivedEventId(String id) {
            this.eventId = id;
            this.derivedId = true;
            return this;
        }

        /** Adds an id of this very message. */
        public Builder deliveryId(String id) {
            deliveryIds.add(id);
            return this;
        }

        /** Sets where it took place. */
        public Builder actionSource(ActionSource place) {
            this.actionSource = place;
            return this;
        }

        /** Marks a test. */
        public Builder test(boolean isTest) {
            this.test = isTest;
            return this;
        }

        /** Sets what is known about time. */
        public Builder timing(Timing known) {
            this.timing = known;
            return this;
        }

        /** Sets what is said about consent. */
        public Builder consent(ConsentSignals carried) {
            this.consent = carried;
            return this;
        }

        /**
         * Adds a raw value; null and blank text are left out, and the first value of a field stays.
         */
        public Builder read(EventField field, Object raw, String origin) {
            boolean empty = raw == null || raw instanceof String text && text.isBlank();
            boolean taken = readings.stream().anyMatch(reading -> reading.field() == field);
            if (!empty && !taken) {
                readings.add(new Reading(field, raw, origin));
            }
            return this;
        }

        /** Adds the first value that exists at one of the pointers of a tree. */
        public Builder readFrom(EventField field, Tree tree, String... pointers) {
            for (String pointer : pointers) {
                Optional<Object> found = tree.find(pointer);
                if (found.isPresent()) {
                    read(field, found.get(), tree.origin() + pointer);
                }
            }
            return this;
        }

        /** Adds an unmapped property tree. */
        public Builder properties(Map<String, Object> properties, String origin) {
            if (!properties.isEmpty()) {
                read(EventField.PROPERTIES, properties, origin);
            }
            return this;
        }

        /** Builds the observation. */
        public Observation build() {
            return new Observation(this);
        }
    }
}
