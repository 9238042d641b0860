// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.util.Arrays;
import java.util.Locale;

/** Medians, percentiles and how numbers are written. */
final class Numbers {
    private Numbers() {}

    /** The middle value, or the mean of the two in the middle. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The smallest value that at least that share of all is not above.
     *
     * @param sorted in ascending order, not empty
     * @param share above 0, at most 1
     */
    static long percentile(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }

    /** Three digits that count, whole numbers from 100 on. */
    static String text(double value) {
        double size = Math.abs(value);
        if (size >= 100 || size == Math.rint(size)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f", value);
    }
}
