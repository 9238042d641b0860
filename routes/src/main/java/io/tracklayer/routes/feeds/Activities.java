// SPDX-License-Identifier: Apache-2.0
package io.tracklayer.routes.feeds;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What routes have done since the node started, by route id; it goes on counting when a route is
 * replaced. Also at {@code /observe/metrics}.
 */
final class Activities {
    private final Map<String, Activity> byRoute = new ConcurrentHashMap<>();
    private final MeterRegistry meters;
    private final Clock clock;

    Activities(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    Activity of(String route) {
        return byRoute.computeIfAbsent(route, this::begun);
    }

    private Activity begun(String route) {
        Activity activity = new Activity(clock);
        counter("stored", "Messages of an operator's route that were stored", route, activity);
        counter("failed", "Exchanges of an operator's route that failed", route, activity);
        return activity;
    }

    private void counter(String what, String description, String route, Activity activity) {
        FunctionCounter.builder(
                        "tracklayer.routes." + what,
                        activity,
                        one -> what.equals("stored") ? one.messages() : one.failures())
                .description(description)
                .tag("route", route)
                .register(meters);
    }
}
