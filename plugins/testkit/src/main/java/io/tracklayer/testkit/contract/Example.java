// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import io.tracklayer.spi.PlatformAnswer;
import io.tracklayer.testkit.Answers;
import java.util.Objects;

/**
 * An answer of the platform to a request of one record, and what the destination must make of it.
 *
 * @param answer what the platform said
 * @param expected the kind of the outcome
 */
public record Example(PlatformAnswer answer, OutcomeKind expected) {
    public Example {
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(expected, "expected");
    }

    /** An example; {@code headers} alternates names and values. */
    public static Example of(OutcomeKind expected, int status, String body, String... headers) {
        return new Example(Answers.of(status, body, headers), expected);
    }
}
