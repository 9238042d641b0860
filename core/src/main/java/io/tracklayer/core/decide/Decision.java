// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.decide;

import io.tracklayer.core.enrich.ClickFreeAddresses;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.util.Objects;
import java.util.Set;

/**
 * What the rules said for one event and one destination.
 *
 * @param allowed whether it may be sent
 * @param reason closed code, e.g. {@code allowed}, {@code consent_denied:marketing}; see {@link
 *     ReasonCode}
 * @param sentence the reason as a marketer understands it
 * @param rule id of the rule that decided
 * @param location file and line of that rule
 * @param version version of the rules
 * @param stripped fields removed before the destination sees the event
 * @param treatment what else is done to the event or to its sending
 */
public record Decision(
        boolean allowed,
        String reason,
        String sentence,
        String rule,
        String location,
        String version,
        Set<EventField> stripped,
        Treatment treatment) {

    public Decision {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(treatment, "treatment");
        stripped = Set.copyOf(stripped);
    }

    /** A decision that asks for no treatment. */
    public Decision(
            boolean allowed,
            String reason,
            String sentence,
            String rule,
            String location,
            String version,
            Set<EventField> stripped) {
        this(allowed, reason, sentence, rule, location, version, stripped, Treatment.NONE);
    }

    /**
     * The event as the destination may see it: without what is stripped, then treated. When a wait
     * for an answer ended without one, what it takes out then is stripped, too.
     */
    public Event applyTo(Event event) {
        Event left = stripped(event, stripped);
        return treatment.applyTo(
                treatment.waits().map(delay -> stripped(left, delay.stripped())).orElse(left));
    }

    private static Event stripped(Event event, Set<EventField> fields) {
        return ClickFreeAddresses.of(event.without(fields), fields);
    }

    /** The same decision with another treatment. */
    public Decision with(Treatment changed) {
        return new Decision(allowed, reason, sentence, rule, location, version, stripped, changed);
    }
}
