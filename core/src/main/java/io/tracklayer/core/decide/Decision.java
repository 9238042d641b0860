// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.decide;

import io.tracklayer.spi.EventField;
import java.util.Objects;
import java.util.Set;

/**
 * What the rules said for one event and one destination.
 *
 * @param allowed whether it may be sent
 * @param reason closed code, e.g. {@code allowed}, {@code consent_denied:marketing}
 * @param sentence the reason as a marketer understands it
 * @param rule id of the rule that decided
 * @param location file and line of that rule
 * @param version version of the rules
 * @param stripped fields removed before the destination sees the event
 */
public record Decision(
        boolean allowed,
        String reason,
        String sentence,
        String rule,
        String location,
        String version,
        Set<EventField> stripped) {

    public Decision {
        Objects.requireNonNull(reason, "reason");
        stripped = Set.copyOf(stripped);
    }
}
