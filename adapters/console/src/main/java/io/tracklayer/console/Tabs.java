// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.evidence.EvidenceQueries.ObservationCount;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import java.util.Set;

/** What can be seen of what arrived. */
final class Tabs {
    /** What a request that could not become an event was taken for. */
    static final Set<String> TURNED_AWAY = Set.of(Verdict.REFUSED.wire(), Verdict.REJECTED.wire());

    private final Evidence evidence;

    Tabs(Evidence evidence) {
        this.evidence = evidence;
    }

    void write(Html html, Tab here) {
        long turnedAway =
                evidence.queries().observationCounts().stream()
                        .filter(row -> TURNED_AWAY.contains(row.verdict()))
                        .mapToLong(ObservationCount::count)
                        .sum();
        html.open("nav", "class", "tabs", "aria-label", "What arrived");
        tab(html, "Events", "/events", here == Tab.EVENTS);
        tab(
                html,
                "Refused and rejected (" + turnedAway + ")",
                "/events?show=requests",
                here == Tab.REQUESTS);
        tab(html, "Browser and server", "/events?show=collisions", here == Tab.COLLISIONS);
        html.close();
    }

    private static void tab(Html html, String text, String link, boolean here) {
        if (here) {
            html.element("a", text, "href", link, "aria-current", "page");
        } else {
            html.element("a", text, "href", link);
        }
    }

    /** One of them. */
    enum Tab {
        EVENTS,
        REQUESTS,
        COLLISIONS
    }
}
