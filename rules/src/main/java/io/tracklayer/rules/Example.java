// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Purpose;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What one example expects of one destination.
 *
 * @param owner whose example it is, for messages
 * @param at where the expectation stands, without a message
 * @param region ISO 3166-1 alpha-2 code or empty
 * @param destination id of a plugin
 * @param expected all that must hold
 */
record Example(
        String owner,
        ConfigProblem at,
        Event event,
        String region,
        String destination,
        List<Expectation> expected) {

    Example {
        expected = List.copyOf(expected);
    }

    Situation situation(Set<Purpose> purposes) {
        return new Situation(event, region, destination, destination, purposes);
    }

    boolean holdsFor(Decision decision) {
        return expected.stream().allMatch(each -> each.holdsFor(decision));
    }

    ConfigProblem failed(String why) {
        return new ConfigProblem(
                at.file(),
                at.line(),
                at.column(),
                "example of "
                        + owner
                        + " expects "
                        + destination
                        + ": "
                        + expected.stream().map(Expectation::text).collect(Collectors.joining(", "))
                        + ", "
                        + why);
    }
}
