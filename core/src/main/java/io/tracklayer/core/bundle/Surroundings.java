// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a bundle tells of the node beside its evidence. */
public interface Surroundings {
    /** The most lines of the log that are kept. */
    int MOST_LINES = 200;

    /**
     * Members {@code version} and {@code commit}, and Java and operating system, as a JSON tree.
     */
    Map<String, Object> build();

    /** How journal and projection stand, as a JSON tree. */
    Map<String, Object> health();

    /** The newest warnings and errors since the node was started, oldest first. */
    List<LogLine> log();

    /**
     * The text of a file of the rules in force.
     *
     * @param file its name as it stands before the colon of a decision's location
     */
    Optional<String> rules(String file);
}
