// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.spi.document;

import io.tracklayer.spi.ConsentState;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Purpose;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An event after denied purposes took out what they forbid.
 *
 * @param event what may be sent
 * @param warnings one sentence per purpose that took something out
 */
public record DeniedPurposes(Event event, List<String> warnings) {
    private static final Set<EventField.Privacy> MARKETING_DATA =
            Set.of(
                    EventField.Privacy.CLICK_ID,
                    EventField.Privacy.COOKIE,
                    EventField.Privacy.NETWORK);

    // Addresses repeat click ids in their query.
    private static final List<EventField> ADDRESSES =
            List.of(EventField.PAGE_URL, EventField.PAGE_REFERRER, EventField.LANDING_URL);

    /**
     * What may be sent of an event. {@code marketing} denied takes out click ids, browser ids,
     * address and browser of the device and the query of page addresses; {@code ad_user_data}
     * denied takes out the person, but for the external id when {@code analytics} is granted.
     *
     * @param heeded the purposes whose denial takes something out; others take out nothing
     */
    public static DeniedPurposes strip(Event event, Set<Purpose> heeded) {
        return new DeniedPurposes(event, List.of())
                .strip(Purpose.MARKETING, heeded, DeniedPurposes::withoutMarketingData)
                .strip(Purpose.AD_USER_DATA, heeded, DeniedPurposes::withoutUser);
    }

    private DeniedPurposes strip(
            Purpose purpose, Set<Purpose> heeded, UnaryOperator<Event> removal) {
        boolean asked =
                heeded.contains(purpose) && event.consent().state(purpose) == ConsentState.DENIED;
        Event left = asked ? removal.apply(event) : event;
        String changed = changed(event, left);
        if (changed.isEmpty()) {
            return this;
        }
        String warning = "stripped:" + changed + " because " + purpose.wire() + " is denied";
        return new DeniedPurposes(
                left, Stream.concat(warnings.stream(), Stream.of(warning)).toList());
    }

    private static Event withoutMarketingData(Event event) {
        Event left = event.without(fieldsOf(MARKETING_DATA));
        for (EventField address : ADDRESSES) {
            left = left.text(address).isPresent() ? withoutQuery(left, address) : left;
        }
        return left;
    }

    private static Event withoutQuery(Event event, EventField address) {
        String kept = event.text(address).orElseThrow().split("[?#]", 2)[0];
        return kept.isBlank()
                ? event.without(List.of(address))
                : event.toBuilder().set(address, kept).build();
    }

    private static Event withoutUser(Event event) {
        boolean keepsKey = event.consent().state(Purpose.ANALYTICS) == ConsentState.GRANTED;
        return event.without(
                Arrays.stream(EventField.values())
                        .filter(field -> field.path().startsWith("user."))
                        .filter(field -> !(keepsKey && field == EventField.EXTERNAL_ID))
                        .toList());
    }

    private static List<EventField> fieldsOf(Set<EventField.Privacy> classes) {
        return Arrays.stream(EventField.values())
                .filter(field -> classes.contains(field.privacy()))
                .toList();
    }

    private static String changed(Event before, Event after) {
        return before.fields().entrySet().stream()
                .filter(known -> !known.getValue().equals(after.fields().get(known.getKey())))
                .map(known -> known.getKey().path())
                .collect(Collectors.joining(","));
    }
}
