// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.overview;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.FieldType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How well platforms can find the persons behind some events, from 0 to 10: the sum over the kinds
 * of keys of weight times the share of events that carry one. The weights follow what platforms
 * publish about the use of each key; the estimate is ours and no platform's own figure.
 *
 * @param events how many were looked at
 * @param tenths the score in tenths of a point, 0 to 100
 * @param carrying how many events carry each key
 */
public record MatchEstimate(int events, int tenths, Map<Key, Integer> carrying) {

    public MatchEstimate {
        carrying = Map.copyOf(carrying);
    }

    /** The estimate for events as the platform was given them; empty without any. */
    public static Optional<MatchEstimate> of(List<Event> given) {
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Map<Key, Integer> carrying = new EnumMap<>(Key.class);
        double sum = 0;
        for (Key key : Key.values()) {
            int with = (int) given.stream().filter(key.carried).count();
            carrying.put(key, with);
            sum += (double) key.tenths * with / given.size();
        }
        return Optional.of(new MatchEstimate(given.size(), (int) Math.round(sum), carrying));
    }

    /** From 0 to 10 with one digit, such as {@code 7.5}. */
    public String score() {
        return tenths / 10 + "." + tenths % 10;
    }

    /** The key whose absence costs most; empty when none is ever missing. */
    public Optional<Key> missingMost() {
        return Arrays.stream(Key.values())
                .filter(key -> lost(key) > 0)
                .max(Comparator.comparingLong(this::lost));
    }

    /** In how many of a hundred events the key is missing. */
    public int missingPercent(Key key) {
        return Math.toIntExact(Math.round(100.0 * (events - carrying.get(key)) / events));
    }

    private long lost(Key key) {
        return (long) key.tenths * (events - carrying.get(key));
    }

    /** What persons are found by; the weights sum up to 10 points. */
    public enum Key {
        EMAIL("e-mail", 30, any(EventField.EMAIL)),
        PHONE("phone", 20, any(EventField.PHONE)),
        CLICK_ID("click id", 20, Key::clicked),
        BROWSER_ID(
                "browser id",
                10,
                any(
                        EventField.FBP,
                        EventField.GA_CLIENT_ID,
                        EventField.TTP,
                        EventField.SCID,
                        EventField.RDT_UUID)),
        CLIENT(
                "address and browser",
                10,
                event -> event.has(EventField.CLIENT_IP) && event.has(EventField.USER_AGENT)),
        CUSTOMER("customer id", 5, any(EventField.EXTERNAL_ID)),
        NAME(
                "name and postal code",
                5,
                event -> event.has(EventField.LAST_NAME) && event.has(EventField.POSTAL_CODE));

        private final String title;
        private final int tenths;
        private final Predicate<Event> carried;

        Key(String title, int tenths, Predicate<Event> carried) {
            this.title = title;
            this.tenths = tenths;
            this.carried = carried;
        }

        /** As people say it. */
        public String title() {
            return title;
        }

        private static Predicate<Event> any(EventField... fields) {
            return event -> Arrays.stream(fields).anyMatch(event::has);
        }

        private static boolean clicked(Event event) {
            return event.has(EventField.FBC)
                    || event.fields().keySet().stream()
                            .anyMatch(field -> field.type() == FieldType.CLICK_ID);
        }
    }
}
