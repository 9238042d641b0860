// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.sandbox.snapchat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tracklayer.sandbox.platform.Answer;
import io.tracklayer.sandbox.platform.Json;
import io.tracklayer.sandbox.platform.RecentList;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What {@code events/validate/logs} and {@code events/validate/stats} tell about the newest calls.
 * Snapchat names their content, not their members; these are ours.
 */
final class SnapchatTestTool {
    private static final Duration SHOWN = Duration.ofHours(1);

    private final Clock clock;
    private final RecentList<Seen> recent =
            new RecentList<>(1_000, 4_000_000, seen -> seen.events().length() + 128L);

    SnapchatTestTool(Clock clock) {
        this.clock = clock;
    }

    /** Notes a call that was taken or checked. */
    void note(String pixel, boolean test, int count, String events) {
        recent.add(new Seen(clock.instant(), pixel, test, count, events));
    }

    void clear() {
        recent.clear();
    }

    Answer logs(String pixel) {
        ObjectNode json = Json.object().put("status", "VALID");
        var logs = json.putArray("logs");
        of(pixel)
                .forEach(
                        seen ->
                                logs.addObject()
                                        .put("timestamp", seen.at().toString())
                                        .put("test", seen.test())
                                        .put("data", seen.events()));
        return Answer.json(200, json);
    }

    Answer stats(String pixel) {
        Instant start = clock.instant().minus(SHOWN);
        List<Seen> lately = of(pixel).stream().filter(seen -> seen.at().isAfter(start)).toList();
        ObjectNode json = Json.object().put("status", "VALID");
        json.put("test_events", count(lately, true));
        json.put("live_events", count(lately, false));
        lately.stream()
                .findFirst()
                .ifPresent(seen -> json.put("last_timestamp", seen.at().toString()));
        return Answer.json(200, json);
    }

    private List<Seen> of(String pixel) {
        return recent.newestFirst().stream().filter(seen -> seen.pixel().equals(pixel)).toList();
    }

    private static int count(List<Seen> seen, boolean test) {
        return seen.stream().filter(one -> one.test() == test).mapToInt(Seen::count).sum();
    }

    private record Seen(Instant at, String pixel, boolean test, int count, String events) {}
}
