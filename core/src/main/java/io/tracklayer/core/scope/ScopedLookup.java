// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.scope;

import io.tracklayer.core.evidence.EventLookup;
import io.tracklayer.core.evidence.EventSearch;
import io.tracklayer.core.evidence.FoundEvents;
import io.tracklayer.core.evidence.ObservationRow;
import java.util.List;

/** Finds events of merchants that are seen, whatever others a search names. */
record ScopedLookup(EventLookup all, Sight sight) implements EventLookup {
    @Override
    public FoundEvents search(EventSearch search, long beforeSeq, int limit) {
        return all.search(search.of(sight.operator().merchants()), beforeSeq, limit);
    }

    @Override
    public List<ObservationRow> turnedAwaySince(long offset, int limit) {
        return all.turnedAwaySince(offset, limit).stream()
                .filter(row -> sight.sees(row.merchant()))
                .toList();
    }
}
