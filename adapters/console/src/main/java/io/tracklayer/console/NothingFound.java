// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.evidence.EventSearch;
import io.tracklayer.core.evidence.EventSearch.Nature;
import io.tracklayer.core.evidence.EventSearch.Went;
import io.tracklayer.core.evidence.EventSearch.Whose;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.core.evidence.EvidenceQueries.ObservationFilter;
import io.tracklayer.core.evidence.ObservationRow;
import java.util.List;

/** What an empty list says: what else there is in the same place and time. */
record NothingFound(Evidence evidence, EventWanted wanted) {
    private static final int MOST = 50;

    void write(Html html, EventLines.Page page) {
        if (page.next() != 0) {
            html.element("h2", "Nothing fits so far.");
            return;
        }
        html.element("h2", arrived() ? "No event matches." : "No event has arrived yet.");
        List<ObservationRow> turnedAway = turnedAway();
        if (!turnedAway.isEmpty()) {
            html.open("p").text(sentence(turnedAway.size()));
            html.element(
                            "a",
                            "see why",
                            "href",
                            Links.to(
                                    "/events",
                                    "merchant",
                                    wanted.value("merchant"),
                                    "store",
                                    wanted.value("store"),
                                    "window",
                                    wanted.value("window"),
                                    "from",
                                    wanted.value("from"),
                                    "to",
                                    wanted.value("to")))
                    .text(".")
                    .close();
        }
        if (!arrived()) {
            html.open("p")
                    .text("To send one: ")
                    .element("code", "tl send")
                    .text(", or place an order in the shop.")
                    .close();
        }
    }

    private static String sentence(int count) {
        return switch (count) {
            case 1 -> "1 request was refused or rejected in this window: ";
            case MOST -> MOST + " and more requests were refused or rejected in this window: ";
            default -> count + " requests were refused or rejected in this window: ";
        };
    }

    private boolean arrived() {
        EventSearch any = EventSearch.all().of(wanted.search().merchants());
        return !evidence.queries().lookup().search(any, Long.MAX_VALUE, 1).events().isEmpty();
    }

    private List<ObservationRow> turnedAway() {
        EventFilter filter = wanted.search().events();
        EventSearch around =
                new EventSearch(
                        new EventFilter("", filter.merchant(), filter.store(), ""),
                        Whose.ANY,
                        Went.ANY,
                        Nature.ANY,
                        wanted.search().window(),
                        wanted.search().merchants());
        EventWanted requests = new EventWanted(around, wanted.direct(), true, wanted.given());
        return Tabs.TURNED_AWAY.stream()
                .map(verdict -> new ObservationFilter(verdict, filter.merchant(), ""))
                .flatMap(f -> evidence.queries().observations(f, Long.MAX_VALUE, MOST).stream())
                .filter(requests::fits)
                .limit(MOST)
                .toList();
    }
}
