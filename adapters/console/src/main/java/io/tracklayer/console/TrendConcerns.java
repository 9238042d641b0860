// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.delivery.DeliveryStatus;
import io.tracklayer.core.evidence.HourCounts.Arrived;
import io.tracklayer.core.evidence.HourCounts.Delivered;
import io.tracklayer.core.evidence.ObservationRow.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What is worse in the last 24 hours than it should be or used to be. */
final class TrendConcerns {
    private static final int FEW = 5;
    private static final int FAILING_PERCENT = 5;
    private static final int TURNED_AWAY_PERCENT = 2;
    private static final int UNKNOWN_PERCENT = 10;
    private static final String SWITCHED_OFF = "destination_disabled";
    private static final String CONSENT_UNKNOWN = "consent_unknown";

    /** The source of a request to an address where none listens. */
    private static final String NO_SOURCE = "unknown";

    private static final Set<String> TURNED_AWAY =
            Set.of(Verdict.REJECTED.wire(), Verdict.REFUSED.wire());

    private final RecentCounts recent;
    private final Merchants merchants;

    TrendConcerns(RecentCounts recent, Merchants merchants) {
        this.recent = recent;
        this.merchants = merchants;
    }

    void addTo(List<Concern> found) {
        names(recent.delivered(), Delivered::destination).stream()
                .filter(merchants::seesDestination)
                .forEach(
                        destination -> {
                            failing(found, destination);
                            off(found, destination);
                            unknown(found, destination);
                        });
        names(recent.arrived(), Arrived::merchant).forEach(merchant -> turnedAway(found, merchant));
    }

    private void failing(List<Concern> found, String destination) {
        Predicate<Delivered> failed = row -> row.status() == DeliveryStatus.FAILED;
        long failures = lately(destination, failed);
        long delivered = lately(destination, row -> row.status() == DeliveryStatus.DELIVERED);
        if (failures < FEW || 100 * failures < FAILING_PERCENT * (failures + delivered)) {
            return;
        }
        String reason =
                most(
                        recent.delivered().stream()
                                .filter(row -> row.destination().equals(destination))
                                .filter(row -> !row.hour().isBefore(recent.lately()))
                                .filter(failed)
                                .toList(),
                        Delivered::reason,
                        Delivered::count);
        found.add(
                new Concern(
                        Concern.Kind.DESTINATION_FAILING,
                        destination,
                        Figures.of(failures) + " deliveries to " + destination + " failed",
                        "In the last 24 hours, beside "
                                + Figures.of(delivered)
                                + " delivered; most often "
                                + reason
                                + ".",
                        "Look at the reason, correct the cause, then: tl replay --destination "
                                + destination
                                + " --status failed --since 24h",
                        Concerns.deliveries(DeliveryStatus.FAILED, destination, reason)));
    }

    /** Nothing waits for what is switched off, so that nobody would notice. */
    private void off(List<Concern> found, String destination) {
        long skipped =
                lately(
                        destination,
                        row ->
                                row.status() == DeliveryStatus.SKIPPED
                                        && row.reason().equals(SWITCHED_OFF));
        if (skipped == 0) {
            return;
        }
        found.add(
                new Concern(
                        Concern.Kind.DELIVERIES_STRANDED,
                        destination,
                        Figures.of(skipped)
                                + (skipped == 1 ? " event was" : " events were")
                                + " not sent to "
                                + destination,
                        "It was switched off when they came, in the last 24 hours.",
                        "If that was not meant, set enabled: true in its file, then: tl replay"
                                + " --backfill --destination "
                                + destination
                                + " --since 24h",
                        Concerns.deliveries(DeliveryStatus.SKIPPED, destination, SWITCHED_OFF)));
    }

    private long lately(String destination, Predicate<Delivered> such) {
        return recent.ofDeliveries(destination, such).lately();
    }

    private void unknown(List<Concern> found, String destination) {
        Predicate<Delivered> such =
                row ->
                        row.status() == DeliveryStatus.SKIPPED
                                && row.reason().startsWith(CONSENT_UNKNOWN);
        Trend trend = recent.ofDeliveries(destination, such);
        if (trend.rising(UNKNOWN_PERCENT)) {
            found.add(
                    new Concern(
                            Concern.Kind.CONSENT_UNKNOWN,
                            destination,
                            "Consent is unknown for " + trend.percent() + " % of " + destination,
                            Figures.of(trend.lately())
                                    + " deliveries were skipped for it in the last 24 hours;"
                                    + " in the week before it were "
                                    + trend.usualPercent()
                                    + " %.",
                            "Check that the consent banner still reports to the pages' tracking;"
                                    + " see docs/consent.md.",
                            Concerns.deliveries("skipped", destination)));
        }
    }

    private void turnedAway(List<Concern> found, String merchant) {
        Predicate<Arrived> such = row -> TURNED_AWAY.contains(row.verdict());
        Trend trend = recent.ofArrivals(merchant, such);
        if (!trend.rising(TURNED_AWAY_PERCENT)) {
            return;
        }
        List<Arrived> bad =
                recent.arrived().stream()
                        .filter(row -> row.merchant().equals(merchant))
                        .filter(row -> !row.hour().isBefore(recent.lately()))
                        .filter(such)
                        .toList();
        String source = most(bad, Arrived::source, Arrived::count);
        found.add(
                new Concern(
                        Concern.Kind.REQUESTS_TURNED_AWAY,
                        merchant,
                        Figures.of(trend.lately()) + " requests were refused or rejected",
                        "In the last 24 hours, "
                                + trend.percent()
                                + " % of all, usually "
                                + trend.usualPercent()
                                + " %; most often "
                                + most(bad, Arrived::reason, Arrived::count)
                                + (source.isEmpty() || source.equals(NO_SOURCE)
                                        ? "."
                                        : ", most of them by " + source + "."),
                        "Open one of them: it says what was wrong with it.",
                        Links.to("/events", "show", "requests", "merchant", merchant)));
    }

    private static <T> TreeSet<String> names(List<T> rows, Function<T, String> name) {
        return rows.stream().map(name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> String most(
            List<T> rows, Function<T, String> name, ToLongFunction<T> count) {
        return rows.stream()
                .collect(Collectors.groupingBy(name, Collectors.summingLong(count)))
                .entrySet()
                .stream()
                .max(
                        Map.Entry.<String, Long>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
