// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.core.delivery;

import io.tracklayer.spi.RedeliveryPolicy;
import java.time.Duration;

/** Computes how long to wait after a failure. */
@FunctionalInterface
public interface Redelivery {

    /**
     * The delay after the given number of failures, jitter included.
     *
     * @param failures at least 1
     */
    Duration delayAfter(RedeliveryPolicy policy, int failures);
}
