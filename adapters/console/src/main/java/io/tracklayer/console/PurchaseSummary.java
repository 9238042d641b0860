// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.EventNumber;
import io.tracklayer.core.evidence.EvidenceQueries.EventFilter;
import io.tracklayer.spi.EventName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Whether the newest purchases reached each destination, and why those that did not did not. */
final class PurchaseSummary {
    private static final int NEWEST = 200;
    private static final int REASONS = 3;
    private static final String PURCHASE = EventName.PURCHASE_PLACED.wire();

    private final Evidence evidence;
    private final String heading;
    private final boolean folded;

    private PurchaseSummary(Evidence evidence, String heading, boolean folded) {
        this.evidence = evidence;
        this.heading = heading;
        this.folded = folded;
    }

    /** For a page that is about it. */
    static PurchaseSummary whole(Evidence evidence) {
        return new PurchaseSummary(evidence, "h3", false);
    }

    /** For a page that goes on with a list: where there is little room it is one line. */
    static PurchaseSummary above(Evidence evidence) {
        return new PurchaseSummary(evidence, "h2", true);
    }

    void write(Html html, EventFilter filter) {
        EventFilter purchases =
                new EventFilter(PURCHASE, filter.merchant(), filter.store(), filter.source());
        List<EventNumber> newest = evidence.queries().numbers(purchases, Long.MAX_VALUE, NEWEST);
        html.open("section", "class", "summary", "aria-label", "Purchases");
        html.element(heading, heading(newest.size()));
        Map<String, List<Standing>> found = byDestination(newest);
        if (folded && !found.isEmpty()) {
            html.open("details", "class", "roomy").element("summary", inAll(found.values()));
        }
        html.open("div", "class", "reach");
        found.forEach((id, standings) -> destination(html, id, standings));
        html.close();
        if (folded && !found.isEmpty()) {
            html.close();
        }
        html.close();
    }

    private static String inAll(Collection<List<Standing>> found) {
        Map<DeliveryStatus, Integer> counts = new EnumMap<>(DeliveryStatus.class);
        found.forEach(
                standings ->
                        standings.forEach(
                                standing -> counts.merge(standing.status(), 1, Integer::sum)));
        return "By destination: "
                + counts.entrySet().stream()
                        .map(one -> one.getValue() + " " + one.getKey().wire())
                        .collect(Collectors.joining(", "));
    }

    private static String heading(int count) {
        return switch (count) {
            case 0 -> "No purchase has arrived yet";
            case 1 -> "1 purchase";
            default ->
                    count < NEWEST ? count + " purchases" : "The newest " + NEWEST + " purchases";
        };
    }

    private Map<String, List<Standing>> byDestination(List<EventNumber> purchases) {
        Standing.Board board = evidence.board();
        Map<String, List<Standing>> found = new TreeMap<>();
        if (!purchases.isEmpty()) {
            board.configuration().destinations().stream()
                    .filter(destination -> wanted(destination, purchases))
                    .forEach(destination -> found.put(destination.id(), new ArrayList<>()));
        }
        evidence.queries()
                .deliveriesOf(purchases.stream().map(EventNumber::seq).toList())
                .values()
                .forEach(
                        rows ->
                                rows.forEach(
                                        row ->
                                                found.computeIfAbsent(
                                                                row.destination(),
                                                                id -> new ArrayList<>())
                                                        .add(board.of(row))));
        return found;
    }

    private static boolean wanted(DestinationConfig destination, List<EventNumber> purchases) {
        return purchases.stream()
                .anyMatch(event -> destination.serves(event.merchant(), event.store()));
    }

    private void destination(Html html, String id, List<Standing> standings) {
        html.open("div", "class", "line").element("strong", id);
        if (standings.isEmpty()) {
            html.element("span", "none yet: it was set up after these purchases", "class", "why");
        }
        Map<DeliveryStatus, Integer> counts = new EnumMap<>(DeliveryStatus.class);
        standings.forEach(standing -> counts.merge(standing.status(), 1, Integer::sum));
        counts.forEach(
                (status, count) ->
                        html.element(
                                "a",
                                count + " " + status.wire(),
                                "class",
                                "badge " + status.wire(),
                                "href",
                                Links.to(
                                        "/deliveries",
                                        "destination",
                                        id,
                                        "status",
                                        status.wire(),
                                        "event",
                                        PURCHASE)));
        reasons(html, standings);
        html.close();
    }

    private void reasons(Html html, List<Standing> standings) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        standings.stream()
                .filter(standing -> standing.status() != DeliveryStatus.DELIVERED)
                .forEach(
                        standing ->
                                counts.merge(
                                        standing.status().wire() + ": " + standing.sentence(),
                                        1,
                                        Integer::sum));
        if (counts.isEmpty()) {
            return;
        }
        html.open("details", "class", folded ? "reasons" : "reasons roomy")
                .element("summary", "Why not all")
                .open("ul");
        counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(REASONS)
                .forEach(reason -> html.element("li", reason.getValue() + " " + reason.getKey()));
        html.close().close();
    }
}
