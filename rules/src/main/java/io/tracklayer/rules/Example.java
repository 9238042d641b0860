// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.core.config.ConfigProblem;
import io.tracklayer.core.decide.Decision;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.EventField;
import java.util.Set;

/**
 * One expectation of an example: this event, that destination, this outcome.
 *
 * @param owner whose example it is, for messages
 * @param at where the expectation stands, without a message
 * @param region ISO 3166-1 alpha-2 code or empty
 * @param destination id of a plugin
 * @param expected as written, e.g. {@code skipped:test_traffic}
 * @param stripped fields that must be gone
 */
record Example(
        String owner,
        ConfigProblem at,
        Event event,
        String region,
        String destination,
        String expected,
        Set<EventField> stripped) {

    boolean holdsFor(Decision decision) {
        if (expected.startsWith("skipped")) {
            return !decision.allowed()
                    && (expected.equals("skipped")
                            || expected.equals("skipped:" + decision.reason()));
        }
        return decision.allowed() && decision.stripped().containsAll(stripped);
    }

    ConfigProblem failed(String why) {
        return new ConfigProblem(
                at.file(),
                at.line(),
                at.column(),
                "example of " + owner + " expects " + destination + ": " + expected + ", " + why);
    }
}
