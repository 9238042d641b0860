// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.scope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tracklayer.core.evidence.EvidenceQueries.Found;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Rows are their own keys here. */
class PagesTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void searchesThatLookedAtEverythingAreOneSearchThatDid() {
        Found<Long> page = found(9, Found.all(List.of(90L, 40L)), Found.all(List.of(80L)));
        assertEquals(Found.all(List.of(90L, 80L, 40L)), page);
    }

    @Test
    void whatOneSearchHasNotLookedAtYetEndsThePageForAll() {
        Found<Long> page =
                found(9, Found.all(List.of(90L, 40L)), Found.until(50, NOON, List.of(80L, 60L)));
        assertEquals(Found.until(50, NOON, List.of(90L, 80L, 60L)), page);
    }

    @Test
    void theSearchThatWasGivenUpFirstSaysWhereTheNextPageBegins() {
        Found<Long> page =
                found(
                        9,
                        Found.until(20, NOON.minusSeconds(60), List.of(90L, 30L)),
                        Found.until(50, NOON, List.of()));
        assertEquals(Found.until(50, NOON, List.of(90L)), page);
        Found<Long> nothing =
                found(9, Found.until(20, NOON, List.of()), Found.until(10, NOON, List.of()));
        assertEquals(OptionalLong.of(20), nothing.searchedTo());
    }

    @Test
    void aFullPageEndsWithItsLastRowWhereverASearchWasGivenUp() {
        Found<Long> page =
                found(2, Found.all(List.of(90L, 40L)), Found.until(50, NOON, List.of(80L, 60L)));
        assertEquals(Found.all(List.of(90L, 80L)), page);
    }

    @Test
    void noPageEndsInsideAKey() {
        Found<Long> page = found(2, Found.all(List.of(90L, 80L)), Found.all(List.of(80L, 70L)));
        assertEquals(Found.all(List.of(90L, 80L, 80L)), page);
    }

    @Test
    void whoSeesNoneOfWhatIsAskedForFindsNothingAndIsAtTheEnd() {
        assertEquals(Found.all(List.of()), Pages.found(List.<Found<Long>>of(), row -> row, 9));
    }

    @Test
    void whatIsSiftedIsReadOnUntilThePageIsFull() {
        List<Long> page =
                Pages.sifted(
                        PagesTest::below, row -> row, row -> row % 600 == 0, Long.MAX_VALUE, 3);
        assertEquals(List.of(1800L, 1200L, 600L), page);
    }

    private static List<Long> below(long key, int limit) {
        return LongStream.iterate(Math.min(key, 2001) - 1, row -> row > 0, row -> row - 1)
                .limit(limit)
                .boxed()
                .toList();
    }

    private static Found<Long> found(int limit, Found<Long> one, Found<Long> other) {
        return Pages.found(List.of(one, other), row -> row, limit);
    }
}
