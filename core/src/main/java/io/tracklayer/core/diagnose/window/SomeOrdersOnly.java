// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.diagnose.Cause;
import io.tracklayer.core.diagnose.Meaning;
import io.tracklayer.core.diagnose.Meanings;
import io.tracklayer.core.diagnose.Proof;
import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.diagnose.Symptom;
import io.tracklayer.core.diagnose.window.Groups.Key;
import io.tracklayer.core.diagnose.window.Window.Sale;
import io.tracklayer.core.evidence.ObservationRow;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import io.tracklayer.spi.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Purchases that were not to be sent, and orders that were left out before. */
final class SomeOrdersOnly implements SymptomCheck {
    /** What sources leave out because of their settings. */
    private static final Set<String> LEFT_OUT =
            Set.of(
                    "pos_order",
                    "draft_order",
                    "test_order",
                    "admin_order",
                    "below_min_value",
                    "staff_account");

    /** The order is told by another of its events. */
    private static final Set<String> TOLD_OTHERWISE =
            Set.of("already_counted", "not_the_purchase", "onetag_reports_it");

    @Override
    public Symptom symptom() {
        return Symptom.SOME_ORDERS_ONLY;
    }

    @Override
    public String looksAt() {
        return "purchases that were skipped, by reason, stores a platform is not told of, and orders"
                + " that the settings of their source leave out";
    }

    @Override
    public List<WindowFinding> check(Window window) {
        List<WindowFinding> found = new ArrayList<>(leftOut(window));
        List<Sale> sales = window.liveSales();
        for (DestinationConfig destination : window.destinations()) {
            Groups groups = new Groups();
            sales.forEach(sale -> add(groups, window, destination, sale));
            long of = sales.stream().filter(sale -> belongs(destination, sale)).count();
            found.addAll(groups.findings(State.WARNING, of, window.salesCut()));
        }
        return found;
    }

    private static void add(
            Groups groups, Window window, DestinationConfig destination, Sale sale) {
        Event event = sale.stored().event();
        sale.at(destination)
                .filter(row -> row.status() == DeliveryStatus.SKIPPED)
                .filter(row -> !toldOtherwise(window, row))
                .ifPresent(row -> skipped(groups, window, row));
        if (belongs(destination, sale)
                && sale.at(destination).isEmpty()
                && !servedElsewhere(window, destination, event)) {
            groups.add(notServed(destination, event), Groups.proof(sale.stored()));
        }
    }

    private static boolean belongs(DestinationConfig destination, Sale sale) {
        return destination.merchant().equals(sale.stored().event().merchant());
    }

    /** A page's purchase may still be joined by its order for a moment. */
    private static boolean toldOtherwise(Window window, Delivery row) {
        boolean fresh = row.createdAt().isAfter(window.question().now().minus(PendingLong.LONG));
        return TOLD_OTHERWISE.contains(row.reason())
                || row.reason().startsWith("purchase_sent_when_")
                || row.reason().equals("order_unknown") && fresh;
    }

    private static void skipped(Groups groups, Window window, Delivery row) {
        Meaning meaning = Meanings.ofSkip(row);
        String rule =
                meaning.cause() == Cause.RULE_SKIPPED
                        ? "rule \""
                                + row.decision().rule()
                                + "\", "
                                + row.decision().location()
                                + ": "
                        : "";
        new Readings(window, groups).add(row, meaning, rule + row.reason() + ": " + row.sentence());
    }

    /** Another destination of the same platform may be meant for the store. */
    private static boolean servedElsewhere(
            Window window, DestinationConfig destination, Event event) {
        return window.configuration().destinations().stream()
                .filter(other -> other.plugin().equals(destination.plugin()))
                .anyMatch(other -> other.serves(event.merchant(), event.store()));
    }

    private static Key notServed(DestinationConfig destination, Event event) {
        return new Key(
                destination.id(),
                Cause.DESTINATION_OFF,
                destination.file() + " does not name store " + event.store());
    }

    private static List<WindowFinding> leftOut(Window window) {
        Groups groups = new Groups();
        List<ObservationRow> rows = window.messages(Verdict.IGNORED);
        rows.stream()
                .filter(row -> LEFT_OUT.contains(row.reason()))
                .forEach(
                        row ->
                                groups.add(
                                        new Key(
                                                "",
                                                Cause.REJECTED,
                                                "settings of source "
                                                        + row.source()
                                                        + ": "
                                                        + row.sentence()),
                                        new Proof(
                                                row.reason()
                                                        + ", request "
                                                        + row.arrivalOffset()
                                                        + ", "
                                                        + row.receivedAt(),
                                                "/events?show=requests&verdict=ignored")));
        return groups.findings(State.WARNING, 0, rows.size() >= Window.MOST);
    }
}
