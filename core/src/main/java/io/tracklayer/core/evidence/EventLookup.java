// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.evidence;

import java.util.List;

/** How operators find events, and requests that did not become any; thread-safe. */
public interface EventLookup {
    /**
     * Events that fit, with numbers below {@code beforeSeq}, newest first. Looks at a bounded
     * number of them and says how far it came.
     */
    FoundEvents search(EventSearch search, long beforeSeq, int limit);

    /**
     * Messages that were rejected or refused at or after a journal offset, oldest first, those of
     * the last request all there even beyond the limit.
     */
    List<ObservationRow> turnedAwaySince(long offset, int limit);
}
