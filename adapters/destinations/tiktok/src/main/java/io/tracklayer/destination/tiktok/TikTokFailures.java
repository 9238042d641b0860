// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.destination.tiktok;

import io.tracklayer.spi.PlatformRecord;
import io.tracklayer.spi.Tree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The events a partial success names. TikTok documents no form for it, so any list in {@code data}
 * is read whose elements have an {@code index}, or the {@code event_id} of one event of the
 * request; so is the message.
 */
final class TikTokFailures {
    private final Map<Integer, String> reasons = new TreeMap<>();

    private TikTokFailures() {}

    static TikTokFailures of(TikTokReply reply, List<PlatformRecord> records) {
        TikTokFailures failures = new TikTokFailures();
        reply.named().headSet(records.size()).forEach(at -> failures.reasons.put(at, ""));
        Tree data = reply.data();
        data.members().keySet().stream()
                .flatMap(name -> data.each("/" + name).stream())
                .forEach(failed -> failures.read(failed, records));
        return failures;
    }

    boolean none() {
        return reasons.isEmpty();
    }

    /** What TikTok says about the event at a position, possibly empty text; empty if unnamed. */
    Optional<String> reason(int at) {
        return Optional.ofNullable(reasons.get(at));
    }

    private void read(Tree failed, List<PlatformRecord> records) {
        String said = failed.text("/message").or(() -> failed.text("/error")).orElse("");
        position(failed, records).ifPresent(at -> reasons.put(at, said));
    }

    private static Optional<Integer> position(Tree failed, List<PlatformRecord> records) {
        Optional<Integer> index =
                failed.text("/index")
                        .filter(text -> text.matches("\\d{1,4}"))
                        .map(Integer::valueOf);
        return index.or(() -> failed.text("/event_id").flatMap(id -> only(id, records)))
                .filter(at -> at < records.size());
    }

    /** Two events of one request may share an id under different names. */
    private static Optional<Integer> only(String eventId, List<PlatformRecord> records) {
        List<Map<String, Object>> bodies = records.stream().map(PlatformRecord::body).toList();
        int first = -1;
        for (int at = 0; at < bodies.size(); at++) {
            if (eventId.equals(bodies.get(at).get("event_id"))) {
                if (first >= 0) {
                    return Optional.empty();
                }
                first = at;
            }
        }
        return first < 0 ? Optional.empty() : Optional.of(first);
    }
}
