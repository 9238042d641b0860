// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.source.custom;

import java.util.Comparator;

/**
 * What is wrong with a mapping file.
 *
 * @param line from 1
 * @param sentence what is wrong and what to do
 */
record Problem(int line, String sentence) {
    static final Comparator<Problem> IN_ORDER =
            Comparator.comparingInt(Problem::line).thenComparing(Problem::sentence);
}
