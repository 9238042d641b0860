// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.evidence.EvidenceQueries;
import io.tracklayer.core.replay.ReplayQueries;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every query is either shown by merchant or refused to operators who see some only. Whoever adds
 * one decides: a method in the scoped class, or a name here.
 */
class ScopedQueriesTest {
    /** What only the node itself asks. */
    private static final Set<String> REFUSED = Set.of("due", "eventsChangedSince", "inquiries");

    private static final Set<String> REFUSED_OF_REPLAYS = Set.of("overdue", "select");

    @Test
    void everyQueryIsScopedOrRefused() {
        assertEquals(REFUSED, unscoped(EvidenceQueries.class, ScopedReads.class));
        assertEquals(REFUSED_OF_REPLAYS, unscoped(ReplayQueries.class, ScopedReplays.class));
    }

    @Test
    void aStandInAnswersAsTheQueryItStandsInFor() {
        for (Method asked : EvidenceQueries.class.getMethods()) {
            ScopedQueries.standIn(ScopedReads.class, asked)
                    .ifPresent(
                            found ->
                                    assertEquals(
                                            asked.getGenericReturnType(),
                                            found.getGenericReturnType(),
                                            asked.getName()));
        }
    }

    private static Set<String> unscoped(Class<?> port, Class<?> reads) {
        return Arrays.stream(port.getMethods())
                .filter(asked -> ScopedQueries.standIn(reads, asked).isEmpty())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
