// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose;

import io.tracklayer.core.delivery.Attempt;
import java.time.Instant;
import java.util.Optional;

/**
 * That the latest requests to a destination got no usable answer, so that fewer are made.
 *
 * @param failures how many in a row
 * @param next when the next one leaves; empty when it may at any moment
 * @param last the latest of them, if it is kept
 */
record Outage(int failures, Optional<Instant> next, Optional<Attempt> last) {

    /** What it stands for. */
    Meaning meaning() {
        return last.map(Meanings::ofAttempt).orElse(Meanings.of("connection_lost").orElseThrow());
    }

    /** How many failed, the last of what, and when the next one leaves. */
    String sentence(String destination) {
        return (failures == 1
                        ? "The latest request to "
                        : "The latest " + failures + " requests to ")
                + destination
                + " failed"
                + last.map(Attempt::text)
                        .filter(text -> !text.isEmpty())
                        .map(text -> ": " + Say.sentence(text))
                        .orElse(".")
                + next.map(at -> " The next one leaves by itself at " + Say.time(at) + ".")
                        .orElse(" One finds out now whether it is back.");
    }
}
