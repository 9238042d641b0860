// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.scope;

import io.tracklayer.core.evidence.EvidenceQueries.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Pages put together or sifted; like those of the store they never end inside a key. */
final class Pages {
    private static final int AT_ONCE = 500;
    private static final int MOST = 200;

    private Pages() {}

    /** The newest of several pages of one kind, each newest first. */
    static <T, K extends Comparable<K>> List<T> merged(
            List<List<T>> pages, Function<T, K> key, int limit) {
        if (pages.size() == 1) {
            return pages.get(0);
        }
        List<T> all = new ArrayList<>();
        pages.forEach(all::addAll);
        all.sort(Comparator.comparing(key).reversed());
        return cut(all, key, limit);
    }

    /**
     * The newest of several searches of one kind. What one of them has not looked at yet ends the
     * page for all: the next one begins there.
     *
     * @param key numbers as the searches count them
     */
    static <T> Found<T> found(List<Found<T>> pages, ToLongFunction<T> key, int limit) {
        List<T> rows = merged(pages.stream().map(Found::rows).toList(), key::applyAsLong, limit);
        Optional<Found<T>> first =
                pages.stream()
                        .filter(page -> page.searchedTo().isPresent())
                        .max(Comparator.comparingLong(page -> page.searchedTo().getAsLong()));
        if (first.isEmpty()) {
            return Found.all(rows);
        }
        long end = first.get().searchedTo().getAsLong();
        List<T> whole = rows.stream().filter(row -> key.applyAsLong(row) >= end).toList();
        return whole.size() >= limit
                ? Found.all(whole)
                : Found.until(end, first.get().searchedToTime(), whole);
    }

    /**
     * The rows that may be seen of a list in which they are among others.
     *
     * @param page what stands below a key, newest first, at most so many
     */
    static <T> List<T> sifted(
            Page<T> page, Function<T, Long> key, Predicate<T> seen, long before, int limit) {
        List<T> found = new ArrayList<>();
        long at = before;
        for (int pages = 0; found.size() < limit && pages < MOST; pages++) {
            List<T> next = page.below(at, AT_ONCE);
            next.stream().filter(seen).forEach(found::add);
            if (next.size() < AT_ONCE) {
                break;
            }
            at = key.apply(next.get(next.size() - 1));
        }
        return cut(found, key, limit);
    }

    private static <T, K extends Comparable<K>> List<T> cut(
            List<T> rows, Function<T, K> key, int limit) {
        if (limit <= 0) {
            return List.of();
        }
        if (rows.size() <= limit) {
            return rows;
        }
        K last = key.apply(rows.get(limit - 1));
        return rows.stream().filter(row -> key.apply(row).compareTo(last) >= 0).toList();
    }

    /** One page of a list. */
    interface Page<T> {
        List<T> below(long key, int limit);
    }
}
