// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.bundle;

import java.util.Map;
import java.util.Optional;

/** What a bundle tells of the node beside its evidence. */
public interface Surroundings {
    /** Version, commit where it is known, Java and operating system, as a JSON tree. */
    Map<String, Object> build();

    /** How journal and projection stand, as a JSON tree. */
    Map<String, Object> health();

    /**
     * The text of a file of the rules in force.
     *
     * @param file its name as it stands before the colon of a decision's location
     */
    Optional<String> rules(String file);
}
