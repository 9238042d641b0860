// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.access.Operator;
import io.tracklayer.core.access.Role;
import io.tracklayer.core.evidence.EventLookup;
import io.tracklayer.core.evidence.EventSearch;
import io.tracklayer.core.evidence.FoundEvents;
import io.tracklayer.core.evidence.ObservationRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopedLookupTest {
    private static final Operator ANNA = new Operator("anna", Role.VIEWER, Set.of("acme"));

    private final Recorded all = new Recorded();
    private final EventLookup seen = new ScopedLookup(all, new Sight(ANNA, null));

    @Test
    void whateverMerchantsASearchNamesOnlyThoseThatAreSeenAreSearched() {
        seen.search(EventSearch.all(), 90, 10);
        seen.search(EventSearch.all().of(Set.of("rival")), 90, 10);
        seen.search(EventSearch.all().of(Set.of("rival", "acme")), 90, 10);
        assertEquals(
                List.of(Set.of("acme"), Set.of("acme"), Set.of("acme")),
                all.searches.stream().map(EventSearch::merchants).toList());
    }

    @Test
    void requestsTurnedAwayOfOthersAndOfNobodyAreLeftOut() {
        assertEquals(List.of(row("acme")), seen.turnedAwaySince(0, 10));
    }

    private static ObservationRow row(String merchant) {
        return new ObservationRow(
                "7-0",
                7,
                merchant,
                "main",
                "shopify",
                Instant.EPOCH,
                ObservationRow.Verdict.REFUSED,
                "bad_signature",
                "the signature does not fit",
                0,
                "");
    }

    /** Remembers what it was asked. */
    private static final class Recorded implements EventLookup {
        private final List<EventSearch> searches = new ArrayList<>();

        @Override
        public FoundEvents search(EventSearch search, long beforeSeq, int limit) {
            searches.add(search);
            return new FoundEvents(List.of(), 0, null, 0);
        }

        @Override
        public List<ObservationRow> turnedAwaySince(long offset, int limit) {
            return List.of(row("rival"), row("acme"), row(""));
        }
    }
}
