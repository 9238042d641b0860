// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is remembered of visitors, as part of one transaction of the writer. */
public interface ConsentRecords {

    /**
     * What is remembered.
     *
     * @param visitor a key of {@link VisitorKeys}
     */
    Optional<StoredConsent> find(String visitor);

    /** Keeps or replaces what is remembered. */
    void put(String visitor, StoredConsent consent);

    /**
     * Notes that an event waits for the visitor's answer.
     *
     * @param until when it waits no longer
     */
    void await(String visitor, long eventSeq, Instant until);

    /** The events that wait for the visitor's answer, at most a few hundred, the latest. */
    List<Long> awaiting(String visitor);

    /** Notes that an event waits no longer. */
    void answered(String visitor, long eventSeq);
}
