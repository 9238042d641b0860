// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.rules;

import io.tracklayer.spi.EventField;
import java.util.Set;

/** What a rule does where it matches. */
sealed interface Action {

    Targets targets();

    /**
     * Nothing is sent.
     *
     * @param sentence the operator's wording, or empty
     */
    record Skip(Targets targets, String reason, String sentence) implements Action {}

    /** Sent, whatever later rules say. */
    record Allow(Targets targets) implements Action {}

    /** Sent without these fields, if sent at all. */
    record Strip(Targets targets, Set<EventField> fields) implements Action {}
}
