// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.console;

import io.tracklayer.core.evidence.HourCounts;
import io.tracklayer.core.evidence.HourCounts.Arrived;
import io.tracklayer.core.evidence.HourCounts.Delivered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * The hours of the last eight days, read once: periods are cut from them, and what is usual is seen
 * in them.
 *
 * @param lately when the last 24 hours began
 */
record RecentCounts(List<Arrived> arrived, List<Delivered> delivered, Instant lately) {

    static RecentCounts read(HourCounts hours, Merchants merchants, Instant now) {
        Instant from = now.minus(Duration.ofDays(8));
        Instant until = now.plus(Duration.ofHours(1));
        return new RecentCounts(
                hours.arrived(from, until).stream()
                        .filter(row -> merchants.sees(row.merchant()))
                        .toList(),
                hours.delivered(from, until).stream()
                        .filter(row -> merchants.sees(row.merchant()))
                        .toList(),
                now.minus(Duration.ofHours(24)));
    }

    List<Arrived> arrivedIn(Period period, String merchant) {
        return arrived.stream()
                .filter(row -> row.merchant().equals(merchant) && within(period, row.hour()))
                .toList();
    }

    List<Delivered> deliveredIn(Period period, String merchant, String destination) {
        return delivered.stream()
                .filter(row -> row.merchant().equals(merchant))
                .filter(row -> row.destination().equals(destination))
                .filter(row -> within(period, row.hour()))
                .toList();
    }

    private static boolean within(Period period, Instant hour) {
        return !hour.isBefore(period.from()) && hour.isBefore(period.until());
    }

    /** How often arrivals of a merchant are such; of those that are nobody's, among all. */
    Trend ofArrivals(String merchant, Predicate<Arrived> such) {
        long[] sums = new long[4];
        for (Arrived row : arrived) {
            boolean theirs = row.merchant().equals(merchant);
            if (theirs || merchant.isEmpty()) {
                add(sums, row.hour(), theirs && such.test(row), row.count());
            }
        }
        return new Trend(sums[0], sums[1], sums[2], sums[3]);
    }

    /** How often deliveries to a destination are such. */
    Trend ofDeliveries(String destination, Predicate<Delivered> such) {
        long[] sums = new long[4];
        for (Delivered row : delivered) {
            if (row.destination().equals(destination)) {
                add(sums, row.hour(), such.test(row), row.count());
            }
        }
        return new Trend(sums[0], sums[1], sums[2], sums[3]);
    }

    private void add(long[] sums, Instant hour, boolean such, long count) {
        int at = hour.isBefore(lately) ? 2 : 0;
        sums[at] += such ? count : 0;
        sums[at + 1] += count;
    }
}
