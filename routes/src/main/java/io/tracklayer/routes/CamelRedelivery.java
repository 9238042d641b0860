// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes;

import io.tracklayer.core.delivery.Redelivery;
import io.tracklayer.spi.RedeliveryPolicy;
import java.time.Duration;
import java.util.List;

/**
 * Delays by Camel's own redelivery policy, computed only: the wait itself is a row. Jitter is
 * applied once, to the last delay, so it does not compound.
 */
final class CamelRedelivery implements Redelivery {

    @Override
    public Duration delayAfter(RedeliveryPolicy policy, int failures) {
        var camel = new org.apache.camel.processor.errorhandler.RedeliveryPolicy();
        camel.setRedeliveryDelay(policy.firstDelay().toMillis());
        camel.setMaximumRedeliveryDelay(policy.maxDelay().toMillis());
        camel.setUseExponentialBackOff(policy.multiplier() > 1);
        camel.setBackOffMultiplier(policy.multiplier());
        long delay =
                policy.steps().isEmpty()
                        ? grown(camel, policy, failures)
                        : step(policy.steps(), failures);
        double jitter =
                policy.jitter()
                        * (2 * java.util.concurrent.ThreadLocalRandom.current().nextDouble() - 1);
        return Duration.ofMillis(Math.max(1, Math.round(delay * (1 + jitter))));
    }

    private static long grown(
            org.apache.camel.processor.errorhandler.RedeliveryPolicy camel,
            RedeliveryPolicy policy,
            int failures) {
        long delay = 0;
        for (int failure = 1; failure <= failures; failure++) {
            delay = camel.calculateRedeliveryDelay(delay, failure);
            if (delay >= policy.maxDelay().toMillis()) {
                return delay;
            }
        }
        return delay;
    }

    private static long step(List<Duration> steps, int failures) {
        return steps.get(Math.min(failures, steps.size()) - 1).toMillis();
    }
}
