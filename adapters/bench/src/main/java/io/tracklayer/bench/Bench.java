// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.bench;

import java.util.List;

/** One group of measurements. */
interface Bench {
    /** Measures and returns the figures. */
    List<Figure> run(Site site);
}
