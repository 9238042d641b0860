// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.diagnose.window;

import io.tracklayer.core.config.DestinationConfig;
import io.tracklayer.core.config.StoreConfig;
import io.tracklayer.core.delivery.Delivery;
import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.diagnose.Cause;
import io.tracklayer.core.diagnose.Meanings;
import io.tracklayer.core.diagnose.Proof;
import io.tracklayer.core.diagnose.State;
import io.tracklayer.core.diagnose.Symptom;
import io.tracklayer.core.diagnose.window.Groups.Key;
import io.tracklayer.core.diagnose.window.Window.Sale;
import io.tracklayer.core.evidence.EvidenceQueries.CoverageFilter;
import io.tracklayer.core.evidence.EvidenceQueries.CoverageRow;
import io.tracklayer.core.evidence.StoredEvent;
import io.tracklayer.spi.DestinationDescriptor.CorrectionMode;
import io.tracklayer.spi.EventName;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Refunds that end before a platform, and stores that never tell of any. */
final class MissingRefunds implements SymptomCheck {
    private static final int DAYS = 30;
    private static final int DAYS_WITH_PURCHASES = 3;
    private static final int PURCHASES = 20;
    private static final int OF_ONE_ORDER = 20;

    @Override
    public Symptom symptom() {
        return Symptom.REFUNDS_MISSING;
    }

    @Override
    public String looksAt() {
        return "refunds that were skipped or whose order is not known, and stores with 20 purchases on"
                + " 3 of the last 30 days from which no refund ever came";
    }

    @Override
    public List<WindowFinding> check(Window window) {
        List<Sale> refunds = window.withDeliveries(window.events(EventName.ORDER_REFUNDED));
        boolean cut = refunds.size() >= Window.MOST;
        Groups orphans = new Groups();
        refunds.stream()
                .filter(refund -> orphan(window, refund.stored()))
                .forEach(refund -> orphans.add(orphanKey(), Groups.proof(refund.stored())));
        List<WindowFinding> found =
                new ArrayList<>(orphans.findings(State.FAILED, refunds.size(), cut));
        for (DestinationConfig destination : window.destinations()) {
            Groups groups = new Groups();
            for (Sale refund : refunds) {
                refund.at(destination)
                        .filter(row -> row.status() == DeliveryStatus.SKIPPED)
                        .filter(row -> !orphan(window, refund.stored()) || takesNone(destination))
                        .ifPresent(row -> add(window, groups, destination, row));
            }
            found.addAll(groups.findings(State.WARNING, refunds.size(), cut));
        }
        found.addAll(never(window));
        return found;
    }

    private static boolean orphan(Window window, StoredEvent refund) {
        String order = refund.event().orderId().orElse("");
        return window.sources().evidence().eventsByKey(order, OF_ONE_ORDER).stream()
                .map(StoredEvent::event)
                .noneMatch(
                        event ->
                                event.name().purchaseLike()
                                        && event.merchant().equals(refund.event().merchant()));
    }

    private static Key orphanKey() {
        return new Key(
                "",
                Cause.NOT_FOUND,
                "the purchase of the refunded order never came here, or is no longer kept");
    }

    private static boolean takesNone(DestinationConfig destination) {
        return destination.destination().descriptor().correctionMode() == CorrectionMode.NONE;
    }

    private static void add(
            Window window, Groups groups, DestinationConfig destination, Delivery row) {
        if (takesNone(destination)) {
            groups.add(
                    new Key(
                            destination.id(),
                            Cause.NOT_MAPPED,
                            row.reason() + ": " + row.sentence()),
                    Groups.proof(row));
        } else {
            new Readings(window, groups).add(row, Meanings.ofSkip(row));
        }
    }

    private static List<WindowFinding> never(Window window) {
        Groups groups = new Groups();
        window.configuration().stores().values().stream()
                .filter(store -> window.question().concerns(store.merchant()))
                .filter(store -> sells(window, store))
                .filter(store -> refundable(window, store))
                .filter(
                        store ->
                                !window.everHad(
                                        EventName.ORDER_REFUNDED, store.merchant(), store.id()))
                .forEach(store -> groups.add(neverKey(store), new Proof("the events", "/events")));
        return groups.findings(State.WARNING, 0, false);
    }

    /** Whether a platform that is told of the store has anything for refunds. */
    private static boolean refundable(Window window, StoreConfig store) {
        return window.destinations().stream()
                .filter(destination -> destination.serves(store.merchant(), store.id()))
                .anyMatch(destination -> !takesNone(destination));
    }

    private static boolean sells(Window window, StoreConfig store) {
        LocalDate today = LocalDate.ofInstant(window.question().until(), ZoneOffset.UTC);
        List<CoverageRow> days =
                window
                        .sources()
                        .evidence()
                        .coverage(
                                new CoverageFilter(
                                        EventName.PURCHASE_PLACED.wire(),
                                        store.merchant(),
                                        store.id()),
                                today.plusDays(1),
                                DAYS)
                        .stream()
                        .filter(row -> row.day().isAfter(today.minusDays(DAYS)))
                        .toList();
        return days.size() >= DAYS_WITH_PURCHASES
                && days.stream().mapToLong(CoverageRow::events).sum() >= PURCHASES;
    }

    private static Key neverKey(StoreConfig store) {
        return new Key(
                "",
                Cause.NO_REQUESTS,
                "store "
                        + store.id()
                        + " tells of purchases and never of a refund: subscribe to its refund topic,"
                        + " for instance refunds/create");
    }
}
