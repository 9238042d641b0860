// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.testkit.contract;

import java.util.List;

/**
 * What one check found.
 *
 * @param check id of the check, lower case with dashes
 * @param title what it demands, as a sentence
 * @param status how it ended
 * @param problems one text per problem: where, what, and what to do; empty unless it failed
 */
public record Result(String check, String title, Status status, List<String> problems) {
    public Result {
        problems = List.copyOf(problems);
    }

    /** How a check ended. */
    public enum Status {
        PASSED,
        FAILED,
        /** An earlier failure left nothing to look at. */
        NOT_RUN
    }
}
