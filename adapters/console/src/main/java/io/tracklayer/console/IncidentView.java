// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.Incident;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What kept destinations from delivering, as JSON and as a line each. */
final class IncidentView {
    private IncidentView() {}

    static Map<String, Object> json(Incident incident) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", incident.id());
        tree.put("kind", incident.kind().wire());
        tree.put("open", incident.closed().isEmpty());
        tree.put("destination", incident.destination());
        tree.put("merchant", incident.merchant());
        tree.put("opened_at", incident.openedAt().toString());
        incident.closed().ifPresent(at -> tree.put("closed_at", at.toString()));
        tree.put("last_at", incident.lastAt().toString());
        tree.put("count", incident.count());
        tree.put("sentence", incident.sentence());
        return tree;
    }

    /** A line for each whose destination is not paused: a pause's banner says the same and more. */
    static void lines(Html html, List<Incident> open, Standing.Board board) {
        for (Incident incident : open) {
            if (board.pause(incident.destination()).isPresent()) {
                continue;
            }
            String kind = incident.kind().wire().replace('_', ' ');
            Frame.banner(html, "failed", incident.destination() + ": " + kind).text("Since ");
            Words.time(html, incident.openedAt());
            html.text(", " + incident.count() + " time(s). " + incident.sentence() + " ")
                    .element(
                            "a",
                            "What it answers",
                            "href",
                            Links.to("/api-logs", "destination", incident.destination()))
                    .close()
                    .close();
        }
    }
}
