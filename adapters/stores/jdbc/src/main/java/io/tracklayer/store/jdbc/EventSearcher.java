// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.store.jdbc;

import io.tracklayer.core.evidence.EventSearch;
import io.tracklayer.core.evidence.EventSearch.Window;
import io.tracklayer.core.evidence.FoundEvents;
import io.tracklayer.core.evidence.Presence;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.core.identity.EventKeys;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Walks one index and looks at each event on the way. Which index: that of the filter whose next
 * stretch reaches furthest back, for there are fewest such events. Counts are not asked, and no
 * walk looks at more than {@link #MOST_LOOKED_AT} events.
 */
final class EventSearcher {
    /** Some 50 ms of events that are in no cache. */
    static final int MOST_LOOKED_AT = 2_500;

    static final String FIRST_SINCE =
            "SELECT seq FROM event WHERE received_at >= ? ORDER BY received_at, seq LIMIT ?";
    static final String LAST_BEFORE =
            """
            SELECT seq FROM event WHERE received_at < ? ORDER BY received_at DESC, seq DESC LIMIT ?
            """;

    private static final int STRETCH = 100;
    private static final int FURTHER = 250;

    /** Numbers follow the order of arrival, but for those that crossed or were taken up again. */
    private static final int OUT_OF_ORDER = 50;

    private final Sql sql;
    private final EventSearch search;
    private final int limit;
    private final Set<String> held;
    private final List<StoredEvent> found = new ArrayList<>();
    private int lookedAt;
    private SearchRow last;

    EventSearcher(Sql sql, EventSearch search, int limit) {
        this.sql = sql;
        this.search = search;
        this.limit = limit;
        this.held = DeliveryPath.held(sql);
    }

    FoundEvents below(long beforeSeq) {
        long floor = floor(search.window());
        long before = Math.min(beforeSeq, ceiling(search.window()));
        Walk walk = sparsest(before);
        List<SearchRow> rows = walk.first;
        int asked = STRETCH;
        while (true) {
            for (SearchRow row : rows) {
                if (row.seq() < floor) {
                    return found(0);
                }
                look(row);
                if (found.size() == limit || lookedAt == MOST_LOOKED_AT) {
                    return found(row.seq());
                }
            }
            if (rows.size() < asked) {
                return found(0);
            }
            asked = FURTHER;
            rows = walk.path.below(sql, last.seq(), asked);
        }
    }

    private FoundEvents found(long goOnBelow) {
        Instant backTo = last == null ? null : last.receivedAt();
        return new FoundEvents(found, goOnBelow, backTo, lookedAt);
    }

    private void look(SearchRow row) {
        lookedAt++;
        last = row;
        if (row.fits(search) && hasSource(row.seq()) && went(row.seq())) {
            EventQueries.event(sql, row.seq()).ifPresent(found::add);
        }
    }

    private boolean hasSource(long seq) {
        String source = search.events().source();
        return source.isEmpty()
                || sql.first(
                                "SELECT 1 FROM event_source WHERE source = ? AND event_seq = ?",
                                row -> true,
                                source,
                                seq)
                        .isPresent();
    }

    private boolean went(long seq) {
        return search.went().any() || DeliveryPath.fits(sql, search.went(), held, seq);
    }

    /** A way with its first stretch. */
    private record Walk(SearchPath path, List<SearchRow> first) {
        /** Up to which number it has come. */
        long reach() {
            return first.size() < STRETCH ? Long.MIN_VALUE : first.get(STRETCH - 1).seq();
        }
    }

    private Walk sparsest(long before) {
        Walk best = null;
        for (SearchPath path : paths()) {
            Walk walk = new Walk(path, path.below(sql, before, STRETCH));
            if (best == null || walk.reach() < best.reach()) {
                best = walk;
            }
        }
        return best;
    }

    /** What the search can be answered by; when persons or ids are given, by those alone. */
    private List<SearchPath> paths() {
        List<SearchPath> exact = new ArrayList<>();
        if (!search.whose().id().isEmpty()) {
            exact.add(SearchPath.column("event_id", search.whose().id()));
            exact.add(SearchPath.column("order_id", search.whose().id()));
        }
        search.whose().keys().forEach(key -> exact.add(SearchPath.key(key)));
        return exact.isEmpty() ? filters() : List.of(SearchPath.any(exact));
    }

    private List<SearchPath> filters() {
        List<SearchPath> paths = new ArrayList<>();
        column("event_name", search.events().eventName()).ifPresent(paths::add);
        column("store", search.events().store()).ifPresent(paths::add);
        column("merchant", merchant()).ifPresent(paths::add);
        if (!search.events().source().isEmpty()) {
            paths.add(SearchPath.source(search.events().source()));
        }
        if (search.nature().test() == Presence.ONLY) {
            paths.add(SearchPath.key(EventKeys.TEST));
        }
        if (search.nature().bot() == Presence.ONLY) {
            paths.add(SearchPath.key(EventKeys.BOT));
        }
        if (search.went().status() != null) {
            paths.add(DeliveryPath.of(sql, search.went()));
        }
        return paths.isEmpty() ? List.of(SearchPath.all()) : paths;
    }

    private String merchant() {
        boolean one = search.events().merchant().isEmpty() && search.merchants().size() == 1;
        return one ? search.merchants().iterator().next() : search.events().merchant();
    }

    private static Optional<SearchPath> column(String column, String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(SearchPath.column(column, value));
    }

    /** The lowest number of those that arrived about the beginning of the window. */
    private long floor(Window window) {
        return window.from() == null
                ? Long.MIN_VALUE
                : about(window.from()).stream().min(Long::compare).orElse(Long.MIN_VALUE);
    }

    /** Above the highest number of those that arrived about the end of the window. */
    private long ceiling(Window window) {
        return window.to() == null
                ? Long.MAX_VALUE
                : about(window.to()).stream().max(Long::compare).map(seq -> seq + 1).orElse(0L);
    }

    private List<Long> about(Instant time) {
        List<Long> about = new ArrayList<>();
        for (String query : List.of(FIRST_SINCE, LAST_BEFORE)) {
            about.addAll(sql.list(query, row -> row.getLong(1), Micros.of(time), OUT_OF_ORDER));
        }
        return about;
    }
}
