// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One thing that happened, in canonical form. Immutable. The envelope has accessors of its own;
 * everything else is read through {@link EventField}.
 */
public final class Event {
    private final EventName name;
    private final String eventId;
    private final Instant eventTime;
    private final Instant receivedAt;
    private final String merchant;
    private final String store;
    private final List<String> sources;
    private final ActionSource actionSource;
    private final boolean test;
    private final Consent consent;
    private final boolean limitedUse;
    private final Set<String> tags;
    private final Map<EventField, Object> fields;

    private Event(Builder builder) {
        this.name = Objects.requireNonNull(builder.name, "name");
        this.eventId = Objects.requireNonNull(builder.eventId, "eventId");
        this.eventTime = Objects.requireNonNull(builder.eventTime, "eventTime");
        this.receivedAt = Objects.requireNonNull(builder.receivedAt, "receivedAt");
        this.merchant = Objects.requireNonNull(builder.merchant, "merchant");
        this.store = Objects.requireNonNull(builder.store, "store");
        this.sources = List.copyOf(builder.sources);
        this.actionSource = Objects.requireNonNull(builder.actionSource, "actionSource");
        this.test = builder.test;
        this.consent = Objects.requireNonNull(builder.consent, "consent");
        this.limitedUse = builder.limitedUse;
        this.tags = Collections.unmodifiableSet(new TreeSet<>(builder.tags));
        this.fields = Collections.unmodifiableMap(new EnumMap<>(builder.fields));
    }

    /** Starts an event. */
    public static Builder named(EventName name) {
        return new Builder(name);
    }

    /** Starts from this event's content. */
    public Builder toBuilder() {
        Builder copy = new Builder(name);
        copy.eventId = eventId;
        copy.eventTime = eventTime;
        copy.receivedAt = receivedAt;
        copy.merchant = merchant;
        copy.store = store;
        copy.sources = sources;
        copy.actionSource = actionSource;
        copy.test = test;
        copy.consent = consent;
        copy.limitedUse = limitedUse;
        copy.tags = tags;
        copy.fields.putAll(fields);
        return copy;
    }

    /** Which of the 32 events it is. */
    public EventName name() {
        return name;
    }

    /** The id shared by browser and server copies and by every attempt to deliver it. */
    public String eventId() {
        return eventId;
    }

    /** When it happened in the business, never when it was processed. */
    public Instant eventTime() {
        return eventTime;
    }

    /** When the first copy arrived. */
    public Instant receivedAt() {
        return receivedAt;
    }

    /** The merchant it belongs to. */
    public String merchant() {
        return merchant;
    }

    /** The merchant's store it belongs to. */
    public String store() {
        return store;
    }

    /** Ids of the sources whose copies were merged, in alphabetical order. */
    public List<String> sources() {
        return sources;
    }

    /** Where the action took place. */
    public ActionSource actionSource() {
        return actionSource;
    }

    /** Whether the source marked it as a test. */
    public boolean test() {
        return test;
    }

    /** The consent at event time. */
    public Consent consent() {
        return consent;
    }

    /**
     * Whether the operator's rules ask that the platform be told to limit its use of the event, in
     * the platform's own words: for Meta Limited Data Use, for others no personalised ads. What a
     * platform has no words for is sent as it is.
     */
    public boolean limitedUse() {
        return limitedUse;
    }

    /** What the operator's rules call it, in alphabetical order; often none. */
    public Set<String> tags() {
        return tags;
    }

    /** All known fields with canonical values, in table order. */
    public Map<EventField, Object> fields() {
        return fields;
    }

    /** Whether the field is known. */
    public boolean has(EventField field) {
        return fields.containsKey(field);
    }

    /** A text field. */
    public Optional<String> text(EventField field) {
        return find(field, FieldType.TEXT, String.class);
    }

    /** A money field, in major units of {@link EventField#CURRENCY}. */
    public Optional<BigDecimal> money(EventField field) {
        return find(field, FieldType.MONEY, BigDecimal.class);
    }

    /** An integer field. */
    public Optional<Long> integer(EventField field) {
        return find(field, FieldType.INTEGER, Long.class);
    }

    /** A flag field. */
    public Optional<Boolean> flag(EventField field) {
        return find(field, FieldType.FLAG, Boolean.class);
    }

    /** A click id field. */
    public Optional<ClickId> clickId(EventField field) {
        return find(field, FieldType.CLICK_ID, ClickId.class);
    }

    /** The lines, empty when none are known. */
    @SuppressWarnings("unchecked") // the builder admits only lists of Item under ITEMS
    public List<Item> items() {
        return (List<Item>) fields.getOrDefault(EventField.ITEMS, List.of());
    }

    /** Further properties of the source, empty when there are none. */
    @SuppressWarnings("unchecked") // the builder admits only trees under PROPERTIES
    public Map<String, Object> properties() {
        return (Map<String, Object>) fields.getOrDefault(EventField.PROPERTIES, Map.of());
    }

    /** The order id, when there is one. */
    public Optional<String> orderId() {
        return text(EventField.ORDER_ID);
    }

    /** The value, when known. */
    public Optional<BigDecimal> value() {
        return money(EventField.VALUE);
    }

    /** The currency, when known. */
    public Optional<String> currency() {
        return text(EventField.CURRENCY);
    }

    /** This event without the named fields. */
    public Event without(Collection<EventField> stripped) {
        if (stripped.stream().noneMatch(fields::containsKey)) {
            return this;
        }
        Builder copy = toBuilder();
        copy.fields.keySet().removeAll(stripped);
        return copy.build();
    }

    /** Name and id only: the content may be personal. */
    @Override
    public String toString() {
        return name.wire() + " " + eventId;
    }

    private <T> Optional<T> find(EventField field, FieldType type, Class<T> javaType) {
        if (field.type() != type) {
            throw new IllegalArgumentException(
                    "field " + field.path() + " is " + field.type() + ", not " + type);
        }
        return Optional.ofNullable(javaType.cast(fields.get(field)));
    }

    /** Collects an event. Not thread-safe. */
    public static final class Builder {
        private final Map<EventField, Object> fields = new EnumMap<>(EventField.class);
        private final EventName name;
        private String eventId;
        private Instant eventTime;
        private Instant receivedAt;
        private String merchant;
        private String store;
        private List<String> sources = List.of();
        private ActionSource actionSource = ActionSource.WEBSITE;
        private boolean test;
        private Consent consent = Consent.notGiven();
        private boolean limitedUse;
        private Set<String> tags = Set.of();

        private Builder(EventName name) {
            this.name = name;
        }

        /** Sets the shared id. */
        public Builder eventId(String id) {
            this.eventId = id;
            return this;
        }

        /** Sets the business time. */
        public Builder eventTime(Instant time) {
            this.eventTime = time;
            return this;
        }

        /** Sets when the first copy arrived. */
        public Builder receivedAt(Instant time) {
            this.receivedAt = time;
            return this;
        }

        /** Sets whose event it is. */
        public Builder of(String merchantId, String storeId) {
            this.merchant = merchantId;
            this.store = storeId;
            return this;
        }

        /** Sets the sources whose copies are in it. */
        public Builder sources(List<String> ids) {
            this.sources = ids;
            return this;
        }

        /** Sets where the action took place. */
        public Builder actionSource(ActionSource place) {
            this.actionSource = place;
            return this;
        }

        /** Marks a test event. */
        public Builder test(boolean isTest) {
            this.test = isTest;
            return this;
        }

        /** Sets the frozen consent. */
        public Builder consent(Consent frozen) {
            this.consent = frozen;
            return this;
        }

        /** Asks the platform to limit its use of the event. */
        public Builder limitedUse(boolean limited) {
            this.limitedUse = limited;
            return this;
        }

        /** Sets the tags. */
        public Builder tags(Set<String> given) {
            this.tags = given;
            return this;
        }

        /** Removes a field, known or not. */
        public Builder remove(EventField field) {
            fields.remove(field);
            return this;
        }

        /**
         * Sets a field.
         *
         * @throws IllegalArgumentException if the value is not of the field's canonical type or is
         *     blank text
         */
        public Builder set(EventField field, Object value) {
            Object canonical = value;
            if (!field.type().javaType().isInstance(value)) {
                throw new IllegalArgumentException(
                        "field "
                                + field.path()
                                + " takes "
                                + field.type()
                                + ", not "
                                + describe(value));
            }
            if (field.type() == FieldType.TEXT && ((String) value).isBlank()) {
                throw new IllegalArgumentException("field " + field.path() + " must not be blank");
            }
            if (value instanceof List<?> list) {
                if (!list.stream().allMatch(Item.class::isInstance)) {
                    throw new IllegalArgumentException(
                            "field " + field.path() + " takes items only");
                }
                canonical = List.copyOf(list);
            } else if (value instanceof Map<?, ?> map) {
                canonical = Collections.unmodifiableMap(map);
            }
            fields.put(field, canonical);
            return this;
        }

        /** Builds the event; name, ids, times, merchant and store must be set. */
        public Event build() {
            return new Event(this);
        }

        private static String describe(Object value) {
            return value == null ? "null" : value.getClass().getSimpleName();
        }
    }
}
