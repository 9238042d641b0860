// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.spi.RateWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the lanes of one account at a platform share: rate windows, pauses, and the one request that
 * finds out whether a pause is over. When permits are short the lanes take turns. Thread-safe;
 * calls no lane.
 */
final class Account {
    /** How long a lane that was to come back for its permit is waited for. */
    private static final Duration TURN = Duration.ofSeconds(2);

    private static final Duration SOON = Duration.ofMillis(50);

    private final SentCounts history;
    private final Map<Lane, DestinationConfig> members = new LinkedHashMap<>();
    private final Map<Key, SlidingWindow> windows = new HashMap<>();
    private final Map<Lane, Instant> turns = new LinkedHashMap<>();
    private Lane probing;

    Account(SentCounts history) {
        this.history = history;
    }

    /** Reads what destinations sent before they joined. */
    @FunctionalInterface
    interface SentCounts {
        /** Permits used in each slice since a time. */
        Map<Instant, Integer> since(String destination, Instant since, RateWindow rate);
    }

    /** A window and, when it is not the account's, the destination it belongs to. */
    private record Key(RateWindow rate, String destination) {
        static Key of(RateWindow rate, DestinationConfig config) {
            boolean shared = rate.scope() == RateWindow.Scope.ACCOUNT;
            return new Key(rate, shared ? "" : config.id());
        }

        boolean holds(String id) {
            return destination.isEmpty() || destination.equals(id);
        }
    }

    /** Adds a lane or takes its changed set-up. What it sent before counts. */
    synchronized void join(Lane lane, DestinationConfig config, Instant now) {
        boolean joined = members.put(lane, config) == null;
        Map<Key, SlidingWindow> present = new HashMap<>(windows);
        windows.clear();
        for (DestinationConfig member : members.values()) {
            for (RateWindow rate : member.rates()) {
                Key key = Key.of(rate, member);
                windows.computeIfAbsent(key, k -> present.getOrDefault(k, new SlidingWindow(rate)));
            }
        }
        windows.forEach((key, window) -> recall(key, window, !present.containsKey(key), now));
        if (joined) {
            present.forEach((key, window) -> recall(key, window, config, now));
        }
    }

    private void recall(Key key, SlidingWindow window, boolean fresh, Instant now) {
        if (fresh) {
            members.values().forEach(member -> recall(key, window, member, now));
        }
    }

    private void recall(Key key, SlidingWindow window, DestinationConfig of, Instant now) {
        if (key.holds(of.id())) {
            Instant since = now.minus(key.rate().per());
            history.since(of.id(), since, key.rate()).forEach((at, n) -> window.add(n, at));
        }
    }

    synchronized void leave(Lane lane) {
        members.remove(lane);
        turns.remove(lane);
        probed(lane);
    }

    /** The other lanes of the account. */
    synchronized List<Lane> others(Lane lane) {
        return members.keySet().stream().filter(member -> member != lane).toList();
    }

    /** How many records may be claimed now, when requests carry at most so many. */
    synchronized long room(Lane lane, int maxRecords, Instant now) {
        long room = Long.MAX_VALUE;
        for (Map.Entry<Key, SlidingWindow> window : windowsOf(lane)) {
            long left = window.getValue().left(now);
            boolean requests = window.getKey().rate().unit() == RateWindow.Unit.REQUESTS;
            room = Math.min(room, requests ? left * maxRecords : left);
        }
        return room;
    }

    /** How far each window of a lane is used up. */
    synchronized List<LaneStatus.Window> uses(Lane lane, Instant now) {
        return windowsOf(lane).stream()
                .map(
                        window ->
                                new LaneStatus.Window(
                                        window.getKey().rate(),
                                        window.getValue().permits() - window.getValue().left(now),
                                        window.getValue().free(1, now)))
                .toList();
    }

    /** When the next request may leave; now, if it may. */
    synchronized Instant free(Lane lane, Instant now) {
        return free(lane, 1, now);
    }

    /** Takes the permits for a request, or says when to ask again. */
    synchronized Optional<Instant> take(Lane lane, int records, Instant now) {
        turns.values().removeIf(expected -> expected.plus(TURN).isBefore(now));
        Instant free = free(lane, records, now);
        boolean others = !turns.isEmpty() && turns.keySet().iterator().next() != lane;
        if (others || free.isAfter(now)) {
            Instant again = free.isAfter(now) ? free : now.plus(SOON);
            turns.put(lane, again);
            return Optional.of(again);
        }
        turns.remove(lane);
        for (Map.Entry<Key, SlidingWindow> window : windowsOf(lane)) {
            window.getValue().add(window.getValue().cost(records), now);
        }
        return Optional.empty();
    }

    private Instant free(Lane lane, int records, Instant now) {
        Instant latest = now;
        for (Map.Entry<Key, SlidingWindow> window : windowsOf(lane)) {
            Instant at = window.getValue().free(window.getValue().cost(records), now);
            latest = at.isAfter(latest) ? at : latest;
        }
        return latest;
    }

    /** Whether this lane may find out whether a pause is over; only one does at a time. */
    synchronized boolean mayProbe(Lane lane) {
        probing = probing == null ? lane : probing;
        return probing == lane;
    }

    /** Ends the lane's probe. */
    synchronized void probed(Lane lane) {
        probing = probing == lane ? null : probing;
    }

    private List<Map.Entry<Key, SlidingWindow>> windowsOf(Lane lane) {
        DestinationConfig config = members.get(lane);
        List<Map.Entry<Key, SlidingWindow>> own = new ArrayList<>();
        for (Map.Entry<Key, SlidingWindow> window : windows.entrySet()) {
            if (config != null && window.getKey().holds(config.id())) {
                own.add(window);
            }
        }
        return own;
    }
}
