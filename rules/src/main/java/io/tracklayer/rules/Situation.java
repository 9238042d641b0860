// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import io.tracklayer.spi.Purpose;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What one decision is about.
 *
 * @param event the event as it is kept, before anything is taken out
 * @param region upper-case ISO 3166-1 alpha-2 code, or empty when unknown
 * @param destination the configured destination's id
 * @param plugin id of the plugin behind it
 * @param purposes purposes the destination cannot do without
 * @param tags what rules so far called the event
 */
public record Situation(
        Event event,
        String region,
        String destination,
        String plugin,
        Set<Purpose> purposes,
        Set<String> tags) {
    private static final int LONGEST_SUBDIVISION = 3;

    public Situation {
        purposes = Set.copyOf(purposes);
        tags = Set.copyOf(tags);
    }

    /** Before any rule has given a tag. */
    public Situation(
            Event event, String region, String destination, String plugin, Set<Purpose> purposes) {
        this(event, region, destination, plugin, purposes, Set.of());
    }

    /** ISO 3166-2 code such as US-CA, when the event has the code of a state of that country. */
    Optional<String> subdivision() {
        return event.text(EventField.STATE)
                .filter(state -> state.length() <= LONGEST_SUBDIVISION)
                .filter(state -> state.chars().allMatch(Character::isLetterOrDigit))
                .filter(state -> event.text(EventField.COUNTRY).filter(region::equals).isPresent())
                .map(state -> region + "-" + state.toUpperCase(Locale.ROOT));
    }

    Situation tagged(Set<String> all) {
        return new Situation(event, region, destination, plugin, purposes, all);
    }
}
