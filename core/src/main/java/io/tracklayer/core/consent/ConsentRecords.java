// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.consent;

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
}
