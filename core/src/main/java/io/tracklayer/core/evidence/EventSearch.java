// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;

/**
 * Which events an operator looks for. All parts have to fit.
 *
 * @param whose found by an id or by keys
 * @param went what became of them
 * @param merchants whose may be shown; everybody's when empty
 */
public record EventSearch(
        EventFilter events,
        Whose whose,
        Went went,
        Nature nature,
        Window window,
        Set<String> merchants) {

    public EventSearch {
        Objects.requireNonNull(events, "events");
        merchants = Set.copyOf(merchants);
    }

    /** Every event. */
    public static EventSearch all() {
        return of(EventFilter.all());
    }

    /** By name, merchant, store and source alone. */
    public static EventSearch of(EventFilter events) {
        return new EventSearch(events, Whose.ANY, Went.ANY, Nature.ANY, Window.ALWAYS, Set.of());
    }

    /** The same among events of these merchants; of all when empty. */
    public EventSearch of(Set<String> theirs) {
        return new EventSearch(events, whose, went, nature, window, theirs);
    }

    /** The same for these persons or ids. */
    public EventSearch of(Whose theirs) {
        return new EventSearch(events, theirs, went, nature, window, merchants);
    }

    /** Whether an event fits, apart from {@link #whose} and {@link #went}. */
    public boolean fits(Event event) {
        return fits(events.eventName(), event.name().wire())
                && fits(events.store(), event.store())
                && merchant(event.merchant())
                && (events.source().isEmpty() || event.sources().contains(events.source()))
                && nature.test.fits(event.test())
                && nature.bot.fits(event.flag(EventField.BOT).orElse(false))
                && nature.consent.fits(event.consent()::state)
                && window.holds(event.receivedAt());
    }

    /** Whether what is a merchant's is looked for and may be shown. */
    public boolean merchant(String merchant) {
        return fits(events.merchant(), merchant)
                && (merchants.isEmpty() || merchants.contains(merchant));
    }

    private static boolean fits(String wanted, String value) {
        return wanted.isEmpty() || wanted.equals(value);
    }

    /**
     * By what they are found.
     *
     * @param id event id or order id, or empty
     * @param keys numbers of {@link io.tracklayer.core.identity.EventKeys}, of which one suffices;
     *     empty for none asked for
     */
    public record Whose(String id, Set<Long> keys) {
        /** Anybody's. */
        public static final Whose ANY = new Whose("", Set.of());

        public Whose {
            keys = Set.copyOf(keys);
        }
    }

    /**
     * What became of them at a destination.
     *
     * @param status where a delivery stands, or null for anywhere
     * @param destination of which destination, or empty for any one
     */
    public record Went(DeliveryStatus status, String destination) {
        /** Anything. */
        public static final Went ANY = new Went(null, "");

        /** Whether nothing is asked. */
        public boolean any() {
            return status == null && destination.isEmpty();
        }

        /** Whether one delivery is what is asked for. */
        public boolean fits(String where, DeliveryStatus shown) {
            return (destination.isEmpty() || destination.equals(where))
                    && (status == null || status == shown);
        }
    }

    /** Of what nature they are. */
    public record Nature(ConsentWanted consent, Presence test, Presence bot) {
        /** Any. */
        public static final Nature ANY = new Nature(ConsentWanted.ANY, Presence.ANY, Presence.ANY);
    }

    /**
     * When they arrived.
     *
     * @param from the first moment, or null
     * @param to the first moment after it, or null
     */
    public record Window(Instant from, Instant to) {
        /** At any time. */
        public static final Window ALWAYS = new Window(null, null);

        /** Whether a time is within. */
        public boolean holds(Instant at) {
            return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to));
        }
    }
}
