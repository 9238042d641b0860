// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.decide;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.spi.Event;
import io.tracklayer.spi.Purpose;
import java.util.Set;

/** Consent and routing rules, compiled. Immutable: a reload makes a new one. */
public interface Decider {

    /**
     * Decides one event for one destination. Fails closed: what no rule allows is skipped.
     *
     * @param region ISO 3166-1 alpha-2 code of where the visitor is, or empty when unknown
     * @param purposes purposes the destination cannot do without
     */
    Decision decide(
            Event event, String region, DestinationConfig destination, Set<Purpose> purposes);

    /**
     * Whether an answer the visitor has not given counts as no. Fails closed.
     *
     * @param region as in {@link #decide}
     */
    default boolean closesUnknown(Event event, String region) {
        return true;
    }

    /** Identifies this state of the rules on every decision made by it. */
    String version();
}
