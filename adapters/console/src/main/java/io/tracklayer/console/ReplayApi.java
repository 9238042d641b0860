// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.intake.HttpOutput;
import io.tracklayer.core.replay.Replay;
import io.tracklayer.core.replay.ReplayJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Replays as JSON. */
final class ReplayApi {
    private static final int ROWS = 100;

    private final Evidence evidence;

    ReplayApi(Evidence evidence) {
        this.evidence = evidence;
    }

    HttpOutput replays(Parameters query) {
        query.only("before", "limit");
        int limit = query.limit(ROWS);
        List<Replay> rows = evidence.queries().replays().replays(query.beforeNumber(), limit);
        return page(
                "replays",
                rows.stream().map(ReplayJson::replay).toList(),
                rows.size() < limit ? null : rows.get(rows.size() - 1).offset());
    }

    HttpOutput replay(String id) {
        return evidence.queries()
                .replays()
                .replay(id)
                .map(replay -> Answers.json(200, ReplayJson.replay(replay)))
                .orElseGet(() -> Answers.error(404, "not_found", "no replay has this id"));
    }

    private static HttpOutput page(String name, List<?> rows, Long next) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(name, rows);
        if (next != null) {
            tree.put("next", next);
        }
        return Answers.json(200, tree);
    }
}
